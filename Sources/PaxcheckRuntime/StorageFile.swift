import PaxcheckFiles
import PaxcheckJSON

/// An actor's storage on disk: a line for each write, the last one counts.
///
/// ```text
/// paxcheck-storage 2 actor 0 of abd-register servers=3
/// 5d2c4f0e 1 17 0,0,0 {"timestamp":…}
/// ```
///
/// A line has the checksum of the rest, the number of the step that wrote it, what is behind the actor
/// (`StoredLifetime`), and the value, `-` for nothing. Storage that has cells has version 3, and instead of the
/// value a list of pairs, each a cell and its value; of each cell the last line counts that has it. The last line
/// may be torn by a crash in the middle of its write, and is dropped then; damage is an error, because whatever was promised on the strength of the line is lost.
struct StorageFile {
  /// The size in bytes at which the lines that no longer count are left out.
  static let compactionSize = 1 << 20

  private let header: String
  private let hasCells: Bool
  private var file: AppendFile
  private var lastLine = ""
  /// What the file holds; `nil` if nothing was written yet.
  private(set) var value: JSONValue?
  /// What was behind the actor when it wrote last.
  private(set) var lifetime: StoredLifetime?
  /// The step that wrote last; `nil` in a new file.
  private(set) var number: StepNumber?
  /// What was wrong with the file's end, if something was.
  private(set) var repair: String?

  /// Opens the storage of an actor, or begins one.
  ///
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - owner: Whose storage it is: an actor and its model.
  ///   - hasCells: Whether the actor names the cells of its storage.
  /// - Throws: `RuntimeError.malformed` if it is another's, or damaged.
  init(path: String, owner: String, hasCells: Bool) throws(RuntimeError) {
    self.hasCells = hasCells
    header = "paxcheck-storage \(hasCells ? 3 : 2) \(owner)"
    file = try AppendFile(path: path)
    if file.size == 0 {
      try AppendFile.replace(path, with: [header])
      file = try AppendFile(path: path)
    } else {
      try read()
    }
  }

  private mutating func read() throws(RuntimeError) {
    let bytes = try file.contents()
    let beginning = Array("\(header)\n".utf8)
    guard bytes.starts(with: beginning) else {
      throw .malformed(
        path: file.path, line: 1,
        reason: "this is not the storage '\(header)'; remove the file, or choose another folder")
    }
    var last: Record?
    var cells = CellPairs(nil)
    let hasCells = hasCells
    let content: AppendedLines
    do throws(AppendedLines.Damage) {
      content = try AppendedLines(bytes) { line, number in
        if number == 1 { return true }
        guard let record = Record(parsing: line) else { return false }
        if hasCells {
          guard CellPairs.areWritten(in: record.value) else { return false }
          cells.write(CellPairs(record.value))
        }
        last = record
        return true
      }
    } catch {
      throw .malformed(
        path: file.path, line: error.line,
        reason: "the checksum does not fit, and no torn write looks like this: "
          + "the storage is damaged")
    }
    if let last {
      (lastLine, number) = (last.line, last.number)
      value = hasCells ? cells.json : last.value
      lifetime = last.lifetime
    }
    guard content.tornCount > 0 else { return }
    repair = "\(file.path): the last write was torn; its \(content.tornCount) bytes are dropped"
    try file.truncate(to: content.end)
  }

  /// Writes a value, or some cells.
  ///
  /// - Parameter isSynced: Whether to wait until it is on the disk.
  mutating func write(
    _ value: JSONValue?, _ lifetime: StoredLifetime, by number: StepNumber, isSynced: Bool
  ) throws(RuntimeError) {
    lastLine = Record(number: number, lifetime: lifetime, value: value).line
    (self.number, self.lifetime, self.value) = (number, lifetime, whole(value))
    guard file.size < Self.compactionSize else {
      let whole = Record(number: number, lifetime: lifetime, value: self.value).line
      try AppendFile.replace(file.path, with: [header, whole])
      file = try AppendFile(path: file.path)
      return
    }
    try file.append(lastLine)
    if isSynced { try file.synchronize() }
  }

  /// What the file holds after a write.
  private func whole(_ written: JSONValue?) -> JSONValue? {
    guard hasCells else { return written }
    var cells = CellPairs(value)
    cells.write(CellPairs(written))
    return cells.json
  }
}

extension StorageFile {
  private struct Record {
    let number: StepNumber
    let lifetime: StoredLifetime
    let value: JSONValue?

    var line: String {
      let text = "\(number.incarnation) \(number.step) \(lifetime) \(value?.line ?? "-")"
      return "\(checksum(text.utf8).hexadecimal) \(text)"
    }

    init(number: StepNumber, lifetime: StoredLifetime, value: JSONValue?) {
      self.number = number
      self.lifetime = lifetime
      self.value = value
    }

    init?(parsing line: ArraySlice<UInt8>) {
      let fields = line.split(
        separator: UInt8(ascii: " "), maxSplits: 4, omittingEmptySubsequences: false)
      guard fields.count == 5,
        UInt32(String(decoding: fields[0], as: UTF8.self), radix: 16)
          == checksum(line[fields[1].startIndex...]),
        let incarnation = Int(String(decoding: fields[1], as: UTF8.self)),
        let step = Int(String(decoding: fields[2], as: UTF8.self)),
        let lifetime = StoredLifetime(String(decoding: fields[3], as: UTF8.self))
      else { return nil }
      self.lifetime = lifetime
      number = StepNumber(incarnation: incarnation, step: step)
      if fields[4].elementsEqual("-".utf8) {
        value = nil
      } else {
        guard let json = try? JSONValue(parsing: Array(fields[4])) else { return nil }
        value = json
      }
    }
  }
}
