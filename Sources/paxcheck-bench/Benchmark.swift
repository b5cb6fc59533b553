import Foundation

/// Measures the workloads, prints a table, and compares with an earlier run.
///
///     swift run -c release paxcheck-bench --save before.json
///     swift run -c release paxcheck-bench --baseline before.json
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
      case "--runs": runs = rest.popFirst().flatMap { Int($0) } ?? runs
      case "--filter": filter = rest.popFirst() ?? ""
      case "--save": savePath = rest.popFirst()
      case "--baseline": baselinePath = rest.popFirst()
      case "--json": printsJSON = true
      default:
        print(
          """
          usage: paxcheck-bench [--runs N] [--filter WORDS] [--save FILE] [--baseline FILE] [--json]
            Each workload runs N times (3) in a process of its own; the median is kept.
            With --baseline, CPU times are printed as ratios to an earlier run's as well.
          """)
        exit(option == "--help" ? 0 : 64)
      }
    }
  }

  private func run() throws {
    let baseline = try baselinePath.map { path in
      try JSONDecoder().decode([Measurement].self, from: Data(contentsOf: URL(filePath: path)))
    }
    var measurements: [Measurement] = []
    if !printsJSON { print(Self.header(hasBaseline: baseline != nil)) }
    for workload in Workload.all where filter.isEmpty || workload.name.contains(filter) {
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
