public import PaxcheckModel

/// A model as its users find it: a name, a source, parameters, known bugs, and a way to make it.
///
/// The type of the model ends here. The initialiser is inlined into the module that knows the type,
/// so that searches run code that is specialised for it.
public struct ModelDescription: Sendable {
  /// The name on the command line and in traces, in lower case with hyphens.
  public let name: String
  /// What the model is, in one line.
  public let summary: String
  /// Where the algorithm comes from: authors, title, year, section.
  public let source: String
  /// What may be chosen: what the model's author declares, the faults that may strike it if it is a
  /// `FaultyModel`, and `mutation` last if there are mutations.
  public let parameters: [Parameter]
  /// The bugs that the model can be asked to make. One may be listed several times: where it shows, and
  /// where it does no harm.
  public let mutations: [Mutation]

  /// Those of the parameters by which faults are chosen that the author has not declared.
  public let faults: [Parameter]

  @usableFromInline let make: @Sendable (Arguments) throws(ArgumentError) -> ModelInstance

  /// Describes a model.
  ///
  /// `make` gets arguments within the declared ranges and throws `ArgumentError.inconsistent` if they
  /// do not go together. Its last parameter is `mutation`, a choice that defaults to `none`, where
  /// `mutations` is not empty.
  @inlinable
  public init<M: Model>(
    _ name: String, _ summary: String, source: String, parameters: [Parameter] = [],
    mutations: [Mutation] = [], make: @escaping @Sendable (Arguments) throws(ArgumentError) -> M
  ) {
    let faults = FaultParameters(of: M.self, besides: parameters)
    self.init(
      name: name, summary: summary, source: source, parameters: parameters, faults: faults.added,
      mutations: mutations
    ) { (arguments: Arguments) throws(ArgumentError) in
      let model = try faults.choose(arguments, for: make(arguments))
      return ModelInstance(model, name: name, arguments: arguments)
    }
  }

  @usableFromInline
  init(
    name: String, summary: String, source: String, parameters: [Parameter], faults: [Parameter],
    mutations: [Mutation],
    make: @escaping @Sendable (Arguments) throws(ArgumentError) -> ModelInstance
  ) {
    self.name = name
    self.summary = summary
    self.source = source
    self.mutations = mutations
    self.faults = faults
    self.parameters =
      parameters + faults + (mutations.isEmpty ? [] : [.mutation(among: mutations)])
    self.make = make
  }

  /// What keeps parameters or mutations from being told apart by their names, in a sentence.
  var complaint: String? {
    NameRule.word.complaint(about: parameters.map(\.name), "parameter") ?? complaintAboutMutations
  }

  /// A mutation may be listed several times, each time at another place.
  private var complaintAboutMutations: String? {
    let names = mutations.map(\.name)
    for name in names {
      if let complaint = NameRule.word.complaint(about: [name], "mutation") { return complaint }
    }
    if names.contains("none") { return "no mutation can be called 'none', the model without one" }
    for (index, mutation) in mutations.enumerated() {
      let isRepeated = mutations[..<index].contains {
        $0.name == mutation.name && $0.place == mutation.place
      }
      if isRepeated {
        return "there is more than one mutation '\(mutation.name)' at the same place; rename one"
      }
    }
    return nil
  }

  /// The model with the parameters given as `name=value`, the others at their defaults.
  ///
  /// - Throws: `ArgumentError` for a text that is no assignment, and as `Arguments` and the model do.
  public func instance(_ assignments: [String] = []) throws(ArgumentError) -> ModelInstance {
    var pairs: [(name: String, value: String)] = []
    for assignment in assignments {
      let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw .inconsistent("'\(assignment)' is no parameter; write it as name=value")
      }
      pairs.append((String(parts[0]), String(parts[1])))
    }
    return try make(Arguments(parameters, pairs))
  }

  /// The model with a planted bug, where the bug shows: with the parameters and within the scenario that
  /// the mutation names.
  public func instance(with mutation: Mutation) throws(ArgumentError) -> ModelInstance {
    try instance(
      mutation.assignments + ["mutation=\(mutation.name)"], within: mutation.scenario)
  }

  /// The model without a bug, where the bug would show.
  public func instance(without mutation: Mutation) throws(ArgumentError) -> ModelInstance {
    try instance(mutation.assignments, within: mutation.scenario)
  }

  /// A mutant that relies on no promise of its actors to ignore messages; `nil` if it never does.
  func instance(
    keepingDeadMessagesWith mutation: Mutation
  ) throws(ArgumentError) -> ModelInstance? {
    let mutant = try instance(mutation.assignments + ["mutation=\(mutation.name)"])
    guard let mutant = mutant.keepingDeadMessages else { return nil }
    return try focused(mutant, within: mutation.scenario)
  }

  func instance(
    _ assignments: [String], within scenario: String?
  ) throws(ArgumentError) -> ModelInstance {
    try focused(instance(assignments), within: scenario)
  }

  private func focused(
    _ instance: ModelInstance, within scenario: String?
  ) throws(ArgumentError) -> ModelInstance {
    guard let scenario else { return instance }
    do throws(FocusError) {
      return try instance.focused(on: Focus(scenario: scenario))
    } catch {
      throw .inconsistent("\(error)")
    }
  }
}

extension ModelDescription: CustomStringConvertible {
  public var description: String { name }
}

extension Parameter {
  fileprivate static func mutation(among mutations: [Mutation]) -> Parameter {
    var known: Set<String> = []
    let names = mutations.map(\.name).filter { known.insert($0).inserted }
    return .choice("mutation", ["none"] + names, default: "none", "a bug to plant")
  }
}
