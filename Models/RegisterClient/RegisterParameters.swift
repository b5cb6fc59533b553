public import PaxcheckKit

extension Parameter {
  public static func servers(default value: Int) -> Parameter {
    .integer("servers", 1...9, default: value, "the number of servers")
  }

  public static func clients(default value: Int) -> Parameter {
    .integer("clients", 0...9, default: value, "the number of clients, each with its own value")
  }

  public static var puts: Parameter {
    .integer("puts", 1...5, default: 1, "how many values each client writes before it reads")
  }

  public static var network: Parameter {
    .choice(
      "network", NetworkKind.Delivery.allCases.map(\.rawValue),
      default: NetworkKind.unorderedNonduplicating.delivery.rawValue,
      "in which order, and how often, messages arrive")
  }

  public static var lossy: Parameter { .flag("lossy", "whether messages may be lost") }
}

extension Arguments {
  /// What the parameters `network` and `lossy` say.
  public var networkKind: NetworkKind {
    guard let delivery = NetworkKind.Delivery(rawValue: choice("network")) else {
      preconditionFailure("'\(choice("network"))' is no network")
    }
    return NetworkKind(delivery, isLossy: flag("lossy"))
  }
}
