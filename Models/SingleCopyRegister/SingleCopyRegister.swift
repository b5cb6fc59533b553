public import PaxcheckKit
public import RegisterClient

/// Servers that each keep a register of their own, and clients that use them as if they were one.
public typealias SingleCopyRegister = RegisterSystem<Never, NoHistory>

extension SingleCopyRegister {
  /// The system that the parameters of `ModelDescription.singleCopyRegister` describe.
  ///
  /// Its servers do not tell a request that comes twice from a new one, and write an old value again: on a
  /// network that duplicates messages, the register is not linearizable.
  public init(singleCopy arguments: Arguments) {
    self.init(network: arguments.networkKind, history: RegisterHistory(arguments.historyKind))
    for _ in 0..<arguments.integer("servers") {
      add(SingleCopyServer(SingleCopyBug(rawValue: arguments.choice("mutation"))))
    }
    addClients(
      arguments.integer("clients"), puts: arguments.integer("puts"), gets: arguments.integer("gets")
    )
    properties = [.linearizable()]
    if Self.isReadWhereWritten(arguments) { properties.append(.valueChosen()) }
  }

  /// Whether some client reads at a server that one writes to.
  private static func isReadWhereWritten(_ arguments: Arguments) -> Bool {
    let puts = arguments.integer("puts")
    func servers(of requests: Range<Int>) -> Set<Int> {
      Set(
        (0..<arguments.integer("clients")).flatMap { client in
          requests.map { (client + $0) % arguments.integer("servers") }
        })
    }
    let written = servers(of: 0..<puts)
    return !written.isDisjoint(with: servers(of: puts..<puts + arguments.integer("gets")))
  }
}

extension ModelDescription {
  /// A register on one server, which is linearizable, or on several, which is not.
  public static let singleCopyRegister = ModelDescription(
    "single-copy-register", "a register on one server; on several servers it is not linearizable",
    source: "stateright (J. Nadal), examples/single-copy-register.rs",
    parameters: [
      .servers(default: 1), .clients(default: 2), .puts, .gets, .network, .lossy, .history,
    ],
    mutations: [
      Mutation(
        SingleCopyBug.keepsFirstValue.rawValue, "confirms a second write and ignores it",
        caughtBy: "linearizable", at: ["puts=2"]),
      Mutation(
        SingleCopyBug.forgetsWhenRead.rawValue, "loses the value when it is read",
        caughtBy: "linearizable"),
    ]
  ) { arguments throws(ArgumentError) in SingleCopyRegister(singleCopy: arguments) }
}
