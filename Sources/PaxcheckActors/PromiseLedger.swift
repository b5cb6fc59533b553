import PaxcheckModel

/// The messages that actors promised to ignore for ever, by number, and the steps that actors took since:
/// what the promises are held against.
///
/// A promise that was relied on passes along every step of its actor, also through a crash.
struct PromiseLedger {
  /// A slot that has a promise, by way of a step from another one or because the promise was relied on there.
  struct Arrival {
    let envelope: UInt32
    let slot: UInt32
    /// The place of the step in `steps`, if there was one.
    var step: Int?
  }

  /// A step of one actor.
  struct Step {
    let before: UInt32
    let after: UInt32
    let cause: SlotCause
  }

  private let extent: Scrutiny.Extent
  private(set) var steps: [Step] = []
  /// The places of the steps that lead on from a slot.
  private var nextSteps: [[Int]] = []
  /// The envelopes that a slot has promised to ignore.
  private var promises: [[UInt32]] = []
  private var known: Set<UInt64> = []
  /// How many promises were held against a slot.
  private var count = 0
  /// Arrivals that are not checked yet.
  private var waiting: [Arrival] = []

  init(_ extent: Scrutiny.Extent) { self.extent = extent }

  var isOn: Bool { extent != .none }

  /// Notes that an envelope was discarded because a slot promised to ignore it.
  mutating func rely(on slot: UInt32, ignoring envelope: UInt32) {
    guard isOn else { return }
    waiting.append(Arrival(envelope: envelope, slot: slot))
  }

  /// Notes a step, with which the promises of the one slot pass to the other.
  mutating func note(_ step: Step) {
    guard isOn, step.before != step.after else { return }
    makeRoom(for: max(step.before, step.after))
    nextSteps[Int(step.before)].append(steps.count)
    for envelope in promises[Int(step.before)] {
      waiting.append(Arrival(envelope: envelope, slot: step.after, step: steps.count))
    }
    steps.append(step)
  }

  /// The next sampled promise that has come to a slot and is to be checked against it.
  ///
  /// - Parameter calls: How often handlers ran so far, which says how large the sample may be.
  mutating func nextArrival(after calls: Int) -> Arrival? {
    while let arrival = waiting.popLast() {
      guard extent == .whole || count < Self.sample + calls / Self.sampleStep else {
        waiting.removeAll()
        return nil
      }
      if known.insert(UInt64(arrival.slot) << 32 | UInt64(arrival.envelope)).inserted {
        count += 1
        return arrival
      }
    }
    return nil
  }

  /// Passes a promise that a slot keeps on to the slots that follow.
  mutating func pass(on arrival: Arrival) {
    makeRoom(for: arrival.slot)
    promises[Int(arrival.slot)].append(arrival.envelope)
    for step in nextSteps[Int(arrival.slot)] {
      waiting.append(Arrival(envelope: arrival.envelope, slot: steps[step].after, step: step))
    }
  }

  private mutating func makeRoom(for slot: UInt32) {
    while promises.count <= slot {
      promises.append([])
      nextSteps.append([])
    }
  }

  /// The number of checks that a sample has at once.
  private static var sample: Int { 500 }
  /// For how many calls of handlers it gets another one.
  private static var sampleStep: Int { 16 }
}
