public import PaxcheckModel

/// The parameters by which the faults of a model are chosen, besides those that its author declares.
@usableFromInline
struct FaultParameters: Sendable {
  /// The parameters to add to the author's.
  @usableFromInline let added: [Parameter]
  private let declared: Set<String>

  @usableFromInline
  init(of model: (some Model).Type, besides parameters: [Parameter]) {
    let all = (model as? any FaultyModel.Type)?.faultParameters ?? []
    let names = Set(parameters.map(\.name))
    added = all.filter { !names.contains($0.name) }
    // Those of another description of the same model are not the author's.
    declared = Set(parameters.filter { !all.contains($0) }.map(\.name))
  }

  /// The model with the faults that the arguments choose.
  @usableFromInline
  func choose<M: Model>(_ arguments: Arguments, for model: M) throws(ArgumentError) -> M {
    guard var faulty = model as? any FaultyModel else { return model }
    try faulty.choose(faults: arguments, besides: declared)
    return faulty as? M ?? model
  }
}
