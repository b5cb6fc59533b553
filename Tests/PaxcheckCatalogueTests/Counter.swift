import PaxcheckCatalogue
import PaxcheckModel

/// Counts up to a limit; its mutants skip the last step, or say "one" where they mean 1.
struct Counter: Model {
  let limit: Int
  var skipsLast = false

  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [String] { ["increment"] }
  func successor(of state: Int, after action: String) -> Int? {
    state < (skipsLast ? limit - 1 : limit) ? state + 1 : nil
  }
  var properties: [Property<Self>] {
    [
      .always("never above the limit") { [limit] in $0 <= limit },
      .sometimes("the limit is reached") { [limit] in $0 == limit },
    ]
  }

  static let description = ModelDescription(
    "counter", "counts up to a limit", source: "folklore",
    parameters: [
      .integer("limit", 1...9, default: 3, "where to stop"),
      .flag("odd", "whether the limit must be odd"),
    ],
    mutations: [
      Mutation("skips-last", "stops one early", caughtBy: "the limit is reached", at: ["limit=2"]),
      Mutation("renames", "changes a name only", caughtBy: nil),
    ]
  ) { arguments throws(ArgumentError) in
    guard !arguments.flag("odd") || !arguments.integer("limit").isMultiple(of: 2) else {
      throw .inconsistent("odd=true needs an odd limit, not \(arguments.integer("limit"))")
    }
    return Counter(
      limit: arguments.integer("limit"), skipsLast: arguments.choice("mutation") == "skips-last")
  }
}
