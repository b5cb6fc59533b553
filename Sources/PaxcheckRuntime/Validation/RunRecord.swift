import PaxcheckActors
import PaxcheckFiles
import PaxcheckJSON

/// The record of a real run, as `RuntimeConfiguration.recordFile` writes it, of one process or more.
public struct RunRecord: Sendable {
  /// A step and where it is recorded.
  public struct Entry: Hashable, Sendable {
    public let event: RunEvent
    public let file: String
    /// The line in the file, counted from 1.
    public let line: Int

    public var place: String { "\(file):\(line)" }
  }

  /// The model that ran, with its parameters.
  public let model: String
  /// The steps, in no particular order.
  public private(set) var entries: [Entry] = []
  /// Where lines are torn, because their process was killed: they are passed over.
  public private(set) var tornLines: [String] = []

  /// Reads a record.
  ///
  /// - Parameters:
  ///   - text: The contents of the file.
  ///   - file: The name of the file, for messages.
  /// - Throws: `RuntimeError.malformed`.
  public init(parsing text: String, file: String) throws(RuntimeError) {
    try self.init(parsing: Array(text.utf8), file: file)
  }

  /// The same for bytes, of which those of a torn line may be no text.
  package init(parsing bytes: [UInt8], file: String) throws(RuntimeError) {
    // Whatever else is in the file, its first line says what it should be.
    let header = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first ?? []
    model = try Self.model(header, file: file)
    let content: AppendedLines
    var entries: [Entry] = []
    do throws(AppendedLines.Damage) {
      content = try AppendedLines(bytes) { line, number in
        if number == 1 { return line.elementsEqual(header) }
        guard let event = RunEvent(parsing: line) else { return false }
        entries.append(Entry(event: event, file: file, line: number))
        return true
      }
    } catch {
      throw .malformed(path: file, line: error.line, reason: "this is no step of a run")
    }
    self.entries = entries
    if content.tornCount > 0 { tornLines = ["\(file):\(content.lines.count + 1)"] }
  }

  /// The model that the first line of a record names.
  private static func model(
    _ line: ArraySlice<UInt8>, file: String
  ) throws(RuntimeError) -> String {
    guard let json = try? JSONValue(parsing: Array(line)), case .object(let members) = json,
      case .string(let format)? = members["format"], format.hasPrefix(RunLog.formatName),
      case .string(let model)? = members["model"]
    else {
      throw .malformed(
        path: file, line: 1,
        reason: "this is no record of a run, which 'paxcheck spawn --record FILE' writes")
    }
    let version = format.dropFirst(RunLog.formatName.count)
    guard version == RunLog.version else {
      throw .malformed(
        path: file, line: 1,
        reason: "this is version \(version) of the format; "
          + "this program reads version \(RunLog.version)")
    }
    return model
  }

  /// Adds the record of another process of the same run.
  ///
  /// - Throws: `RuntimeError.malformed` if it is of another model.
  public mutating func add(_ other: RunRecord, file: String) throws(RuntimeError) {
    guard other.model == model else {
      throw .malformed(
        path: file, line: 1,
        reason: "this is a run of '\(other.model)', the others are of '\(model)'")
    }
    entries += other.entries
    tornLines += other.tornLines
  }

  /// The steps of each actor in order.
  ///
  /// - Throws: `RuntimeError.malformed` if one is missing or there twice.
  func byActor() throws(RuntimeError) -> [ActorID: [Entry]] {
    var actors: [ActorID: [Entry]] = [:]
    for entry in entries { actors[entry.event.actor, default: []].append(entry) }
    for (actor, entries) in actors.sorted(by: { $0.key < $1.key }) {
      let sorted = entries.sorted { $0.event.number < $1.event.number }
      var last = StepNumber(incarnation: 0, step: 0)
      for entry in sorted {
        let number = entry.event.number
        guard last.next.contains(number) else {
          throw .malformed(
            path: entry.file, line: entry.line,
            reason: number == last
              ? "this step of actor \(actor) is recorded twice"
              : "before this step of actor \(actor) others are missing")
        }
        last = number
      }
      actors[actor] = sorted
    }
    return actors
  }
}

extension StepNumber {
  /// The steps that may come next: one more, or the first one after a restart.
  fileprivate var next: [StepNumber] {
    [
      StepNumber(incarnation: incarnation, step: step + 1),
      StepNumber(incarnation: incarnation + 1, step: 1),
    ]
  }
}
