import PaxcheckModel

/// The calls of handlers that are made twice: the first ones, the first for each message or timer as far
/// as these are few, all in the states of one behaviour of each actor, and some of the rest.
struct CallSample {
  private let extent: Scrutiny.Extent
  /// Whether an event with a certain number has been sampled.
  private var causes: [Bool] = []
  private var newCauses = 0
  /// For each actor, by address, the last state of a behaviour that is followed, and its length.
  private var behaviours: [(end: UInt32?, length: Int)] = []
  /// Whether a slot with a certain number is in such a behaviour.
  private var followed: [Bool] = []

  init(_ extent: Scrutiny.Extent) { self.extent = extent }

  /// Whether a call is in the sample, given its number, counted from 1.
  mutating func includes(call: Int, of slot: UInt32?, _ cause: SlotCause?) -> Bool {
    switch extent {
    case .none: return false
    case .whole: return true
    case .sampled: break
    }
    let isFirst = cause.map { note($0) } ?? true
    if call <= Self.first { return true }
    if let slot, slot < followed.count, followed[Int(slot)] { return true }
    if isFirst, newCauses < call / Self.newCauseStep {
      newCauses += 1
      return true
    }
    return UInt64(call) &* 0x9E37_79B9_7F4A_7C15 < UInt64.max / Self.step
  }

  /// Notes what a call in the sample led to: the actor's behaviour goes on there, if it was the first to
  /// lead on from its end.
  mutating func follow(_ slot: UInt32?, to next: UInt32, at place: Int) {
    guard extent == .sampled else { return }
    while behaviours.count <= place { behaviours.append((nil, 0)) }
    let (end, length) = behaviours[place]
    guard end == nil || end == slot, length < Self.longest else { return }
    while followed.count <= next { followed.append(false) }
    guard !followed[Int(next)] else { return }
    followed[Int(next)] = true
    behaviours[place] = (next, length + 1)
  }

  /// Notes a cause, and tells whether it is a new one.
  private mutating func note(_ cause: SlotCause) -> Bool {
    let number = Int(cause.number)
    while causes.count <= number { causes.append(false) }
    defer { causes[number] = true }
    return !causes[number]
  }

  /// The number of first calls that are all in the sample.
  private static var first: Int { 200 }
  /// At most one of so many calls is in the sample because its message or timer is new.
  private static var newCauseStep: Int { 160 }
  /// One of so many of the other calls is in the sample.
  private static var step: UInt64 { 400 }
  /// The number of states in which a behaviour is followed.
  private static var longest: Int { 60 }
}
