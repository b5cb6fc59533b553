/// A message that an actor says it will ignore for ever, and does not.
public struct UnkeptPromise: Hashable, Sendable, CustomStringConvertible {
  /// What becomes of the promise.
  public enum Fault: Hashable, Sendable {
    /// The message, arriving in `state`, changes the actor or makes it do something.
    case heeded
    /// In `state` the actor no longer says that it ignores the message.
    case takenBack
  }

  /// The actor, its address and type.
  public let actor: String
  /// The message with its sender.
  public let message: String
  public let fault: Fault
  /// What the actor did between the promise and `state`; `nil` if it is the state of the promise.
  public let step: String?
  /// The state in which the step was taken, which has the promise; `nil` if there is no step.
  public let before: String?
  /// The actor's own state in which the fault shows.
  public let state: String

  public init(
    actor: String, message: String, fault: Fault, step: String?, before: String?, state: String
  ) {
    self.actor = actor
    self.message = message
    self.fault = fault
    self.step = step
    self.before = before
    self.state = state
  }

  /// Who does not keep which promise, in one line.
  public var summary: String {
    let doing = fault == .heeded ? "does something about it" : "no longer says so"
    let place = step.map { "after the step '\($0)' it \(doing)" } ?? "it \(doing)"
    return "\(actor) says that it ignores \(message) for ever, but \(place)"
  }

  public var description: String {
    var lines = [summary]
    if let before { lines.append("  before the step: \(before)") }
    lines.append("  \(step == nil ? "its state" : "after the step"): \(state)")
    lines += [
      "  Such messages are discarded, so behaviours would be lost. Let 'ignoresForever' promise only what",
      "  stays true whatever the actor does next, a crash and a recovery included, or do without it:",
      "  'discardsDeadMessages = false'.",
    ]
    return lines.joined(separator: "\n")
  }
}
