public import PaxcheckKit

extension ModelDescription {
  public static let missionariesAndCannibals = ModelDescription(
    "missionaries-and-cannibals", "a river, a small boat, and nobody may be outnumbered",
    source: "S. Amarel, On Representations of Problems of Reasoning about Actions, 1968",
    parameters: [
      .integer("missionaries", 1...8, default: 3, "how many missionaries there are"),
      .integer("cannibals", 0...8, default: 3, "cannibals, not more than missionaries"),
      .integer("boat", 1...8, default: 2, "people that the boat carries"),
    ],
    mutations: [
      Mutation(
        MissionariesAndCannibals.Bug.looksAheadOnly.rawValue,
        "nobody cares who is left behind", caughtBy: "no missionary is outnumbered"),
      Mutation(
        MissionariesAndCannibals.Bug.looksBackOnly.rawValue,
        "nobody cares who waits on the other bank", caughtBy: "no missionary is outnumbered"),
      Mutation(
        MissionariesAndCannibals.Bug.rowsAlone.rawValue, "the boat carries one person only",
        caughtBy: "everybody is across"),
    ]
  ) { (arguments: Arguments) throws(ArgumentError) in try MissionariesAndCannibals(arguments) }
}

extension MissionariesAndCannibals {
  /// The puzzle that the arguments describe.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    let missionaries = arguments.integer("missionaries")
    let cannibals = arguments.integer("cannibals")
    guard cannibals <= missionaries else {
      throw .inconsistent(
        "cannibals=\(cannibals) outnumber missionaries=\(missionaries) before anybody crosses; "
          + "give at most as many cannibals as missionaries")
    }
    self.init(
      missionaries: missionaries, cannibals: cannibals, boatCapacity: arguments.integer("boat"),
      bug: Bug(rawValue: arguments.choice("mutation")))
  }
}
