public import PaxcheckModel

/// What a search of a mutant found that relies on no promise of its actors: messages stay on the network
/// even if their receivers say that they ignore them for ever.
///
/// A mutant has the promises of the sound protocol, and may not keep them.
public struct SecondOpinion: Sendable {
  public let report: CheckReport
  /// The promise that the mutant was found not to keep, if it was.
  public let unkeptPromise: UnkeptPromise?
}

extension ModelInstance {
  /// The model with messages that stay although they are ignored for ever; `nil` if they do anyway.
  var keepingDeadMessages: ModelInstance? {
    guard let model = model as? any MessagePassingModel else { return nil }
    return model.keepingDeadMessages.map { instance(of: $0) }
  }

  private func instance<M: Model>(of model: M) -> ModelInstance {
    ModelInstance(model, name: name, arguments: arguments)
  }
}
