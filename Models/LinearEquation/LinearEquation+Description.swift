public import PaxcheckKit

extension ModelDescription {
  public static let linearEquation = ModelDescription(
    "linear-equation", "two bytes that solve a x + b y = c modulo 256",
    source: "stateright, src/test_util.rs, LinearEquation",
    parameters: [
      .integer("a", 0...255, default: 2, "the factor of x"),
      .integer("b", 0...255, default: 10, "the factor of y"),
      .integer("c", 0...255, default: 14, "the sum"),
    ],
    mutations: [
      Mutation(
        LinearEquation.Bug.skipsOddX.rawValue, "x grows by two", caughtBy: "solved",
        at: ["a=1", "b=2", "c=3"]),
      Mutation(
        LinearEquation.Bug.keepsY.rawValue, "y never grows", caughtBy: "solved",
        at: ["a=2", "b=5", "c=7"]),
      Mutation(
        LinearEquation.Bug.decreases.rawValue, "x and y shrink instead of growing", caughtBy: nil),
    ]
  ) { LinearEquation($0) }
}

extension LinearEquation {
  /// The equation that the arguments describe.
  public init(_ arguments: Arguments) {
    self.init(
      a: UInt8(arguments.integer("a")), b: UInt8(arguments.integer("b")),
      c: UInt8(arguments.integer("c")), bug: Bug(rawValue: arguments.choice("mutation")))
  }
}
