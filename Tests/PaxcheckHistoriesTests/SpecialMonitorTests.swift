import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckHistories

/// The fast ways against the general one, on random histories.
@Suite struct SpecialMonitorTests {
  @Test func `registers whose values differ`() throws {
    try compare(seeds: Effort.seeds(400)) { generator, serial in
      generator.below(2) == 0 ? ":f :read" : ":f :write, :value \(serial)"
    } answer: { state, operation in
      operation.contains("write") ? "" : state.isEmpty ? "nil" : state
    } apply: { state, operation in
      operation.contains("write") ? String(operation.split(separator: " ").last!) : state
    }
  }

  @Test func `texts that are appended to`() throws {
    try compare(seeds: Effort.seeds(400)) { generator, serial in
      // Few pieces, so that some are written twice.
      let piece = generator.below(3) == 0 ? generator.below(4) : serial
      return switch generator.below(6) {
      case 0...2: ":f :get, :key 1"
      case 3: ":f :put, :key 1, :value \"<\(piece)>\""
      default: ":f :append, :key 1, :value \"<\(piece)>\""
      }
    } answer: { state, operation in
      operation.contains("get") ? "\"\(state)\"" : ""
    } apply: { state, operation in
      let piece = String(operation.split(separator: "\"").last!)
      if operation.contains("put") { return piece }
      return operation.contains("append") ? state + piece : state
    }
  }

  @Test func `queues whose values differ`() throws {
    try compare(seeds: Effort.seeds(120)) { generator, serial in
      generator.below(2) == 0 ? ":f :dequeue" : ":f :enqueue, :value \(serial)"
    } answer: { state, operation in
      operation.contains("dequeue") ? String(state.split(separator: ",").first ?? "nil") : ""
    } apply: { state, operation in
      let values = state.split(separator: ",")
      let new = operation.split(separator: " ").suffix(1)
      return (operation.contains("dequeue") ? values.dropFirst() : values + new)
        .joined(separator: ",")
    }
  }

  @Test func `stacks whose values differ`() throws {
    try compare(seeds: Effort.seeds(240)) { generator, serial in
      generator.below(2) == 0 ? ":f :pop" : ":f :push, :value \(serial)"
    } answer: { state, operation in
      operation.contains("pop") ? String(state.split(separator: ",").last ?? "nil") : ""
    } apply: { state, operation in
      let values = state.split(separator: ",")
      let new = operation.split(separator: " ").suffix(1)
      return (operation.contains("pop") ? Array(values.dropLast()) : values + new)
        .joined(separator: ",")
    }
  }

  @Test func `sets that grow`() throws {
    try compare(seeds: Effort.seeds(120)) { generator, serial in
      generator.below(3) == 0 ? ":f :read" : ":f :add, :value \(serial)"
    } answer: { state, operation in
      operation.contains("read") ? "#{\(state)}" : ""
    } apply: { state, operation in
      operation.contains("read") ? state : state + " " + operation.split(separator: " ").last!
    }
  }

  @Test func `logs that tell the index`() throws {
    try compare(seeds: Effort.seeds(120)) { generator, serial in
      generator.below(3) == 0 ? ":f :read" : ":f :append, :value <\(serial)>"
    } answer: { state, operation in
      operation.contains("read") ? "[\(state)]" : String(state.split(separator: " ").count)
    } apply: { state, operation in
      operation.contains("read") ? state : state + " " + operation.split(separator: " ").last!
    }
  }

  private func compare(
    seeds: Range<UInt64>, draw: (inout SeededGenerator, Int) -> String,
    answer: (String, String) -> String, apply: (String, String) -> String
  ) throws {
    var seen: Set<Bool> = []
    for seed in seeds {
      var random = RandomRecording(seed: seed)
      let text = random.record(draw: draw, answer: answer, apply: apply)
      let history = try HistoryReader().read(text: text)
      let special = isConsistent(history, usesSpecialMonitors: true)
      let general = isConsistent(history, usesSpecialMonitors: false)
      #expect(special == general, "seed \(seed):\n\(text)")
      seen.insert(general)
    }
    #expect(seen == [true, false])
  }

  private func isConsistent(_ history: RecordedHistory, usesSpecialMonitors: Bool) -> Bool {
    var judge = PartJudge(
      object: history.object, values: history.values, interruption: { nil })
    judge.usesSpecialMonitors = usesSpecialMonitors
    let parts = history.parts.isEmpty ? [Array(history.operations.indices)] : history.parts
    return parts.allSatisfy { part in
      !judge.judge(part.map { history.operations[$0] }).isInconsistent
    }
  }
}

/// Draws recorded histories as EDN.
private struct RandomRecording {
  private var generator: SeededGenerator
  private var lines: [String] = []

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func record(
    draw: (inout SeededGenerator, Int) -> String, answer: (String, String) -> String,
    apply: (String, String) -> String
  ) -> String {
    var state = ""
    var past = [""]
    var pending: [Int: String] = [:]
    var answers: [Int: String] = [:]
    var clients = Array(0..<4)
    for serial in 1..<60 {
      let thread = generator.below(clients.count)
      let client = clients[thread]
      if let (operation, given) = answers[client].map({ (pending[client]!, $0) }) {
        pending[client] = nil
        answers[client] = nil
        if generator.below(20) == 0 {
          clients[thread] += clients.count
          continue
        }
        let base = operation.split(separator: ",").first { $0.contains(":f") }!
        let key = operation.contains(":key") ? ", :key 1" : ""
        lines.append("{:process \(client), :type :ok, \(base)\(key), :value \(given)}")
      } else if let operation = pending[client] {
        let seen = generator.below(12) == 0 ? past[generator.below(past.count)] : state
        let given = answer(seen, operation)
        answers[client] = given.isEmpty ? "nil" : given
        state = apply(state, operation)
        past.append(state)
      } else {
        pending[client] = draw(&generator, serial)
        lines.append("{:process \(client), :type :invoke, \(pending[client]!)}")
      }
    }
    return lines.joined(separator: "\n")
  }
}
