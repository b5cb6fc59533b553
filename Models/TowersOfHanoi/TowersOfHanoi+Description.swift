public import PaxcheckKit

extension ModelDescription {
  public static let towersOfHanoi = ModelDescription(
    "towers-of-hanoi", "a tower is moved to the last peg, never a larger disk on a smaller one",
    source: "E. Lucas, Recreations mathematiques, vol. 3, 1893",
    parameters: [
      .integer("disks", 1...12, default: 5, "how many disks there are"),
      .integer("pegs", 3...6, default: 3, "how many pegs there are"),
    ],
    mutations: [
      Mutation(
        TowersOfHanoi.Bug.ignoresSizes.rawValue, "a larger disk may lie on a smaller one",
        caughtBy: "every disk lies on a larger one"),
      Mutation(
        TowersOfHanoi.Bug.avoidsTheMiddle.rawValue, "only the first and the last peg are used",
        caughtBy: "the tower stands on the last peg"),
    ]
  ) { TowersOfHanoi($0) }
}

extension TowersOfHanoi {
  /// The puzzle that the arguments describe.
  public init(_ arguments: Arguments) {
    self.init(
      disks: arguments.integer("disks"), pegs: arguments.integer("pegs"),
      bug: Bug(rawValue: arguments.choice("mutation")))
  }
}
