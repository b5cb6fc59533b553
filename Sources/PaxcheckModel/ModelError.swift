/// What is wrong with a model, as opposed to what is wrong with the protocol that it describes.
public enum ModelError: Error, Hashable, CustomStringConvertible {
  /// The same question got two different answers. `where` names the question: the actor and event,
  /// or the state and action.
  case nondeterministic(where: String)
  /// A handler changed a state that was reached before, since both share an instance of a class.
  /// `where` names the actor and event.
  case sharedState(where: String)
  /// An actor does something about a message that it said it would ignore for ever.
  case unkeptPromise(UnkeptPromise)
  /// The model outgrew what a state space can number.
  case tooLarge(String)
  /// The model makes no sense; the text says why.
  case malformed(String)
  /// A search cannot go on from its checkpoint; the text says why.
  case unusableCheckpoint(String)

  public var description: String {
    switch self {
    case .nondeterministic(let place):
      """
      the model is not deterministic: \(place) gave two different results
        A usual cause is a clock, a random number, a global, or the iteration order of a Set or \
      Dictionary.
        Sort before iterating, and keep everything that matters in the state.
      """
    case .sharedState(let place):
      """
      the model is not deterministic: \(place) changed a state that was reached before
        States are values. Part of this one is an instance of a class, which all states share that \
      contain it; make it a struct.
      """
    case .unkeptPromise(let promise): promise.description
    case .tooLarge(let what): "the model is too large: \(what)"
    case .malformed(let why): "the model makes no sense: \(why)"
    case .unusableCheckpoint(let why): "the checkpoint cannot be used: \(why)"
    }
  }
}
