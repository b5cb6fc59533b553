import Foundation

/// Measures the workloads, prints a table, and compares with an earlier run.
///
/// ```sh
/// swift run -c release paxcheck-bench --save before.json
/// swift run -c release paxcheck-bench --baseline before.json
/// ```
@main
struct Benchmark {
  private var runs = 3
  private var filter = ""
  private var savePath: String?
  private var baselinePath: String?
  private var printsJSON = false

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "--child",
      let workload = Workload.all.first(where: { $0.name == arguments.last })
    {
      print(String(decoding: try JSONEncoder().encode(workload.run()), as: UTF8.self))
      return
    }
    try Benchmark(arguments).run()
  }

  private init(_ arguments: [String]) {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      switch option {
      case "--runs":
        let word = Self.value(of: option, &rest)
        guard let number = Int(word), number > 0 else {
          Self.fail("'--runs' takes a number from 1 on, not '\(word)'")
        }
        runs = number
      case "--filter": filter = Self.value(of: option, &rest)
      case "--save": savePath = Self.value(of: option, &rest)
      case "--baseline": baselinePath = Self.value(of: option, &rest)
      case "--json": printsJSON = true
      case "--list":
        for workload in Workload.all { print(workload.name) }
        exit(0)
      case "--help":
        print(Self.help)
        exit(0)
      default: Self.fail("unknown option '\(option)'")
      }
    }
    if !Workload.all.contains(where: { isChosen($0) }) {
      Self.fail("no workload has '\(filter)' in its name; '--list' shows their names")
    }
  }

  private static let help = """
    paxcheck-bench: what searches, random runs and judgements of histories cost

    Examples:
      paxcheck-bench --save before.json
          measure all, and keep the figures
      paxcheck-bench --baseline before.json --filter single-decree-paxos
          measure again, and print CPU times as ratios to the earlier ones

    Options:
      --runs N         run each workload N times, each in a process of its own; the median by
                       CPU time is kept (default 3)
      --filter WORDS   only workloads that have these words in their names
      --list           show the names of the workloads and stop
      --save FILE      write the figures to a file, as JSON
      --baseline FILE  compare with figures that were saved
      --json           print the figures as JSON instead of a table
      --help           show this help and stop

    The oracle is the simplest search possible. On another machine, compare ratios to it.
    """

  private static func value(of option: String, _ rest: inout ArraySlice<String>) -> String {
    guard let value = rest.popFirst() else { fail("'\(option)' needs a value") }
    return value
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(
      Data("paxcheck-bench: \(message)\n  See 'paxcheck-bench --help'.\n".utf8))
    exit(64)
  }

  private func isChosen(_ workload: Workload) -> Bool {
    filter.isEmpty || workload.name.contains(filter)
  }

  private func run() throws {
    let baseline = try baselinePath.map { path in
      try JSONDecoder().decode([Measurement].self, from: Data(contentsOf: URL(filePath: path)))
    }
    var measurements: [Measurement] = []
    if !printsJSON { print(Self.header(hasBaseline: baseline != nil)) }
    for workload in Workload.all where isChosen(workload) {
      let measurement = try Measurement.median(of: workload, runs: runs)
      measurements.append(measurement)
      let before = baseline?.first { $0.workload == workload.name }
      if !printsJSON { print(Self.row(measurement, before: before)) }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let json = try encoder.encode(measurements)
    if printsJSON { print(String(decoding: json, as: UTF8.self)) }
    if let savePath { try json.write(to: URL(filePath: savePath), options: .atomic) }
  }

  private static func header(hasBaseline: Bool) -> String {
    let words = ["unique", "generated", "CPU s", "wall s", "M gen/CPU s", "B/state", "peak MiB"]
    let columns = (words + (hasBaseline ? ["ratio"] : [])).map { pad($0, 11) }.joined()
    return "workload".padding(toLength: 54, withPad: " ", startingAt: 0) + columns
  }

  private static func row(_ measurement: Measurement, before: Measurement?) -> String {
    var columns = [
      String(measurement.result.unique), String(measurement.result.generated),
      decimal(measurement.cpuSeconds), decimal(measurement.wallSeconds),
      decimal(measurement.generatedPerSecond / 1e6),
      measurement.bytesPerState.map { decimal($0) } ?? "-",
      String(measurement.peakMemoryBytes >> 20),
    ]
    if let before { columns.append(decimal(measurement.cpuSeconds / before.cpuSeconds)) }
    return measurement.workload.padding(toLength: 54, withPad: " ", startingAt: 0)
      + columns.map { pad($0, 11) }.joined()
  }

  private static func decimal(_ value: Double) -> String { String(format: "%.2f", value) }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}
