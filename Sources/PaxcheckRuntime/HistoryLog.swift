import PaxcheckActors
import PaxcheckFiles
import PaxcheckJSON

/// The operations of the clients of this process, as `paxcheck history` reads them: a map a line, in
/// the order of real time.
///
/// ```text
/// {"f":"write","process":3,"type":"invoke","value":"A"}
/// ```
struct HistoryLog {
  private let file: AppendFile

  /// What was wrong with the end of the file, if something was.
  private(set) var repairs: [String] = []

  /// Begins a history in place of whatever is in the file.
  init(new path: String) throws(RuntimeError) {
    file = try AppendFile(path: path)
    try file.truncate(to: 0)
  }

  /// Goes on with a history.
  ///
  /// What an incarnation did of which storage knows nothing is taken back, as its record is: the next
  /// incarnation has the same number, and begins anew.
  ///
  /// - Parameter isNew: Whether a process of the history is yet to begin.
  init(continuing path: String, isNew: (_ process: Int) -> Bool) throws(RuntimeError) {
    file = try AppendFile(path: path)
    var content = try file.lines(in: file.contents()) { line, _ in Self.process(of: line) != nil }
    if content.tornCount > 0 { repairs.append("\(path): the last line was torn and is dropped") }
    while let last = content.lines.last, let process = Self.process(of: last), isNew(process) {
      content.dropLast()
      repairs.append("\(path): a line is taken back, for its process was never stored")
    }
    if content.end < file.size { try file.truncate(to: content.end) }
  }

  /// The process on a line; `nil` if it is no line of a history.
  private static func process(of line: ArraySlice<UInt8>) -> Int? {
    guard case .object(let members)? = try? JSONValue(parsing: Array(line)),
      case .integer(let process)? = members["process"]
    else { return nil }
    return process
  }

  /// - Parameter process: A number that no other incarnation of any client has.
  func write(_ note: OperationNote, by process: Int) throws(RuntimeError) {
    let line: JSONValue = [
      "process": .integer(process), "type": .string(note.isInvocation ? "invoke" : "ok"),
      "f": .string(note.function), "value": note.value.map { .string($0) } ?? .null,
    ]
    try file.append(line.line)
  }
}
