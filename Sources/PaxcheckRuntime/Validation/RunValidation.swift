public import PaxcheckActors
package import PaxcheckModel

/// Whether a record of a real run is a behaviour of a model.
public struct RunValidation: Sendable {
  /// The steps that are a behaviour of the model.
  public var steps = 0
  /// The actors that took steps.
  public var actors = 0
  /// The messages that actors of the system sent to each other, and how many of them arrived.
  public var sent = 0
  public var delivered = 0
  /// The first step that is none of the model's, if there is one.
  public var mismatch: RunMismatch?
  /// What became of what must come true whenever something else is true, in the order of the model.
  public var progress: [RunProgress] = []

  public init() {}

  /// Whether the record is a behaviour of the model; `nil` if it has no step, which tells nothing.
  public var isBehaviour: Bool? {
    if mismatch != nil { false } else if steps > 0 { true } else { nil }
  }

  /// Whether nothing speaks against the run: it is a behaviour of the model, and nothing that was asked for has
  /// become impossible. That something was not answered before the record ends does not speak against it.
  public var isAsExpected: Bool? {
    progress.contains { $0.outcome == .violated } ? false : isBehaviour
  }
}

/// A recorded step that the model does not take.
public struct RunMismatch: Hashable, Sendable {
  public let entry: RunRecord.Entry
  /// Why not, in a sentence.
  public let reason: String
  /// What the model does at this step where the record has something else, and what the record has.
  public var differences: [String] = []
  /// The steps that the model offers to the actor instead.
  public var offered: [String] = []
}

extension RunRecord {
  /// Looks for a behaviour of an actor system in which every actor takes the steps that are recorded
  /// of it, in their order, with the same effects.
  ///
  /// The clocks of the record are not trusted: any order of steps of different actors will do, as long
  /// as every message is sent before it is delivered. Steps of different actors never keep each other
  /// from being taken: a step adds envelopes to the network, and takes away only those that its own
  /// actor receives. So whatever order is tried, all steps that some order allows are taken in the
  /// end, and no order need be taken back. A crash is taken to happen just before
  /// its recovery; one that nothing recovers from need not have happened.
  ///
  /// Messages that never arrive are on their way for ever, which every network allows but an ordered
  /// one that is not lossy.
  ///
  /// - Throws: `RuntimeError.malformed` if steps are missing or recorded twice.
  /// - Complexity: O(*n* · *a*) for *n* steps of *a* actors, and a handler call for each step.
  public func validate<Message, History>(
    against system: ActorSystem<Message, History>
  ) throws(RuntimeError) -> RunValidation {
    try system.validate(self)
  }

  /// The same for a model whose type is not known.
  package func validate(against model: any Model) throws(RuntimeError) -> RunValidation {
    guard let system = model as? any ValidatingSystem else {
      throw .noActors(model: String(describing: type(of: model)))
    }
    return try system.validate(self)
  }
}

/// A model that records can be compared with, its type erased.
private protocol ValidatingSystem {
  func validate(_ record: RunRecord) throws(RuntimeError) -> RunValidation
}

extension ActorSystem: ValidatingSystem {
  fileprivate func validate(_ record: RunRecord) throws(RuntimeError) -> RunValidation {
    var validator = RunValidator(self, try record.byActor())
    return validator.run()
  }
}
