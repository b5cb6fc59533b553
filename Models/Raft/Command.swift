import PaxcheckKit
import RegisterClient

/// What an entry of the log does once it is committed.
public enum Command: Hashable, Codable, Sendable {
  /// Stands for all entries up to here. A log begins with one.
  case snapshot(members: Members)
  /// Says who the members are from here on.
  case configuration(members: Members)
  /// Tells that its term has a leader whose log is committed up to here.
  case barrier
  /// Runs a request on the state machine.
  case execute(Request)
  /// Lets the state machine forget the answer to a request, which has reached its client.
  case complete(Request.ID)
}

extension Command {
  /// What a client wants, or a leader for its own sake.
  public struct Request: Hashable, Codable, Sendable {
    /// The same however often the request is sent.
    public struct ID: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
      /// The client, or the leader.
      let author: ActorID
      /// Tells the requests of one author apart.
      let serial: Int

      public static func < (left: Self, right: Self) -> Bool {
        (left.author, left.serial) < (right.author, right.serial)
      }

      public var description: String { "\(serial) of \(author)" }
    }

    /// What a request does to the register.
    enum Operation: Hashable, Codable, Sendable {
      case none
      case read
      case write(Letter)
    }

    let id: ID
    let operation: Operation
  }
}

extension Command {
  var isSnapshot: Bool { if case .snapshot = self { true } else { false } }
}

extension Command: CustomStringConvertible {
  public var description: String {
    switch self {
    case .snapshot(let members): "snapshot(members: \(members))"
    case .configuration(let members): "configuration(members: \(members))"
    case .barrier: "barrier"
    case .execute(let request): "\(request)"
    case .complete(let id): "complete(\(id))"
    }
  }
}

extension Command.Request: CustomStringConvertible {
  public var description: String {
    switch operation {
    case .none: "entry(\(id))"
    case .read: "read(\(id))"
    case .write(let letter): "write(\(id), \(letter))"
    }
  }
}
