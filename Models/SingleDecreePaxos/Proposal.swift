import PaxcheckKit
import RegisterClient

/// What is to be chosen: a value, and whose request it answers.
public struct Proposal: Hashable, Codable, Sendable, CustomStringConvertible {
  let request: Int
  let client: ActorID
  let value: Letter

  public var description: String { value.description }
}

/// A proposal and the ballot in which it was made: what a server accepts.
public struct Vote: Hashable, Codable, Sendable, CustomStringConvertible {
  let ballot: Ballot
  let proposal: Proposal

  public var description: String { "\(proposal) at \(ballot)" }
}
