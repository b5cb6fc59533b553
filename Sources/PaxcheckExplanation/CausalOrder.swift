package import PaxcheckModel

/// Which steps of a behaviour had to come before which: Lamport's "happened before", and the order of
/// what is shared by all participants.
///
/// A step depends on the one before it at the same participant, and a delivery or loss on the step
/// that sent the message. Steps that extend the history depend on each other, because the history
/// keeps their order, and so do crashes, recoveries and losses of storage, which use up the same
/// allowances. A partition begins and ends after all steps before it, and before all steps after it.
///
/// - SeeAlso: L. Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", 1978.
package struct CausalOrder: Sendable {
  /// For each step, counted from 0, the steps that it depends on directly, ascending.
  package private(set) var causes: [[Int]] = []
  /// For each step, after how many steps the message was on its way that it delivers or loses: 0 if
  /// from the beginning.
  package private(set) var sendings: [Int?] = []

  private var latestAt: [Int: Int] = [:]
  private var latestRecording: Int?
  private var latestFault: Int?
  private var latestPartition: Int?
  /// Messages on their way, and after how many steps each copy was.
  private var copies: [Transmission: [Int]] = [:]

  /// - Parameter messages: What is on its way at the beginning.
  package init(_ steps: [StepDetails], beginningWith messages: [Transmission]) {
    for message in messages { copies[message, default: []].append(0) }
    for (index, step) in steps.enumerated() { append(step, index) }
  }

  private mutating func append(_ step: StepDetails, _ index: Int) {
    let sending = step.message.flatMap { take($0, step.consumption) }
    var causes = [latestPartition, sending.map { $0 - 1 }]
    if let place = step.place {
      causes.append(latestAt[place])
      latestAt[place] = index
    } else {
      causes += latestAt.values.map { $0 }
      latestPartition = index
    }
    if !step.recorded.isEmpty {
      causes.append(latestRecording)
      latestRecording = index
    }
    if [.crash, .recovery, .amnesia].contains(step.sort) {
      causes.append(latestFault)
      latestFault = index
    }
    for message in step.sent { copies[message, default: []].append(index + 1) }
    self.causes.append(Set(causes.compactMap { $0 }).filter { $0 >= 0 }.sorted())
    sendings.append(sending)
  }

  /// The sending of the copy that has been on its way for longest.
  private mutating func take(
    _ message: Transmission, _ consumption: Consumption
  ) -> Int? {
    guard let sending = copies[message]?.first else { return nil }
    switch consumption {
    case .nothing: break
    case .oneCopy: copies[message]?.removeFirst()
    case .allCopies: copies[message] = nil
    }
    return sending
  }
}
