public import PaxcheckKit
public import RegisterClient

/// A server that keeps the register all by itself.
public struct SingleCopyServer: DeterministicActor {
  public typealias Message = RegisterMessage<Never>

  let bug: SingleCopyBug?
  /// What was written last.
  private var value: Letter?

  init(_ bug: SingleCopyBug?) { self.bug = bug }

  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .put(let request, let value):
      if bug != .keepsFirstValue || self.value == nil { self.value = value }
      outbox.send(.putOk(request), to: sender)
    case .get(let request):
      outbox.send(.getOk(request, value), to: sender)
      if bug == .forgetsWhenRead { value = nil }
    default: break
    }
  }
}

/// What a single copy can do wrong.
enum SingleCopyBug: String, Sendable {
  case keepsFirstValue = "keeps-first-value"
  case forgetsWhenRead = "forgets-when-read"
}
