/// A lock that gives each holder a token larger than all before it.
///
/// It can be acquired only while it is free, and released only while it is held, with the token of its
/// holder. A client that does not say its token is believed to be the holder.
///
/// - SeeAlso: M. Burrows, "The Chubby Lock Service for Loosely-Coupled Distributed Systems", OSDI 2006,
///   §2.4, whose sequencers these tokens are.
public struct FencedLock: SequentialSpecification {
  /// Who holds the lock.
  public enum Holder: Hashable, Sendable {
    case nobody
    /// The client with this token.
    case token(Int)
    /// A client whose token is not known; it is at least `lastToken`.
    case unknown
  }

  public var holder = Holder.nobody
  /// The largest token that is known to have been given.
  public var lastToken: Int

  /// A free lock.
  ///
  /// - Parameter lastToken: All tokens are larger than this.
  public init(lastToken: Int = .min) { self.lastToken = lastToken }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case acquire
    /// Releases the lock with a token, or without saying one.
    case release(Int?)

    public var description: String {
      switch self {
      case .acquire: "acquire"
      case .release(let token): token.map { "release \($0)" } ?? "release"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    /// The answer to an acquisition; `nil` to a client that did not learn its token.
    case acquired(Int?)
    case released
    /// The lock is held already, or not held with this token.
    case refused

    public var description: String {
      switch self {
      case .acquired(let token): token.map { "token \($0)" } ?? "ok"
      case .released: "ok"
      case .refused: "fail"
      }
    }
  }

  /// Performs an operation; the token of an acquisition stays unknown, since it may be any that is large
  /// enough.
  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .acquire:
      guard holder == .nobody, lastToken < .max else { return .refused }
      // The token is larger than the last one. The smallest such leaves the most to what follows.
      lastToken += 1
      holder = .unknown
      return .acquired(nil)
    case .release(let token):
      guard mayRelease(token) else { return .refused }
      if let token { lastToken = max(lastToken, token) }
      holder = .nobody
      return .released
    }
  }

  private func mayRelease(_ token: Int?) -> Bool {
    switch holder {
    case .nobody: false
    case .token(let held): token == nil || token == held
    case .unknown: token.map { $0 >= lastToken } ?? true
    }
  }

  public mutating func accept(_ response: Response, to operation: Operation) -> Bool {
    guard operation == .acquire, case .acquired(let token?) = response else {
      return apply(operation) == response
    }
    guard holder == .nobody, token > lastToken else { return false }
    holder = .token(token)
    lastToken = token
    return true
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    response == .refused ? .none : .update
  }
}
