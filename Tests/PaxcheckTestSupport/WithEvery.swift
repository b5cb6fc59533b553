/// Runs `body` for every case; an error that it throws is reported with the case that led to it.
///
///     try withEvery("seed", in: 0..<500) { seed in
///       try #require(outcome(seed) == expected(seed))
///     }
public func withEvery<Cases: Sequence>(
  _ label: String, in cases: Cases, _ body: (Cases.Element) throws -> Void
) throws {
  for element in cases {
    do { try body(element) } catch {
      throw FailedCase(description: "\(label)=\(element): \(error)")
    }
  }
}

/// An error together with the case, or the nested cases, in which it was thrown.
public struct FailedCase: Error, CustomStringConvertible {
  public let description: String
}
