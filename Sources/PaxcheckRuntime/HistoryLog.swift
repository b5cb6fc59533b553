import PaxcheckActors
import PaxcheckJSON

/// The operations of the clients of this process, as `paxcheck history` reads them: a map a line, in
/// the order of real time.
///
///     {"f":"write","process":3,"type":"invoke","value":"A"}
struct HistoryLog {
  private let file: AppendFile

  init(path: String, isNew: Bool) throws(RuntimeError) {
    file = try AppendFile(path: path)
    if isNew { try file.truncate(to: 0) }
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
