/// What a step of an actor system is, whatever message, timer or actor it is about.
package enum StepSort: Int, Sendable {
  case delivery
  case loss
  case timeout
  case choice
  case crash
  case recovery
  case amnesia
  /// A partition, or its end.
  case partition

  /// Whether the step is about an envelope.
  var isOfNetwork: Bool { self == .delivery || self == .loss }
}
