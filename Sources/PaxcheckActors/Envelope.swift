import PaxcheckModel

/// A message on its way, with its sender and its receiver.
public struct Envelope<Message: Hashable & Sendable>: Hashable, Sendable {
  public let source: ActorID
  public let destination: ActorID
  public let message: Message

  public init(from source: ActorID, to destination: ActorID, _ message: Message) {
    self.source = source
    self.destination = destination
    self.message = message
  }
}

extension Envelope: CustomStringConvertible {
  public var description: String { "\(source) → \(destination): \(actionText(message))" }
}
