public import PaxcheckModel
public import PaxcheckStateSpace

extension ActorSystem: ComponentModel {
  public var isMadeOfComponents: Bool { scenario.map { $0.containsAction != nil } ?? true }

  public var flaw: ModelError? {
    if slots.count > 255 {
      return .tooLarge("it has \(slots.count) actors, and a system has at most 255")
    }
    if maxCrashes < 0 { return .malformed("maxCrashes is a count, not \(maxCrashes)") }
    if !(0...15 ~= maxAmnesia) {
      return .malformed("maxAmnesia is a count up to 15, not \(maxAmnesia)")
    }
    if partitions.limit > 0, let flaw = flawOfPartitions { return flaw }
    if let flaw = Budget.flaw(of: budgets, actorCount: slots.count) { return flaw }
    if let start, start.slots.count != slots.count {
      return .malformed(
        "it begins in a state of \(start.slots.count) actors, and has \(slots.count)")
    }
    return nil
  }

  private var flawOfPartitions: ModelError? {
    let group = slots.filter(\.mayCrash).map(\.id)
    if group.count > Partitions.largestGroup {
      return .tooLarge(
        "partitions may cut a group of \(group.count) actors, and the largest that can be cut has "
          + "\(Partitions.largestGroup); 'add(_:mayCrash:)' says who belongs to it")
    }
    let stranger = group.first { $0.index >= 64 }
    return stranger.map {
      .tooLarge("partitions may cut off actor \($0), and those that can be cut off are below 64")
    }
  }

  public func focused(from start: State?, within scenario: Scenario<Self>?) -> Self {
    var focused = self
    focused.start = start ?? self.start
    focused.scenario = scenario ?? self.scenario
    return focused
  }

  public func componentSpace(
    judging properties: [Property<Self>], threads: Int, storage: StorageSettings,
    reductions: Set<Reduction>, scrutiny: Scrutiny, answers: AnswerLog?
  ) -> TypedStateSpace<Self> {
    let conditions = ScopedConditions(properties, boundary, slots)
    let values = ActorValues(
      self, judging: properties, conditions, scrutiny: scrutiny, answers: answers)
    let accounts = reductions.sorted().map { account(of: $0, judging: properties) }
    let applied = Set(accounts.filter(\.isOn).map(\.reduction))
    let rules = rules(conditions, judging: properties, applied)
    let inertness = applied.contains(.inert) ? Inertness(values) : nil
    func nextSpace() -> TypedStateSpace<Self> {
      let semantics = ActorSemantics(rules, values, actorCount: actorCount, inertness)
      let space = ComponentSpace(
        semantics, expectations: properties.map(\.expectation), threads: threads,
        storage: storage)
      var typed = typed(space, semantics, values)
      typed.reductions = accounts
      guard let inertness else { return typed }
      for index in accounts.indices where accounts[index].reduction == .inert {
        typed.reductions[index].rounds = inertness.rounds
      }
      typed.next = { inertness.beginRound() ? nextSpace() : nil }
      return typed
    }
    return nextSpace()
  }

  /// A state space with the way back from numbers to values.
  private func typed(
    _ space: ComponentSpace, _ semantics: ActorSemantics, _ values: ActorValues<Message, History>
  ) -> TypedStateSpace<Self> {
    let path = { (initialState: Int, actions: [UInt32], loopStart: Int?) in
      let vectors = space.vectors(from: initialState, by: actions)
      let taken = actions.indices.map { index in
        values.action(
          semantics.action(
            Int(actions[index] & 0xFFFF), of: vectors[index][Int(actions[index] >> 16)]))
      }
      if semantics.inertness != nil { return self.path(taken, loopStart) }
      return Path(
        initialState: values.state(semantics.state(vectors[0])),
        steps: zip(taken, vectors.dropFirst()).map {
          Path<Self>.Step(action: $0, state: values.state(semantics.state($1)))
        }, loopStart: loopStart)
    }
    return TypedStateSpace(space, path: path) { rank, action in
      let component = space.withVector(ofRank: rank) { $0[Int(action >> 16)] }
      return values.action(semantics.action(Int(action & 0xFFFF), of: component))
    }
  }

  /// The behaviour of these steps, with the messages that a reduction took off the network.
  private func path(_ actions: [Action], _ loopStart: Int?) -> Path<Self> {
    var state = initialStates[0]
    let initialState = state
    let steps = actions.map { action in
      guard let next = successor(of: state, after: action) else {
        Mistake.stop("'\(action)' is no step once all messages are kept")
      }
      state = next
      return Path<Self>.Step(action: action, state: next)
    }
    return Path(initialState: initialState, steps: steps, loopStart: loopStart)
  }
}
