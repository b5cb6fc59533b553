public import PaxcheckModel
public import PaxcheckStateSpace

extension ActorSystem: ComponentModel {
  public func componentSpace(
    judging properties: [Property<Self>], threads: Int, checksDeterminism: Bool
  ) -> TypedStateSpace<Self> {
    let semantics = ActorSemantics(
      self, judging: properties, checksDeterminism: checksDeterminism)
    let space = ComponentSpace(
      semantics, expectations: properties.map(\.expectation), threads: threads)
    return TypedStateSpace(
      space,
      state: { semantics.state(space.vector(ofHandle: $0)) },
      action: { handle, action in
        let component = space.vector(ofHandle: handle)[Int(action >> 16)]
        return semantics.action(Int(action & 0xFFFF), of: component)
      })
  }
}
