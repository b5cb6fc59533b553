import PaxcheckStateSpace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Another process of this program, with other hash seeds, that is given the same command line and only says
/// what the model answers, as digests.
struct SecondProcess: Sendable {
  /// Which of the two processes this one is.
  enum Role: Sendable {
    /// Part of another program: there is no second process.
    case none
    /// The one that a user started, with these arguments.
    case first(arguments: [String])
    /// The one that it started.
    case second(parent: Int32)

    /// The role of this process, given the words of its command line.
    ///
    /// A second process whose parent is gone already ends: it must not take itself for a first one, which
    /// would start another.
    static func current(_ arguments: [String]) -> Role {
      guard let parent = getenv(variable).flatMap({ Int32(String(cString: $0)) }) else {
        return .first(arguments: arguments)
      }
      endWithout(parent)
      return .second(parent: parent)
    }
  }

  private static var variable: String { "PAXCHECK_SECOND_PROCESS" }

  private let process: pid_t
  private let output: Int32

  /// Starts the process; `nil` where that cannot be done.
  init?(_ arguments: [String]) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    defer { close(ends[1]) }
    guard ends.allSatisfy({ $0 > 2 }), fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 else {
      close(ends[0])
      return nil
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addclose(&actions, ends[1])
    #if os(Linux)
      let program = "/proc/self/exe"
    #else
      let program = CommandLine.arguments[0]
    #endif
    let words = ([CommandLine.arguments.first ?? program] + arguments).map { strdup($0) }
    let variables = Self.environment.map { strdup($0) }
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, program, &actions, nil, words + [nil], variables + [nil]) == 0
    else {
      close(ends[0])
      return nil
    }
    self.process = process
    output = ends[0]
  }

  /// The environment of this process, without fixed hash seeds.
  private static var environment: [String] {
    var variables = ["\(variable)=\(getpid())"]
    var place = environ
    while let text = place.pointee {
      let assignment = String(cString: text)
      if !assignment.hasPrefix("SWIFT_DETERMINISTIC_HASHING=") { variables.append(assignment) }
      place += 1
    }
    return variables
  }

  /// Waits for the end of the process, and reads what it said; `nil` if that is not whole.
  func answers() -> [UInt64]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(output, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    close(output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard let start = lines.lastIndex(of: Substring(Self.beginning)), lines.last == Self.ending[...]
    else { return nil }
    return lines[(start + 1)...].dropLast().compactMap { UInt64($0, radix: 16) }
  }

  /// Ends this process if its parent is gone.
  static func endWithout(_ parent: Int32) { if getppid() != parent { _exit(0) } }

  private static var beginning: String { "answers" }
  private static var ending: String { "end of answers" }

  /// What a second process says.
  static func text(of answers: AnswerLog) -> String {
    ([beginning] + answers.sums.map { String($0, radix: 16) } + [ending])
      .map { $0 + "\n" }.joined()
  }
}
