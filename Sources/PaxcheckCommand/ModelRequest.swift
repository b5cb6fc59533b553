import PaxcheckCatalogue
import PaxcheckConsistency
import PaxcheckModel

extension Option<HistoryKind> {
  static var history: Self {
    Option("--history", "what the states of models with clients keep of the past (default full)")
  }
}

/// The model and the parameters that the operands of a command ask for.
struct ModelRequest {
  let description: ModelDescription
  /// The parameters as they were given, `name=value`.
  let assignments: [String]

  /// Reads `[MODEL] [name=value …]`; without a name, the first model of the catalogue is meant.
  ///
  /// - Parameter history: What the option `--history` says, which is short for a parameter.
  init(
    _ operands: [String], history: HistoryKind? = nil, in catalogue: ModelCatalogue
  ) throws(CommandFailure) {
    assignments =
      operands.filter { $0.contains("=") } + (history.map { ["history=\($0.rawValue)"] } ?? [])
    let names = operands.filter { !$0.contains("=") }
    guard names.count <= 1 else {
      throw .usage(
        "one model at a time: '\(names[0])' and '\(names[1])' are given; "
          + "write parameters as name=value")
    }
    description = try Self.description(names.first, in: catalogue)
  }

  /// Reads the words of a command line that ask for a model: operands, and the option `--history`.
  init(words: [String], in catalogue: ModelCatalogue) throws(CommandFailure) {
    let invocation = try Invocation(words, options: Self.options)
    try self.init(invocation.operands, history: invocation[.history], in: catalogue)
  }

  /// The options that choose a model.
  static let options = [Option<HistoryKind>.history.description]

  private static func description(
    _ name: String?, in catalogue: ModelCatalogue
  ) throws(CommandFailure) -> ModelDescription {
    guard let name else {
      guard let model = catalogue.defaultModel else { throw .usage("the catalogue has no model") }
      return model
    }
    do throws(UnknownModel) {
      return try catalogue.model(named: name)
    } catch {
      throw .usage(error.description, seeAlso: "models")
    }
  }

  /// The model itself.
  func instance() throws(CommandFailure) -> ModelInstance {
    do throws(ArgumentError) {
      return try description.instance(assignments)
    } catch {
      throw .usage(
        "\(description.name): \(error)", seeAlso: "models \(description.name)")
    }
  }
}
