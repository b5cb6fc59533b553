public import PaxcheckKit

extension ModelDescription {
  public static let ewd840 = ModelDescription(
    "ewd840", "Dijkstra's detection of termination in a ring of machines",
    source: "E. W. Dijkstra, W. H. J. Feijen, A. J. M. van Gasteren, EWD 840, 1983",
    parameters: [
      .integer("machines", 2...8, default: 3, "how many machines the ring has"),
      .choice(
        "fairness", EWD840.Fairness.allCases.map(\.rawValue), default: "system",
        "what is not put off for ever: steps of the ring, any step, those of machines, nothing"),
    ],
    mutations: [
      Mutation(
        EWD840.Bug.staysWhite.rawValue, "a machine that activates another stays white",
        caughtBy: "only termination is detected"),
      Mutation(
        EWD840.Bug.keepsTokenWhite.rawValue, "a black machine passes a white token on as white",
        caughtBy: "only termination is detected"),
      Mutation(
        EWD840.Bug.passesWhileActive.rawValue, "an active machine passes the token on",
        caughtBy: "only termination is detected"),
      Mutation(
        EWD840.Bug.startsWhite.rawValue, "the token is white before the first probe",
        caughtBy: "only termination is detected"),
      Mutation(
        EWD840.Bug.staysBlack.rawValue, "machine 0 stays black when it begins another probe",
        caughtBy: "termination is detected in the end"),
      Mutation(
        EWD840.Bug.alwaysBlackens.rawValue,
        "a machine that activates another turns black even if the other has a lower number",
        caughtBy: nil),
    ]
  ) { EWD840($0) }
}

extension EWD840 {
  /// The ring that the arguments describe.
  public init(_ arguments: Arguments) {
    self.init(
      machines: arguments.integer("machines"),
      fairness: Fairness(rawValue: arguments.choice("fairness")) ?? .system,
      bug: Bug(rawValue: arguments.choice("mutation")))
  }
}
