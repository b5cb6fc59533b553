import PaxcheckModel
import PaxcheckTestSupport
import PaxcheckTrace
import Testing

@Suite struct `A table of a state` {
  struct Vote: Hashable {
    var ballot: Int
    var value: String?
  }

  enum Phase: Hashable {
    case idle
    case voting(with: [Vote], by: Set<String>)
  }

  struct Node: Hashable {
    var number = 1
    var phase = Phase.idle
    var votes: [Vote] = []
    var known: [String: Vote] = [:]
    var last: Vote?
  }

  private func lines(_ old: Any, _ new: Any) -> [String] {
    StateTable("node", from: old, to: new).rows.map { row in
      let sign =
        switch row.change {
        case .added?: "+"
        case .removed?: "-"
        case .changed?: "*"
        case nil: " "
        }
      let values = [row.before, row.value].compactMap(\.self).joined(separator: " → ")
      return sign + String(repeating: "  ", count: row.depth) + "\(row.name): \(values)"
    }
  }

  @Test func `has a row for each field, and marks what is different`() {
    var node = Node()
    node.last = Vote(ballot: 3, value: "x")
    #expect(
      lines(Node(), node) == [
        " number: 1", " phase: idle", " votes: []", " known: [:]",
        "*last: nil → Vote(ballot: 3, value: \"x\")",
      ])
    #expect(lines(1, 2) == ["*: 1 → 2"])
  }

  @Test func `takes what is long apart`() {
    var (old, new) = (Node(), Node())
    old.votes = (0..<3).map { Vote(ballot: $0, value: "a value of some length") }
    new.votes = old.votes
    new.votes.remove(at: 1)
    new.votes.append(Vote(ballot: 9, value: "a value of some length"))
    new.votes.append(Vote(ballot: 10, value: nil))
    let rows = lines(old, new)
    #expect(rows[2] == " votes: ")
    #expect(rows[3] == "   [0]: Vote(ballot: 0, value: \"a value of some length\")")
    #expect(rows[4] == "-  [1]: Vote(ballot: 1, value: \"a value of some length\")")
    #expect(rows.contains("+  [3]: Vote(ballot: 10, value: nil)"))
  }

  @Test func `tells the members of a long set`() {
    let some = (1...6).map { "member number \($0)" }
    var (old, new) = (Node(), Node())
    old.phase = .voting(with: [], by: Set(some))
    new.phase = .voting(with: [], by: Set(some.dropFirst() + ["another"]))
    let rows = lines(old, new)
    #expect(rows[1] == " phase voting: ")
    #expect(rows.contains("   by: "))
    #expect(rows.contains("-    : \"member number 1\""))
    #expect(rows.contains("+    : \"another\""))
    #expect(rows.contains("     : \"member number 2\""))
  }

  struct Slot: CustomReflectable {
    let actor: Any

    var customMirror: Mirror {
      Mirror(
        self, children: [(nil, actor), ("timers", [1])], displayStyle: .struct)
    }
  }

  @Test func `says that all is gone of an actor that crashed`() {
    let vote = Vote(ballot: 1, value: nil)
    #expect(
      lines(Slot(actor: vote), Slot(actor: "crashed")) == [
        "-ballot: 1", "-value: nil", "+: \"crashed\"", " timers: [1]",
      ])
    #expect(
      lines(Slot(actor: "crashed"), Slot(actor: vote)) == [
        "-: \"crashed\"", "+ballot: 1", "+value: nil", " timers: [1]",
      ])
  }

  @Test func `shows a value by the parts that it is read by`() {
    struct Notes: ReadableParts {
      let count: Int
      var readableParts: [(name: String, value: any Sendable)] {
        (0..<count).map { ("note \($0)", $0) }
      }
    }
    struct History { let notes: Notes }
    let (none, two) = (History(notes: Notes(count: 0)), History(notes: Notes(count: 2)))
    #expect(lines(none, none) == [" notes: none"])
    #expect(lines(none, two) == [" notes: ", "+  note 0: 0", "+  note 1: 1"])
  }

  /// A random node; from equal generators, an equal one.
  private func node(_ generator: inout SeededGenerator) -> Node {
    func vote() -> Vote {
      let words = ["a", "b", "a value of some length, longer than that", nil]
      return Vote(ballot: generator.below(3), value: words[generator.below(4)])
    }
    var node = Node(number: generator.below(2))
    node.votes = (0..<generator.below(4)).map { _ in vote() }
    node.known = Dictionary((0..<generator.below(4)).map { ("\($0 % 3)", vote()) }) { $1 }
    node.last = generator.below(2) == 0 ? nil : vote()
    if generator.below(2) == 0 {
      node.phase = .voting(
        with: (0..<generator.below(3)).map { _ in vote() },
        by: Set((0..<generator.below(4)).map { _ in "voter \(generator.below(30))" }))
    }
    return node
  }

  /// What was new is gone, and the other way round.
  private func reversed(_ row: StateTable.Row) -> String {
    let change: StateTable.Change? =
      switch row.change {
      case .added?: .removed
      case .removed?: .added
      case let other: other
      }
    let isKept = row.change == nil
    return text(
      row, value: isKept ? row.value : row.before, before: isKept ? nil : row.value, change)
  }

  private func written(_ row: StateTable.Row) -> String {
    text(row, value: row.value, before: row.before, row.change)
  }

  private func text(
    _ row: StateTable.Row, value: String?, before: String?, _ change: StateTable.Change?
  ) -> String {
    "\(row.depth) \(row.name) \(value ?? "-") \(before ?? "-") \(change?.rawValue ?? "-")"
  }

  @Test func `reads backwards as it does forwards, and marks nothing in equal states`() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<Effort.share(of: 2_000) {
      let (old, new) = (node(&generator), node(&generator))
      let forwards = StateTable("n", from: old, to: new).rows
      let backwards = StateTable("n", from: new, to: old).rows
      // The places in lists that became longer or shorter are those of one side.
      guard old.votes.count == new.votes.count else { continue }
      if case .voting(let left, _) = old.phase, case .voting(let right, _) = new.phase,
        left.count != right.count
      {
        continue
      }
      #expect(forwards.map(written).sorted() == backwards.map(reversed).sorted())
      #expect((old == new) == forwards.allSatisfy { $0.change == nil })
      #expect(StateTable("n", from: new, to: new).rows.allSatisfy { $0.change == nil })
    }
  }
}
