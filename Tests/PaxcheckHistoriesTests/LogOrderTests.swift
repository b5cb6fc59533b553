import PaxcheckConsistency
import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckHistories

/// Logs with appends that never returned, with entries that are there twice, and with appends that were
/// told no index: against brute force and the general search.
@Suite struct LogOrderTests {
  static let seeds = Effort.seeds(20_000)

  @Test(arguments: RandomLog.Kind.allCases)
  func `random small logs`(kind: RandomLog.Kind) throws {
    var verdicts: [Bool?: Int] = [:]
    try withEvery("seed", in: Self.seeds) { seed in
      var random = RandomLog(kind, seed: seed)
      let operations = random.operations(count: 4 + Int(seed % 4))
      verdicts[try compare(operations, random.values), default: 0] += 1
    }
    #expect(verdicts[true, default: 0] > Self.seeds.count / 10, "\(verdicts)")
    #expect(verdicts[false, default: 0] > Self.seeds.count / 10, "\(verdicts)")
    #expect(verdicts[nil, default: 0] < Self.seeds.count / (kind == .read ? 3 : 10), "\(verdicts)")
  }

  /// - Returns: The verdict; `nil` if the order is not known without a search.
  private func compare(_ operations: [RecordedOperation], _ values: ValueTable) throws -> Bool? {
    let oracle = BruteForce(translation: LogTranslation(values: values))
    let hasOrder = oracle.hasOrder(operations)
    var general = PartJudge(object: .log, values: values, interruption: { nil })
    general.usesSpecialMonitors = false
    try #require(general.judge(operations).isInconsistent == !hasOrder)
    switch try LogOrder(operations, values)?.verdict({}) {
    case .consistent(let order)?:
      try #require(oracle.accepts(order, of: operations))
      return true
    case .inconsistent(let conflict)?:
      try #require(!hasOrder)
      // What the others did makes no difference.
      let needed = Set(conflict)
      let relaxed = operations.enumerated().map {
        needed.contains($0) ? $1 : $1.opened
      }
      try #require(!oracle.hasOrder(relaxed), "\(conflict)")
      return false
    case nil: return nil
    }
  }

  @Test func `every tenth append never returned`() throws {
    for count in [200, 5_000] {
      let history = try HistoryReader().read(text: Self.longLog(count: count))
      var checker = HistoryChecker()
      checker.limit = 1
      let report = checker.check(history)
      guard case .consistent(let order) = report.verdict else {
        Issue.record("\(report.headline)")
        continue
      }
      let oracle = BruteForce(translation: LogTranslation(values: history.values))
      #expect(oracle.accepts(order, of: history.operations))
    }
  }

  /// Appends of four clients; of those that never returned every second took effect.
  private static func longLog(count: Int) -> String {
    var lines = ["{\"format\": \"paxlin-ops/1\", \"model\": \"log\"}"]
    var index = 0
    for number in 0..<count {
      if number % 10 == 9 {
        lines.append(
          "[\(number + 10), \"append\", 0, \"v\(number % 50)\", null, \(4 * number), null]")
        index += number / 10 % 2
      } else {
        lines.append(
          "[\(number % 4), \"append\", 0, \"v\(number % 50)\", \(index), \(4 * number), \(4 * number + 14)]"
        )
        index += 1
      }
    }
    return lines.joined(separator: "\n")
  }
}

/// Clients of a log who overlap, crash, and sometimes get a wrong answer.
struct RandomLog {
  enum Kind: CaseIterable {
    /// Every append is told its index.
    case told
    /// Entries repeat, and some appends are told nothing.
    case mixed
    case read
  }

  private let kind: Kind
  private var generator: SeededGenerator
  private(set) var values = ValueTable()
  private var entries: [Datum] = []
  private var moment = 0

  init(_ kind: Kind, seed: UInt64) {
    self.kind = kind
    generator = SeededGenerator(seed: seed)
  }

  mutating func operations(count: Int) -> [RecordedOperation] {
    var operations: [RecordedOperation] = []
    var running: [Int] = []
    var done: Set<Int> = []
    while operations.count < count || !running.isEmpty {
      moment += 1
      if operations.count < count, running.count < 4, generator.below(2) == 0 {
        running.append(operations.count)
        operations.append(draw(number: operations.count))
        continue
      }
      guard !running.isEmpty else { continue }
      let place = generator.below(running.count)
      let index = running[place]
      if !done.contains(index) {
        // Some never happen.
        if generator.below(8) > 0 { perform(&operations[index]) }
        done.insert(index)
        if generator.below(3) > 0 { continue }
      }
      running.remove(at: place)
      let isUntold = kind == .told && operations[index].output == 0
      let crashes =
        operations[index].kind == .append && (isUntold || generator.below(3) == 0)
      operations[index] =
        crashes ? operations[index].opened : returned(operations[index])
    }
    return operations
  }

  private mutating func draw(number: Int) -> RecordedOperation {
    let isRead = generator.below(kind == .read ? 3 : 8) == 0
    let repeats = generator.below(kind == .told ? 6 : 2) == 0
    let entry = repeats ? generator.below(2) : 10 + number
    return RecordedOperation(
      client: Int32(number), kind: isRead ? .read : .append, key: 0,
      argument: isRead ? 0 : values.number(of: .string("e\(entry)")), secondArgument: 0,
      invoked: moment, line: Int32(number))
  }

  private mutating func perform(_ operation: inout RecordedOperation) {
    if operation.kind == .read {
      operation.output = values.number(of: .list(entries))
      return
    }
    let tells =
      switch kind {
      case .told: true
      case .mixed: generator.below(3) > 0
      case .read: false
      }
    let wrong = generator.below(12) == 0 ? generator.below(3) - 1 : 0
    operation.output = tells ? values.number(of: .integer(entries.count + wrong)) : 0
    entries.append(values[operation.argument])
  }

  private func returned(_ operation: RecordedOperation) -> RecordedOperation {
    var operation = operation
    operation.returned = moment
    operation.outcome = .succeeded
    return operation
  }
}
