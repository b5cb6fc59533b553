/// Digests of what a model answered, in the order in which it was asked: equal in all processes, unless the
/// model is not deterministic.
public final class AnswerLog: @unchecked Sendable {
  // One thread asks the model at a time, and no other thread looks at the log before it is done.

  /// The sums over all answers so far: after each of the first answers, later after every few hundred.
  package private(set) var sums: [UInt64] = []
  private var sum = Checksum()
  private var count = 0
  private var digest = ValueDigest()
  private let limit: Int
  private let wanted: Int?
  /// What was asked when the sum that is wanted was made.
  package private(set) var question: String?

  /// - Parameters:
  ///   - limit: The number of parts of values to look at.
  ///   - wanted: The place of a sum in `sums`, to know the question.
  package init(limit: Int, naming wanted: Int? = nil) {
    self.limit = limit
    self.wanted = wanted
  }

  package var isFull: Bool { digest.cost >= limit }

  /// What was found in the values that tends to make models differ from process to process.
  package var hazards: [ValueHazard] { digest.hazards }

  /// Adds a number that is part of an answer.
  package func add(_ number: UInt64) { sum.add(number) }

  /// Adds a value that is part of an answer and was none before.
  package func add(_ value: Any, named name: String, isInText: Bool = false) {
    sum.add(digest.digest(value, named: name, isInText: isInText))
  }

  /// Ends an answer.
  package func end(_ question: @autoclosure () -> String) {
    count += 1
    guard count <= Self.every || count % Self.stride == 0 else { return }
    if sums.count == wanted { self.question = question() }
    sums.append(sum.value)
  }

  /// Ends the log: adds the sum over everything.
  package func close() { sums.append(sum.value) }

  /// The place of the first sum that differs from that of another log of the same questions, which may
  /// have come less far, or farther.
  package static func difference(between one: [UInt64], and other: [UInt64]) -> Int? {
    let isEven = one.count == other.count
    let (one, other) = isEven ? (one[...], other[...]) : (one.dropLast(), other.dropLast())
    return zip(one, other).enumerated().first { $1.0 != $1.1 }?.offset
  }

  private static var every: Int { 1 << 16 }
  private static var stride: Int { 256 }
}
