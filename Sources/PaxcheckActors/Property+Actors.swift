public import PaxcheckModel

/// Properties of several actors together. A search evaluates their conditions once for each combination
/// of the actors' values and storage, however many states have that combination in common.
extension Property {
  /// A claim about all actors of one type that are not crashed, which the condition gets in the order of
  /// their addresses.
  ///
  ///     .always("at most one leader a term", actors: Voter.self) { servers in
  ///       let terms = servers.filter(\.isLeader).map(\.term)
  ///       return Set(terms).count == terms.count
  ///     }
  public static func always<A: DeterministicActor, Message, History>(
    _ name: String, actors type: A.Type, _ condition: @escaping @Sendable ([A]) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.always, name, ActorsCondition(type, condition))
  }

  /// An example of all actors of one type that are not crashed.
  public static func sometimes<A: DeterministicActor, Message, History>(
    _ name: String, actors type: A.Type, _ condition: @escaping @Sendable ([A]) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.sometimes, name, ActorsCondition(type, condition))
  }

  /// A claim that all actors of one type that are not crashed fulfil at some moment of every behaviour.
  public static func eventually<A: DeterministicActor, Message, History>(
    _ name: String, actors type: A.Type, _ condition: @escaping @Sendable ([A]) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.eventually, name, ActorsCondition(type, condition))
  }

  /// A claim that whenever one condition is true of all actors of one type that are not crashed, another one is
  /// then, or will be.
  public static func leadsTo<A: DeterministicActor, Message, History>(
    _ name: String, actors type: A.Type, from origin: @escaping @Sendable ([A]) -> Bool,
    to goal: @escaping @Sendable ([A]) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.leadsTo, name, ActorsCondition(type, goal), origin: ActorsCondition(type, origin))
  }

  /// A claim that from every moment on all actors of one type that are not crashed will fulfil a condition once
  /// more.
  public static func infinitelyOften<A: DeterministicActor, Message, History>(
    _ name: String, actors type: A.Type, _ condition: @escaping @Sendable ([A]) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.infinitelyOften, name, ActorsCondition(type, condition))
  }

  /// A claim that from some moment on all actors of one type that are not crashed fulfil a condition.
  public static func eventuallyAlways<A: DeterministicActor, Message, History>(
    _ name: String, actors type: A.Type, _ condition: @escaping @Sendable ([A]) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.eventuallyAlways, name, ActorsCondition(type, condition))
  }

  /// A claim that all actors of one type that are not crashed can still fulfil, from whatever state.
  public static func alwaysPossible<A: DeterministicActor, Message, History>(
    _ name: String, actors type: A.Type, _ condition: @escaping @Sendable ([A]) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.alwaysPossible, name, ActorsCondition(type, condition))
  }

  /// A claim that all actors of one type that are not crashed fulfil wherever the system ends.
  public static func atEnd<A: DeterministicActor, Message, History>(
    _ name: String, actors type: A.Type, _ condition: @escaping @Sendable ([A]) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.atEnd, name, ActorsCondition(type, condition))
  }
}

/// The same about all actors of whatever type, the storage of those that are crashed included.
extension Property {
  /// A claim about all actors.
  ///
  ///     .always(
  ///       "no server is behind its storage",
  ///       everyActor: { actors in
  ///         actors.members(of: Voter.self).allSatisfy { voter in
  ///           voter.actor.map { $0.term >= voter.durableStorage ?? 0 } ?? true
  ///         }
  ///       })
  public static func always<Message, History>(
    _ name: String,
    everyActor condition: @escaping @Sendable (ActorStates<Message, History>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.always, name, ActorsCondition(condition))
  }

  /// An example of all actors.
  public static func sometimes<Message, History>(
    _ name: String,
    everyActor condition: @escaping @Sendable (ActorStates<Message, History>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.sometimes, name, ActorsCondition(condition))
  }

  /// A claim that all actors fulfil at some moment of every behaviour.
  public static func eventually<Message, History>(
    _ name: String,
    everyActor condition: @escaping @Sendable (ActorStates<Message, History>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.eventually, name, ActorsCondition(condition))
  }

  /// A claim that whenever one condition is true of all actors, another one is then, or will be.
  public static func leadsTo<Message, History>(
    _ name: String,
    everyActor origin: @escaping @Sendable (ActorStates<Message, History>) -> Bool,
    to goal: @escaping @Sendable (ActorStates<Message, History>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.leadsTo, name, ActorsCondition(goal), origin: ActorsCondition(origin))
  }

  /// A claim that from every moment on all actors will fulfil a condition once more.
  public static func infinitelyOften<Message, History>(
    _ name: String,
    everyActor condition: @escaping @Sendable (ActorStates<Message, History>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.infinitelyOften, name, ActorsCondition(condition))
  }

  /// A claim that from some moment on all actors fulfil a condition.
  public static func eventuallyAlways<Message, History>(
    _ name: String,
    everyActor condition: @escaping @Sendable (ActorStates<Message, History>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.eventuallyAlways, name, ActorsCondition(condition))
  }

  /// A claim that all actors can still fulfil, from whatever state.
  public static func alwaysPossible<Message, History>(
    _ name: String,
    everyActor condition: @escaping @Sendable (ActorStates<Message, History>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.alwaysPossible, name, ActorsCondition(condition))
  }

  /// A claim that all actors fulfil wherever the system ends.
  public static func atEnd<Message, History>(
    _ name: String,
    everyActor condition: @escaping @Sendable (ActorStates<Message, History>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(.atEnd, name, ActorsCondition(condition))
  }

  private init<Message, History>(
    _ expectation: Expectation, _ name: String, _ condition: ActorsCondition<Message, History>,
    origin: ActorsCondition<Message, History>? = nil
  ) where M == ActorSystem<Message, History> {
    self.init(
      expectation, name, scope: PropertyScope<Message, History>.severalActors(condition),
      condition: { condition.isTrue(condition.form($0.everyActor)) })
    if let origin {
      self.origin = { origin.isTrue(origin.form($0.everyActor)) }
      originScope = PropertyScope<Message, History>.severalActors(origin)
    }
    emptiness = { state in
      // Nothing leads to the state; should the condition trap, that is where.
      Activity.after {
        []
      } named: {
        "the property '\(name)'"
      } while: {
        condition.emptiness(in: state)
      }
    }
  }
}
