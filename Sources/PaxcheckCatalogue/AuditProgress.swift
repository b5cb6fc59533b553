public import PaxcheckSearch

/// How far an audit has come.
public struct AuditProgress: Sendable {
  /// What is looked at: the name of a mutation, or `none` for the model without one.
  public let mutation: String
  /// The number of the search under way, counted from 1.
  public let number: Int
  /// How many searches there are.
  public let count: Int
  /// How far that search has come.
  public let search: SearchProgress

  package init(mutation: String, number: Int, count: Int, search: SearchProgress) {
    self.mutation = mutation
    self.number = number
    self.count = count
    self.search = search
  }
}

/// Is told now and then how far an audit has come.
public typealias AuditObserver = @Sendable (AuditProgress) -> Void
