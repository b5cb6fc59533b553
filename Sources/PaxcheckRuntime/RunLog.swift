import PaxcheckActors
import PaxcheckFiles
import PaxcheckJSON

/// The record of a run that is being written: a header, then a JSON object a line.
///
/// A step is written here before its effects: first here, then to the actor's storage, then to the
/// network. A process that is killed in between leaves a last line of which storage knows nothing; no
/// other actor can have seen that step, and the line is taken back on the restart.
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
  /// - Parameter stored: The step that the storage of each actor of this process knows last, `nil` if it
  ///   knows none.
  init(
    continuing path: String, model: String, stored: [ActorID: StepNumber?]
  ) throws(RuntimeError) {
    file = try AppendFile(path: path)
    if file.size == 0 { try file.append(Self.header(model)) }
    let bytes = try file.contents()
    guard bytes.starts(with: "\(Self.header(model))\n".utf8) else {
      throw .malformed(
        path: path, line: 1, reason: "this is not the record of a run of '\(model)'")
    }
    var content = try file.lines(in: bytes) { line, number in
      number == 1 || RunEvent(parsing: line) != nil
    }
    if content.tornCount > 0 { repairs.append("\(path): the last line was torn and is dropped") }
    if let last = content.lines.last, let event = RunEvent(parsing: last), event.writesStorage,
      let known = stored[event.actor], known.map({ $0 < event.number }) ?? true
    {
      content.dropLast()
      repairs.append("\(path): '\(event.event)' is taken back, for its write was never stored")
    }
    if content.end < file.size { try file.truncate(to: content.end) }
  }

  private static func header(_ model: String) -> String {
    JSONValue.object(["format": .string(formatName + version), "model": .string(model)]).line
  }

  func write(_ event: RunEvent) throws(RuntimeError) { try file.append(event.json.line) }
}
