import PaxcheckActors
import PaxcheckJSON

/// The record of a run that is being written: a header, then a JSON object a line.
///
/// A step is written here before its effects: first here, then to the actor's storage, then to the
/// network. A process that is killed in between leaves a last line whose write to storage never
/// happened; nobody can have seen that step, and the line is taken back on the restart.
struct RunLog {
  static let formatName = "paxcheck-run/"
  static let version = "1"

  private let file: AppendFile
  /// What was wrong with the end of the file, if something was.
  private(set) var repairs: [String] = []

  /// Begins a record in place of whatever is in the file.
  init(new path: String, model: String) throws(RuntimeError) {
    file = try AppendFile(path: path)
    try file.truncate(to: 0)
    try file.append(Self.header(model))
  }

  /// Goes on with a record.
  ///
  /// - Parameter stored: The step that each actor's storage knows last.
  init(
    continuing path: String, model: String, stored: [ActorID: StepNumber]
  ) throws(RuntimeError) {
    file = try AppendFile(path: path)
    if file.size == 0 { try file.append(Self.header(model)) }
    let bytes = try file.contents()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard String(decoding: lines[0], as: UTF8.self) == Self.header(model) else {
      throw .malformed(
        path: path, line: 1, reason: "this is not the record of a run of '\(model)'")
    }
    var length = bytes.count
    if let torn = lines.last, !torn.isEmpty {
      length -= torn.count
      repairs.append("\(path): the last line was torn and is dropped")
    }
    if let last = lines.dropLast().last, let json = try? JSONValue(parsing: Array(last)),
      let event = RunEvent(json), event.saves, let known = stored[event.actor],
      known < event.number
    {
      length -= last.count + 1
      repairs.append("\(path): '\(event.event)' is taken back, for its write was never stored")
    }
    if length < bytes.count { try file.truncate(to: length) }
  }

  private static func header(_ model: String) -> String {
    JSONValue.object(["format": .string(formatName + version), "model": .string(model)]).line
  }

  func write(_ event: RunEvent) throws(RuntimeError) { try file.append(event.json.line) }
}
