import PaxcheckModel
import PaxcheckStateSpace

/// Tells which messages an actor will ignore whatever happens to it, from the steps of single actors that
/// searches have seen.
///
/// A search relies on the steps that the searches before it saw, the first one on none. When it ends without a
/// step that is new, whatever it took off the network would have been ignored: a behaviour that heeds such a
/// message first would lead its receiver there by steps that are all known, and they lead to no slot that heeds it.
final class Inertness {
  /// Where the steps lead that earlier searches saw, by slot.
  private var nextSlots: [[UInt32]] = []
  /// Every step seen so far, as a pair of slots, and in the order in which they were seen.
  private var steps = PairMap()
  private var newSteps: [(from: UInt32, to: UInt32)] = []
  private let values: any SystemValues
  /// 1 for the slots that ignore an envelope, otherwise 0.
  private var ignored = PairMap()
  /// 1 for the slots from which no step leads to one that heeds an envelope, otherwise 0. It is about the steps
  /// of earlier searches.
  private var inert = PairMap()
  /// How many searches there have been, this one included.
  private(set) var rounds = 1

  init(_ values: any SystemValues) { self.values = values }

  /// The memory held, in bytes.
  var byteCount: Int {
    steps.byteCount + ignored.byteCount + inert.byteCount
      + nextSlots.capacity * MemoryLayout<[UInt32]>.stride + 4 * steps.count + 8 * newSteps.capacity
  }

  /// Notes a step of an actor that the search takes.
  func noteStep(from slot: UInt32, to next: UInt32) {
    guard slot != next, steps.reader.value(slot, next) == PairMap.missing else { return }
    steps.insert(slot, next, 1)
    newSteps.append((slot, next))
  }

  /// Has the next search rely on what this one saw.
  ///
  /// - Returns: Whether there is anything new in it.
  func beginRound() -> Bool {
    guard !newSteps.isEmpty else { return false }
    for step in newSteps {
      while nextSlots.count <= step.from { nextSlots.append([]) }
      nextSlots[Int(step.from)].append(step.to)
    }
    newSteps = []
    inert = PairMap()
    rounds += 1
    return true
  }

  /// Whether an actor ignores an envelope now, and wherever known steps lead it.
  ///
  /// - Complexity: O(*s*) for *s* steps that can be reached; answers are remembered.
  func isInert(_ envelope: UInt32, for slot: UInt32) -> Bool {
    let known = inert.reader.value(slot, envelope)
    if known != PairMap.missing { return known == 1 }
    var reached = [slot]
    var isReached: Set = [slot]
    var place = 0
    while place < reached.count {
      let next = reached[place]
      place += 1
      let known = inert.reader.value(next, envelope)
      if known == 1 { continue }
      if known == 0 || !ignores(envelope, next) {
        inert.insert(slot, envelope, 0)
        return false
      }
      guard next < nextSlots.count else { continue }
      reached += nextSlots[Int(next)].filter { isReached.insert($0).inserted }
    }
    for slot in reached where inert.reader.value(slot, envelope) == PairMap.missing {
      inert.insert(slot, envelope, 1)
    }
    return true
  }

  private func ignores(_ envelope: UInt32, _ slot: UInt32) -> Bool {
    let known = ignored.reader.value(slot, envelope)
    if known != PairMap.missing { return known == 1 }
    let answer = values.ignores(envelope, slot)
    ignored.insert(slot, envelope, answer ? 1 : 0)
    return answer
  }
}
