public import PaxcheckModel

/// What a property says, without the code that judges it.
public struct Claim: Sendable, Hashable {
  public let expectation: Expectation
  public let name: String

  public init(_ expectation: Expectation, _ name: String) {
    self.expectation = expectation
    self.name = name
  }
}
