import PaxcheckModel

/// A name that no model in the catalogue has.
public struct UnknownModel: Error, Hashable, CustomStringConvertible {
  public let name: String
  public let known: [String]

  public var description: String {
    "unknown model '\(name)'\(didYouMean(name, among: known)); "
      + "the models are: \(known.joined(separator: ", "))"
  }
}
