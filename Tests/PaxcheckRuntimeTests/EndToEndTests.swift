import Foundation
import PaxcheckRuntime
import Testing

/// Processes, a bad network, and `kill -9`. What chance decides here may make a run uninteresting,
/// never wrong: what is claimed of every run is claimed of each, and what is to be seen in some run is
/// looked for in several.
@Suite(.serialized) struct `A register on three processes` {
  @Test func `stays one register while servers are killed and messages go astray`() throws {
    try staysOneRegister(.register("none"), clients: 9)
  }

  @Test func `stays one register whose log Raft's nodes agree on`() throws {
    try staysOneRegister(.raft("none"), clients: 3)
  }

  private func staysOneRegister(_ cluster: Cluster, clients: Int) throws {
    var seen = (restarts: 0, answers: 0)
    for seed in 1...5 as ClosedRange<UInt64> where seen.restarts < 3 || seen.answers < 20 {
      let run = try ClusterRun(cluster, seed: seed, clients: clients)
      defer { run.cleanUp() }
      for (victim, answers) in [(0, 8), (1, 16), (2, 24)] {
        run.wait(2) { run.answers >= answers }
        try run.killAndRestart(victim)
      }
      run.finish(within: cluster.patience)
      let judged = try paxcheck(["history", run.history])
      #expect(judged.status == 0, "\(judged.output)")
      let validated = try paxcheck(["validate"] + run.records)
      #expect(validated.status == 0, "seed \(seed): \(validated.output)")
      let texts = try run.records.map { try String(contentsOfFile: $0, encoding: .utf8) }
      seen.restarts += texts.joined().ranges(of: "\"event\":\"recover ").count
      seen.answers += try String(contentsOfFile: run.history, encoding: .utf8)
        .ranges(of: "\"type\":\"ok\"").count
    }
    #expect(seen.restarts >= 3)
    #expect(seen.answers >= 20)
  }

  @Test func `is caught when its servers write with a timestamp that they found`() throws {
    try expectCaught(.register("reuses-timestamp"), saying: "in the model:  changes replica")
  }

  @Test func `is caught when Raft's nodes answer reads with what they have`() throws {
    try expectCaught(.raft("reads-locally"), saying: "in the model:")
  }

  private func expectCaught(_ cluster: Cluster, saying difference: String) throws {
    var isCaught = false
    for seed in 1...5 as ClosedRange<UInt64> where !isCaught {
      let run = try ClusterRun(cluster, seed: seed, clients: 3)
      defer { run.cleanUp() }
      run.finish(within: cluster.patience)
      let own = try paxcheck(["validate"] + run.records)
      #expect(own.status == 0, "\(own.output)")
      let judged = try paxcheck(["history", run.history])
      let validated = try paxcheck(["validate"] + run.records + ["mutation=none"])
      #expect([0, 1].contains(judged.status) && [0, 1].contains(validated.status))
      isCaught = judged.status == 1 && validated.status == 1
      if validated.status == 1 { #expect(validated.output.contains(difference)) }
    }
    #expect(isCaught)
  }
}

/// The program, run to its end.
private func paxcheck(_ arguments: [String]) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = executable
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

/// The executable, which is built beside the tests.
private let executable: URL = {
  let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
  let tests = bundle?.bundleURL ?? URL(filePath: CommandLine.arguments[0])
  return tests.deletingLastPathComponent().appending(path: "paxcheck")
}()

/// A model whose first three actors are servers, and whose others are clients of a register.
private struct Cluster {
  /// The model and those of its parameters that are not the same for all.
  let model: [String]
  /// How long to wait for the last answers, in seconds. An election takes its time.
  let patience: Double

  static func register(_ mutation: String) -> Self {
    Self(
      model: ["abd-register", "servers=3", "resends=10000", "mutation=\(mutation)"], patience: 2)
  }

  static func raft(_ mutation: String) -> Self {
    Self(
      model: [
        "raft", "nodes=3", "campaigns=9,9,9", "patient=true", "endless=true", "delegation=true",
        "snapshots=2,2,2", "mutation=\(mutation)",
      ], patience: 4)
  }
}

/// Three servers, each a process, and a process with the clients, behind a proxy.
private final class ClusterRun {
  private static let servers = 3
  private let clients: Int

  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "paxcheck-\(UUID().uuidString)").path()
  private let model: [String]
  private let proxy: FaultyNetwork
  private var processes: [Int: Process] = [:]

  init(_ cluster: Cluster, seed: UInt64, clients: Int) throws {
    self.clients = clients
    model =
      cluster.model + [
        "clients=\(clients)", "puts=5", "gets=5", "network=unordered-duplicating", "lossy=true",
        "crashes=1",
      ]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    proxy = try FaultyNetwork(servers: Self.servers, clients: clients, seed: seed)
    proxy.start()
    for server in 0..<Self.servers { try start(server) }
    // A request that comes before its server is lost.
    for server in 0..<Self.servers { wait(20) { self.starts(of: server) == 1 } }
    try start(Self.servers)
  }

  /// The record of each process.
  var records: [String] { (0...Self.servers).map { "\(folder)/record-\($0)" } }
  var history: String { "\(folder)/history" }

  /// Starts a server, or all clients behind the last server.
  func start(_ number: Int) throws {
    let isServer = number < Self.servers
    let actors = isServer ? [number] : Array(number..<number + clients)
    let process = Process()
    process.executableURL = executable
    process.arguments =
      ["spawn"] + model + [
        "--quiet", "--only", actors.map(String.init).joined(separator: ","),
        "--ports", proxy.ports(seenBy: number).map { "\($0)=\($1)" }.joined(separator: ","),
        "--data-dir", "\(folder)/storage-\(number)", "--record", records[number],
      ] + (isServer ? [] : ["--operations", history])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    processes[number] = process
  }

  /// Kills a server without warning, and starts it again.
  func killAndRestart(_ server: Int) throws {
    guard let process = processes[server] else { return }
    proxy.holdRequests(to: server, true)
    let starts = starts(of: server)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try start(server)
    wait(20) { self.starts(of: server) > starts }
    proxy.holdRequests(to: server, false)
  }

  /// How often a server has begun, as its record says.
  private func starts(of server: Int) -> Int {
    text(records[server]).ranges(of: "\"step\":1,").count
  }

  /// How many operations were answered.
  var answers: Int { text(history).ranges(of: "\"type\":\"ok\"").count }

  private func text(_ file: String) -> String {
    (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
  }

  /// Waits until something is true, or for so many seconds.
  func wait(_ seconds: Double, until condition: () -> Bool) {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end, !condition() { Thread.sleep(forTimeInterval: 0.02) }
  }

  /// Waits until every client is through, or for so many seconds, and stops everything.
  func finish(within seconds: Double) {
    wait(seconds) { answers == clients * 10 }
    for process in processes.values where process.isRunning { process.terminate() }
    for process in processes.values { process.waitUntilExit() }
    proxy.stop()
  }

  func cleanUp() { try? FileManager.default.removeItem(atPath: folder) }
}
