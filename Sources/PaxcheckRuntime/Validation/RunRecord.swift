import PaxcheckActors
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
  /// - Parameter file: The name of the file, for messages.
  /// - Throws: `RuntimeError.malformed`.
  public init(parsing text: String, file: String) throws(RuntimeError) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    // Behind the last line break there is nothing, or a line that was never finished.
    if lines.popLast()?.isEmpty == false { tornLines = ["\(file):\(lines.count + 1)"] }
    guard let header = lines.popFirst(), let json = try? JSONValue(parsing: header),
      case .object(let members) = json, case .string(let format)? = members["format"],
      format.hasPrefix(RunLog.formatName), case .string(let model)? = members["model"]
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
    self.model = model
    for (index, line) in lines.enumerated() {
      guard let json = try? JSONValue(parsing: line), let event = RunEvent(json) else {
        throw .malformed(path: file, line: index + 2, reason: "this is no step of a run")
      }
      entries.append(Entry(event: event, file: file, line: index + 2))
    }
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
