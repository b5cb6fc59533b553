public import PaxcheckCatalogue

/// What models there are.
public struct ModelList: Sendable {
  private let models: [ModelDescription]

  public init(_ catalogue: ModelCatalogue) { models = catalogue.models }

  /// The list for people, the default model first.
  public func text(_ style: TextStyle = .plain) -> String {
    var table = TextTable(("model", .left), ("what it is", .left))
    for (index, model) in models.enumerated() {
      table.add(.init(model.name), .init(model.summary + (index == 0 ? " (the default)" : "")))
    }
    return table.text(style)
  }
}
