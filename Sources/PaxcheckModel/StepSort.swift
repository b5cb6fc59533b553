/// What a step of a message-passing model is, whatever message, timer or actor it is about.
package enum StepSort: Int, Sendable {
  case delivery
  case loss
  case timeout
  case choice
  case crash
  case recovery
  case amnesia
  /// A partition of the network, or its end.
  case partition

  /// The word that documents and drawings have for it.
  package var name: String { "\(self)" }

  /// Whether the step is about an envelope.
  package var isOfNetwork: Bool { self == .delivery || self == .loss }
}
