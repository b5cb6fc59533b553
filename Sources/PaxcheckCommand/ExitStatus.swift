/// What the command line tells the shell. The numbers from 64 on are those of `sysexits.h`.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// Everything is as expected.
  case asExpected = 0
  /// A property is violated, an example is missing, or a trace does not replay.
  case unexpected = 1
  /// A limit or an interrupt came before the answer, or there was no question.
  case undecided = 2
  /// The command line makes no sense.
  case usage = 64
  /// A trace or history is malformed.
  case malformedInput = 65
  /// There is no such file.
  case noInput = 66
  /// The model is not deterministic, makes no sense, or traps; or the checker itself is at fault.
  case software = 70
  /// Reading or writing failed.
  case inputOutput = 74

  /// The status of a search: `nil` stands for an answer that is still open.
  init(isAsExpected: Bool?) {
    switch isAsExpected {
    case true?: self = .asExpected
    case false?: self = .unexpected
    case nil: self = .undecided
    }
  }

  /// The number and its meaning, as in the help.
  var summary: String {
    switch self {
    case .asExpected: "all as expected"
    case .unexpected: "a property violated, an example missing, a trace that does not replay"
    case .undecided: "undecided: a limit or an interrupt came first, or nothing is claimed"
    case .usage: "the command line makes no sense"
    case .malformedInput: "a malformed trace or history"
    case .noInput: "no such file"
    case .software: "a model that traps or is not deterministic, or an internal error"
    case .inputOutput: "reading or writing failed"
    }
  }
}
