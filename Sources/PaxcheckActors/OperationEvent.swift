/// An event of a history variable that may be the beginning or the end of a client's operation, so
/// that what real clients saw can be written down for `paxcheck history`.
public protocol OperationEvent {
  /// The operation's beginning or end; `nil` if the event is about something else.
  var operation: OperationNote? { get }
}

/// The beginning or the end of a client's operation, in words.
public struct OperationNote: Hashable, Sendable {
  /// Whether the operation begins; otherwise it was answered.
  public let isInvocation: Bool
  /// What the client asks for: `read`, `write`.
  public let function: String
  /// What it writes, or was told; `nil` for nothing.
  public let value: String?

  public init(isInvocation: Bool, function: String, value: String? = nil) {
    self.isInvocation = isInvocation
    self.function = function
    self.value = value
  }
}
