public import PaxcheckModel

extension Parameter {
  /// The parameter `network`: in which order, and how often, messages arrive.
  public static var network: Parameter {
    .choice(
      "network", NetworkKind.Delivery.allCases.map(\.rawValue),
      default: NetworkKind.unorderedNonduplicating.delivery.rawValue,
      "in which order, and how often, messages arrive")
  }

  /// The parameter `lossy`: whether messages may be lost.
  public static var lossy: Parameter { .flag("lossy", "whether messages may be lost") }
}

extension Arguments {
  /// What the parameters `network` and `lossy` say.
  ///
  /// - Precondition: the model declares both.
  public var networkKind: NetworkKind {
    guard let delivery = NetworkKind.Delivery(rawValue: choice("network")) else {
      Mistake.stop("'\(choice("network"))' is no network")
    }
    return NetworkKind(delivery, isLossy: flag("lossy"))
  }
}
