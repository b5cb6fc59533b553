public import PaxcheckModel

/// A model at several sizes: a grid of parameters, each of its cells a search.
public struct Sweep: Sendable {
  /// A parameter and the values that it takes, at least two.
  public struct Axis: Sendable, Hashable {
    public let parameter: String
    public let values: [String]
    /// Whether the model gets larger with each value, as far as can be known: whether they are numbers that ascend.
    let ascends: Bool
  }

  public let model: ModelDescription
  public let axes: [Axis]
  /// The other parameters that are not at their defaults, as `name=value`.
  public let fixed: [String]

  /// The cells as places on the axes, in the order in which a reader counts: the last axis first.
  var cells: [[Int]] {
    axes.reduce([[]]) { cells, axis in
      cells.flatMap { cell in axis.values.indices.map { cell + [$0] } }
    }
  }

  /// The parameters of a cell that the axes choose, as `name=value`.
  func place(_ cell: [Int]) -> [String] {
    zip(axes, cell).map { "\($0.parameter)=\($0.values[$1])" }
  }
}

extension Sweep {
  /// Reads parameters that may have several values: `clients=1..3`, `network=ordered,unordered-nonduplicating`, or a
  /// parameter that is named more than once.
  ///
  /// - Throws: `ArgumentError` for a parameter or a value that the model does not have, or if none has two values.
  public init(_ model: ModelDescription, _ assignments: [String]) throws(ArgumentError) {
    var values: [(name: String, values: [String])] = []
    for assignment in assignments {
      let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      guard let parameter = model.parameters.first(where: { $0.name == parts[0] }), parts.count == 2
      else { throw model.complaint(about: assignment) }
      let new = try parameter.values(parts[1])
      if let place = values.firstIndex(where: { $0.name == parameter.name }) {
        values[place].values += new
      } else {
        values.append((parameter.name, new))
      }
    }
    for (name, values) in values where Set(values).count < values.count {
      throw .inconsistent("'\(name)' has a value twice: \(values.joined(separator: ", "))")
    }
    self.model = model
    axes = values.filter { $0.values.count > 1 }.map { name, values in
      let numbers = values.compactMap { Int($0) }
      return Axis(
        parameter: name, values: values,
        ascends: numbers.count == values.count && numbers == numbers.sorted())
    }
    fixed = values.filter { $0.values.count == 1 }.map { "\($0.name)=\($0.values[0])" }
    guard !axes.isEmpty else {
      throw .inconsistent(
        "no parameter has several values; write one as clients=1..3 or clients=1,3")
    }
  }
}

extension ModelDescription {
  /// Why an assignment is none of this model.
  fileprivate func complaint(about assignment: String) -> ArgumentError {
    do throws(ArgumentError) {
      _ = try instance([assignment])
    } catch {
      return error
    }
    return .inconsistent("'\(assignment)' is no parameter; write it as name=value")
  }
}

extension Parameter {
  /// The values that a text lists, each of which the parameter may take.
  fileprivate func values(_ text: String) throws(ArgumentError) -> [String] {
    var values: [String] = []
    for part in parts(text) {
      guard let range = range(part) else {
        values.append(part)
        continue
      }
      guard range.count <= Sweep.largestAxis else {
        throw .inconsistent("\(name)=\(part) has more than \(Sweep.largestAxis) values")
      }
      values += range.map(String.init)
    }
    return try values.map { value throws(ArgumentError) in
      guard let canonical = canonical(value) else { throw .valueOutOfRange(self, value: value) }
      return canonical
    }
  }

  /// A list of numbers is one value.
  private func parts(_ text: String) -> [String] {
    if case .list = domain { return [text] }
    return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  private func range(_ text: String) -> ClosedRange<Int>? {
    guard case .integer = domain, let dots = text.firstRange(of: "..") else { return nil }
    guard let first = Int(text[..<dots.lowerBound]), let last = Int(text[dots.upperBound...]),
      first <= last
    else { return nil }
    return first...last
  }
}

extension Sweep {
  /// The most values that a parameter may take.
  static var largestAxis: Int { 100 }
}
