public import PaxcheckModel
public import PaxcheckStateSpace

extension ActorSystem: ComponentModel {
  public var isMadeOfComponents: Bool { scenario.map { $0.containsAction != nil } ?? true }

  public func focused(from start: State?, within scenario: Scenario<Self>?) -> Self {
    var focused = self
    focused.start = start ?? self.start
    focused.scenario = scenario ?? self.scenario
    return focused
  }

  public func componentSpace(
    judging properties: [Property<Self>], threads: Int, storage: StorageSettings,
    checksDeterminism: Bool
  ) -> TypedStateSpace<Self> {
    let conditions = ScopedConditions(properties, boundary)
    let values = ActorValues(
      self, judging: properties, conditions, checksDeterminism: checksDeterminism)
    let semantics = ActorSemantics(
      rules(conditions), values, actorCount: actorCount)
    let space = ComponentSpace(
      semantics, expectations: properties.map(\.expectation), threads: threads,
      storage: storage)
    return TypedStateSpace(space) { initialState, actions, loopStart in
      let vectors = space.vectors(from: initialState, by: actions)
      let steps = actions.indices.map { index in
        Path<Self>.Step(
          action: values.action(
            semantics.action(
              Int(actions[index] & 0xFFFF), of: vectors[index][Int(actions[index] >> 16)])),
          state: values.state(semantics.state(vectors[index + 1])))
      }
      return Path(
        initialState: values.state(semantics.state(vectors[0])), steps: steps, loopStart: loopStart)
    }
  }
}
