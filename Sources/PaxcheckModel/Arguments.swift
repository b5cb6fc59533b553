/// The values of a model's parameters, checked against their ranges.
public struct Arguments: Sendable, Hashable {
  /// The parameters, in the order in which the model declares them.
  public let parameters: [Parameter]
  private var values: [String: String]

  /// Every parameter at its default, but for those given as `name=value`.
  ///
  /// - Throws: `ArgumentError` for an unknown name, a name given or declared twice, or a value out of
  ///   range.
  public init(_ parameters: [Parameter], _ assignments: [(name: String, value: String)] = [])
    throws(ArgumentError)
  {
    self.parameters = parameters
    values = [:]
    for parameter in parameters {
      guard values.updateValue(parameter.defaultValue, forKey: parameter.name) == nil else {
        throw .declaredTwice(parameter.name)
      }
    }
    var given: Set<String> = []
    for (name, value) in assignments {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        throw .unknownParameter(name, known: parameters.map(\.name))
      }
      guard given.insert(name).inserted else { throw .repeatedParameter(name) }
      guard let canonical = parameter.canonical(value) else {
        throw .valueOutOfRange(parameter, value: value)
      }
      values[name] = canonical
    }
  }

  /// The value of an integer parameter.
  ///
  /// - Precondition: the model declares such a parameter.
  public func integer(_ name: String) -> Int {
    let text = value(of: name, "an integer") { if case .integer = $0 { true } else { false } }
    guard let number = Int(text) else { Mistake.stop("'\(name)' is \(text), which is no number") }
    return number
  }

  /// The values of a list parameter, at least one.
  ///
  /// - Precondition: the model declares such a parameter.
  public func list(_ name: String) -> [Int] {
    value(of: name, "a list") { if case .list = $0 { true } else { false } }
      .split(separator: ",").compactMap { Int($0) }
  }

  /// The value of a choice parameter.
  ///
  /// - Precondition: the model declares such a parameter.
  public func choice(_ name: String) -> String {
    value(of: name, "a choice") { if case .choice = $0 { true } else { false } }
  }

  /// The value of a flag.
  ///
  /// - Precondition: the model declares such a parameter.
  public func flag(_ name: String) -> Bool {
    value(of: name, "a flag") { if case .flag = $0 { true } else { false } } == "true"
  }

  /// All values in the order of declaration.
  public var all: [(name: String, value: String)] { values { _ in true } }

  /// All values in the order of declaration, but for tacit defaults.
  public var assignments: [(name: String, value: String)] {
    values { !$0.isTacit || isDeviation($0) }
  }

  /// The values that differ from their defaults, in the order of declaration.
  public var deviations: [(name: String, value: String)] { values(where: isDeviation) }

  private func values(where isWanted: (Parameter) -> Bool) -> [(name: String, value: String)] {
    parameters.filter(isWanted).map { ($0.name, values[$0.name] ?? $0.defaultValue) }
  }

  private func isDeviation(_ parameter: Parameter) -> Bool {
    values[parameter.name] != parameter.defaultValue
  }

  /// The text of a parameter's value. That the model asks for what it does not declare is a mistake.
  private func value(
    of name: String, _ kind: String, _ isOfKind: (Parameter.Domain) -> Bool
  ) -> String {
    guard let parameter = parameters.first(where: { $0.name == name }),
      let value = values[name]
    else {
      let names = parameters.map(\.name)
      Mistake.stop(
        "the model asks for its parameter '\(name)', which it does not declare"
          + didYouMean(name, among: names) + "; "
          + (names.isEmpty ? "it declares none" : "it declares: \(names.joined(separator: ", "))"))
    }
    guard isOfKind(parameter.domain) else {
      Mistake.stop(
        "the model asks for its parameter '\(name)' as \(kind), which takes "
          + parameter.rangeDescription)
    }
    return value
  }
}

/// Why arguments were refused.
public enum ArgumentError: Error, Hashable, CustomStringConvertible {
  case unknownParameter(String, known: [String])
  case repeatedParameter(String)
  /// The model declares two parameters of this name.
  case declaredTwice(String)
  case valueOutOfRange(Parameter, value: String)
  /// The values are fine one by one, but not together; the text says why and what to change.
  case inconsistent(String)

  public var description: String {
    switch self {
    case .unknownParameter(let name, let known):
      "unknown parameter '\(name)'\(didYouMean(name, among: known)); "
        + (known.isEmpty
          ? "the model has none" : "the model has: \(known.joined(separator: ", "))")
    case .repeatedParameter(let name):
      "parameter '\(name)' is given twice; leave one out"
    case .declaredTwice(let name):
      "the model declares two parameters of the name '\(name)'; rename one"
    case .valueOutOfRange(let parameter, let value):
      "\(parameter.name)=\(value) is not possible\(suggestion(parameter, value)); "
        + "'\(parameter.name)' takes \(parameter.rangeDescription)"
    case .inconsistent(let why): why
    }
  }

  private func suggestion(_ parameter: Parameter, _ value: String) -> String {
    if case .choice(let words) = parameter.domain { return didYouMean(value, among: words) }
    return ""
  }
}
