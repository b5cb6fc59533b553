public import PaxcheckKit

/// What was true once: it outlives the states in which it showed.
public struct AppendFacts: HistoryVariable {
  public enum Event: Hashable, Codable, Sendable {
    /// A client's write at an index is committed, and it is told so.
    case written(Int)
    /// A client asks for a read, which has this place in the log.
    case asked(Position)
    /// It is answered, with the write at an index as the newest one.
    case answered(Position, seeing: Int)
    /// A read is answered as soon as it is asked for.
    case read(seeing: Int)
    /// A leader answered a refusal with a message that carries nothing.
    case retriedWithNothing
  }

  /// The index of the newest write that a client has heard of.
  private var newestWrite = 0
  /// What clients had heard of when they asked for the reads that are not answered.
  private var pending: [Position: Int] = [:]

  /// Whether every read saw what was known when it was asked for.
  private(set) var readsNeverGoBack = true
  /// Whether leaders answered refusals with entries or snapshots only.
  private(set) var retriesCarrySomething = true

  public mutating func record(_ event: Event, by node: ActorID) {
    switch event {
    case .written(let index): newestWrite = max(newestWrite, index)
    case .asked(let place): pending[place] = newestWrite
    case .answered(let place, let index): see(index, atLeast: pending.removeValue(forKey: place))
    case .read(let index): see(index, atLeast: newestWrite)
    case .retriedWithNothing: retriesCarrySomething = false
    }
  }

  private mutating func see(_ index: Int, atLeast least: Int?) {
    if index < least ?? 0 { readsNeverGoBack = false }
    newestWrite = max(newestWrite, index)
  }
}
