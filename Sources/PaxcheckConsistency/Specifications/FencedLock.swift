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
    /// A client whose token is not known. It is at least `lastToken`, and none of `otherTokens`.
    case unknown
  }

  public var holder = Holder.nobody
  /// The largest token that is known to have been given.
  public var lastToken: Int
  /// Tokens larger than `lastToken` that a holder whose token is not known does not have: with them, a
  /// release was refused.
  private var otherTokens: Set<Int> = []

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
      otherTokens = []
      return .released
    }
  }

  private func mayRelease(_ token: Int?) -> Bool {
    switch holder {
    case .nobody: false
    case .token(let held): token == nil || token == held
    case .unknown: token.map { $0 >= lastToken && !otherTokens.contains($0) } ?? true
    }
  }

  public mutating func accept(_ response: Response, to operation: Operation) -> Bool {
    switch (operation, response) {
    case (.acquire, .acquired(let token?)):
      guard holder == .nobody, token > lastToken else { return false }
      holder = .token(token)
      lastToken = token
      return true
    case (.release(let token?), .refused) where holder == .unknown:
      return exclude(token)
    default: return apply(operation) == response
    }
  }

  /// Notes that the holder, whose token is not known, has another one than this.
  ///
  /// - Returns: Whether a larger token is left for the holder.
  private mutating func exclude(_ token: Int) -> Bool {
    guard token >= lastToken else { return true }
    otherTokens.insert(token)
    while otherTokens.remove(lastToken) != nil {
      guard lastToken < .max else { return false }
      lastToken += 1
    }
    return true
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    switch (operation, response) {
    // It tells something about the holder's token.
    case (.release(_?), .refused): .update
    default: response == .refused ? .none : .update
    }
  }
}
