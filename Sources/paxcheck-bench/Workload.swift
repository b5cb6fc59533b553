import BuiltInModels
import PaxcheckKit
import PaxcheckModel
import PaxcheckStateSpace
import PaxcheckTestSupport
import SmallRaft

/// A job of fixed size whose time and memory are worth knowing.
struct Workload: Sendable {
  /// What a workload did, besides taking time.
  struct Result: Codable, Equatable {
    /// Distinct states, or 0 where there is no such thing.
    var unique = 0
    /// Successors produced, steps taken, or operations judged.
    var generated = 0
    /// What the search says that it held.
    var bytes = 0
  }

  let name: String
  let run: @Sendable () throws -> Result

  static let all: [Workload] = [
    .search("single-decree-paxos", "clients=2"),
    .search("single-decree-paxos", "clients=2", order: .depthFirst),
    Workload(name: "single-decree-paxos clients=2 oracle") {
      let model = try ModelCatalogue.builtIn.model(named: "single-decree-paxos")
      return oracle(try model.instance(["clients=2"]).model)
    },
    .search("single-decree-paxos", "clients=3"),
    .search("single-decree-paxos", "clients=3", order: .depthFirst),
    .search("single-decree-paxos", "clients=6"),
    .search("single-decree-paxos", "clients=6", order: .depthFirst),
    .search("single-decree-paxos", "clients=6", threads: 2),
    .search("single-decree-paxos", "clients=6", storage: .tree),
    .search("single-decree-paxos", "clients=6", threads: 2, storage: .tree),
    .search("two-phase-commit", "rms=7"),
    .search("two-phase-commit", "rms=9"),
    .search("paxos-message-set", "ballots=3"),
    .search("abd-register", "servers=3", "clients=2", "network=ordered"),
    Workload(name: "log of 9 messages by components") {
      try result(of: ExhaustiveSearch().run(MessageLog.system(messages: 9)).statistics)
    },
    Workload(name: "log of 9 messages by values") {
      try result(of: ExhaustiveSearch().run(Plain(MessageLog.system(messages: 9))).statistics)
    },
    .raft("without properties", []),
    .raft("properties of its actors", SmallRaft.properties(.actors)),
    .raft("properties of whole states", SmallRaft.properties(.states)),
    .simulation("single-decree-paxos", "clients=3", runs: 100_000),
    .simulation("multi-paxos", "clients=2", runs: 50_000),
    .simulation("two-phase-commit", "rms=5", runs: 3_000),
    Workload(name: "history of 200000 operations of 5 clients") {
      let history = DrawnHistory.of(operations: 200_000, clients: 5)
      precondition(history.checkLinearizability().isConsistent == true)
      return Result(generated: history.entries.count)
    },
  ]

  static func result(of statistics: SearchStatistics) -> Result {
    Result(
      unique: statistics.uniqueStates, generated: statistics.generatedStates,
      bytes: statistics.memoryBytes)
  }

  private static func raft(
    _ name: String, _ properties: [Property<SmallRaft.System>]
  ) -> Workload {
    Workload(name: "raft of 3 servers \(name)") {
      var system = SmallRaft.system()
      system.properties = properties
      let search = ExhaustiveSearch(limits: SearchLimits(states: 130_000), storage: .flat)
      return result(of: try search.run(system).statistics)
    }
  }

  private static func oracle<M: Model>(_ model: M) -> Result {
    let oracle = Oracle(model)
    return Result(unique: oracle.uniqueStates, generated: oracle.generatedStates)
  }

  private static func simulation(
    _ model: String, _ assignments: String..., runs: Int
  ) -> Workload {
    Workload(name: ([model] + assignments + ["simulation"]).joined(separator: " ")) {
      let instance = try ModelCatalogue.builtIn.model(named: model).instance(assignments)
      return result(of: try instance.simulate(Simulation(seed: 1, runs: runs)).statistics)
    }
  }

  private static func search(
    _ model: String, _ assignments: String..., order: ExhaustiveSearch.Order = .breadthFirst,
    threads: Int = 1, storage: StorageLayout = .flat
  ) -> Workload {
    let words = [model] + assignments + [order == .breadthFirst ? "bfs" : "dfs"]
    let suffix =
      (storage == .flat ? [] : ["storage=\(storage.rawValue)"])
      + (threads == 1 ? [] : ["threads=\(threads)"])
    return Workload(name: (words + suffix).joined(separator: " ")) {
      let instance = try ModelCatalogue.builtIn.model(named: model).instance(assignments)
      return result(
        of: try instance.check(
          ExhaustiveSearch(order, threads: threads, storage: storage)
        ).statistics)
    }
  }
}
