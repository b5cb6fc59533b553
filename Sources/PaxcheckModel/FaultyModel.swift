/// A model whose environment is not part of what its author writes: which faults may strike is chosen by
/// parameters that every model of its kind has.
public protocol FaultyModel: Model {
  /// The parameters, with defaults at which no fault strikes.
  static var faultParameters: [Parameter] { get }

  /// Lets the faults strike that the arguments choose.
  ///
  /// - Parameters:
  ///   - arguments: The values of all parameters.
  ///   - declared: The names of the parameters that the model's author has declared, which mean what the
  ///     author says.
  /// - Throws: `ArgumentError.inconsistent` if they do not go together.
  mutating func choose(
    faults arguments: Arguments, besides declared: Set<String>
  ) throws(ArgumentError)
}
