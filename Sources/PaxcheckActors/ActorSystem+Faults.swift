public import PaxcheckModel

extension ActorSystem: FaultyModel {
  public static var faultParameters: [Parameter] {
    let crashes = Parameter.integer(
      "crashes", 0...9, default: 0, "how many servers may be crashed at the same time")
    let unsynced = Parameter.choice(
      "unsynced", UnsyncedWrites.allCases.map(\.rawValue),
      default: UnsyncedWrites.anyPrefix.rawValue,
      "which writes a crash keeps that were not synced: the first, any, or the first, the last one torn"
    )
    let amnesia = Parameter.integer(
      "amnesia", 0...9, default: 0, "how often a server may lose its storage, in all")
    let partitions = Parameter.integer(
      "partitions", 0...9, default: 0, "how often the network may be cut in two")
    let cut = Parameter.choice(
      "cut", Partitions.Shape.allCases.map(\.rawValue),
      default: Partitions.Shape.symmetric.rawValue,
      "which messages a partition stops: those both ways, or one way")
    let crossing = Parameter.choice(
      "crossing", Partitions.Crossing.allCases.map(\.rawValue),
      default: Partitions.Crossing.kept.rawValue,
      "what becomes of messages that a partition stops")
    return [
      crashes.tacit, unsynced.tacit, amnesia.tacit, partitions.tacit, cut.tacit, crossing.tacit,
    ]
  }

  public mutating func choose(
    faults arguments: Arguments, besides declared: Set<String>
  ) throws(ArgumentError) {
    if !declared.contains("crashes") { maxCrashes = max(maxCrashes, arguments.integer("crashes")) }
    if !declared.contains("unsynced") {
      unsyncedWrites = UnsyncedWrites(rawValue: arguments.choice("unsynced")) ?? .anyPrefix
      guard maxCrashes > 0 || unsyncedWrites == .anyPrefix else {
        throw .inconsistent("'unsynced' is about crashes; choose crashes=1, too")
      }
    }
    if !declared.contains("amnesia") { maxAmnesia = arguments.integer("amnesia") }
    guard declared.isDisjoint(with: ["partitions", "cut", "crossing"]) else { return }
    let limit = arguments.integer("partitions")
    let (shape, crossing) = (arguments.choice("cut"), arguments.choice("crossing"))
    guard limit > 0 || (shape, crossing) == ("symmetric", "kept") else {
      throw .inconsistent("'cut' and 'crossing' are about partitions; choose partitions=1, too")
    }
    partitions = Partitions(
      limit, shape: Partitions.Shape(rawValue: shape) ?? .symmetric,
      crossing: Partitions.Crossing(rawValue: crossing) ?? .kept)
  }
}
