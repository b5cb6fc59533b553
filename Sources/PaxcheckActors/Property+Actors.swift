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
    _ expectation: Expectation, _ name: String, _ condition: ActorsCondition<Message, History>
  ) where M == ActorSystem<Message, History> {
    self.init(
      expectation, name, scope: PropertyScope<Message, History>.severalActors(condition),
      condition: { condition.isTrue(condition.form($0.everyActor)) })
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
