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

  public static var gets: Parameter {
    .integer("gets", 0...5, default: 1, "how many times each client reads afterwards")
  }
}
