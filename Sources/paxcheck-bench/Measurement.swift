import Foundation

/// What one run of a workload cost, as the operating system accounts for a whole process.
struct Measurement: Codable {
  let workload: String
  let result: Workload.Result
  let cpuSeconds: Double
  let wallSeconds: Double
  let peakMemoryBytes: Int

  var generatedPerSecond: Double { Double(result.generated) / cpuSeconds }

  /// The memory that the search held, per distinct state.
  var bytesPerState: Double? {
    result.unique > 0 && result.bytes > 0 ? Double(result.bytes) / Double(result.unique) : nil
  }

  /// Runs a workload several times, each in a process of its own, and keeps the median by CPU time.
  static func median(of workload: Workload, runs: Int) throws -> Measurement {
    let measurements = try (0..<runs).map { _ in try Measurement(workload) }
    return measurements.sorted { $0.cpuSeconds < $1.cpuSeconds }[runs / 2]
  }

  private init(_ workload: Workload) throws {
    let start = ContinuousClock.now
    let (output, usage) = try runChild(["--child", workload.name])
    let elapsed = ContinuousClock.now - start
    self.workload = workload.name
    result = try JSONDecoder().decode(Workload.Result.self, from: output)
    cpuSeconds = usage.ru_utime.seconds + usage.ru_stime.seconds
    wallSeconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    peakMemoryBytes = usage.ru_maxrss * 1024
  }
}

/// Runs this program again with other arguments, and returns its output and what it used.
private func runChild(_ arguments: [String]) throws -> (output: Data, usage: rusage) {
  let program = CommandLine.arguments[0]
  var pipe: [Int32] = [0, 0]
  guard Glibc.pipe(&pipe) == 0 else { throw POSIXError(.EMFILE) }
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
  posix_spawn_file_actions_addclose(&actions, pipe[0])
  var argv = ([program] + arguments).map { strdup($0) } + [nil]
  defer { for word in argv { free(word) } }
  var process = pid_t()
  let failure = posix_spawn(&process, program, &actions, nil, &argv, environ)
  close(pipe[1])
  guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
  let output = try FileHandle(fileDescriptor: pipe[0], closeOnDealloc: true).readToEnd() ?? Data()
  var status: Int32 = 0
  var usage = rusage()
  wait4(process, &status, 0, &usage)
  guard status == 0 else { throw POSIXError(.ECHILD) }
  return (output, usage)
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
