public import PaxcheckKit

extension ModelDescription {
  public static let dieHard = ModelDescription(
    "die-hard", "two jugs, a tap and a drain: measure four litres",
    source: "TLA+ examples, DieHard.tla, after the film Die Hard with a Vengeance, 1995",
    parameters: [
      .integer("small", 1...100, default: 3, "litres that the small jug holds"),
      .integer("big", 1...100, default: 5, "litres that the big jug holds"),
      .integer("goal", 0...100, default: 4, "litres to measure in one of them"),
    ],
    mutations: [
      Mutation(
        DieHard.Bug.poursTooMuch.rawValue, "one litre more than fits is poured into a jug",
        caughtBy: "no jug overflows"),
      Mutation(
        DieHard.Bug.spillsTheRest.rawValue, "what does not fit into the other jug is lost",
        caughtBy: "the goal is measured"),
      Mutation(
        DieHard.Bug.poursOneWay.rawValue, "nothing is poured from the big jug into the small one",
        caughtBy: nil),
    ]
  ) { DieHard($0) }
}

extension DieHard {
  /// The puzzle that the arguments describe.
  public init(_ arguments: Arguments) {
    self.init(
      small: arguments.integer("small"), big: arguments.integer("big"),
      goal: arguments.integer("goal"), bug: Bug(rawValue: arguments.choice("mutation")))
  }
}
