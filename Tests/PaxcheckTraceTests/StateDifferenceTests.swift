import PaxcheckTrace
import Testing

@Suite struct `The difference between two states` {
  private enum Phase: Hashable {
    case working
    case prepared(by: Int, Set<String>)
    case voted(Int)
  }
  private struct Ballot: Hashable, CustomStringConvertible {
    let round: Int
    let node: Int
    var description: String { "\(round).\(node)" }
  }
  private struct Node: Hashable {
    var ballot = Ballot(round: 0, node: 0)
    var phase = Phase.working
    var vote: Int?
  }
  private struct State: Hashable {
    var nodes = [Node(), Node()]
    var log = ["x"]
    var peers: Set<Int> = [1, 2, 3]
    var table: [String: Node] = ["a": Node(), "b": Node()]
    var pair = Pair(left: 0, right: (0))
    var untouched = 7
  }
  private struct Pair: Hashable {
    var left: Int
    var right: Int
  }

  private func difference(_ change: (inout State) -> Void) -> [String] {
    var state = State()
    change(&state)
    return StateDifference(from: State(), to: state).changes.map(\.description)
  }

  @Test func `is nothing between equal states`() {
    #expect(difference { _ in }.isEmpty)
    #expect(StateDifference(from: 1, to: 1).description == "nothing")
  }

  @Test func `names the fields that changed and no others`() {
    #expect(
      difference {
        $0.nodes[1].ballot = Ballot(round: 2, node: 1)
        $0.nodes[1].vote = 5
        $0.untouched = 8
      } == ["nodes[1].ballot: 0.0 → 2.1", "nodes[1].vote: nil → 5", "untouched: 7 → 8"])
  }

  @Test func `shows what was added and removed`() {
    #expect(
      difference { $0.log += ["y", "z"] } == [#"log: + "y""#, #"log: + "z""#])
    #expect(difference { $0.log = [] } == [#"log: − "x""#])
    #expect(difference { $0.peers = [4, 2, 3] } == ["peers: − 1", "peers: + 4"])
    #expect(
      difference {
        $0.table["b"] = nil
        $0.table["a"]?.vote = 1
        $0.table["c"] = Node()
      } == [
        #"table["a"].vote: nil → 1"#,
        #"table["b"]: − Node(ballot: 0.0, phase: working, vote: nil)"#,
        #"table["c"]: + Node(ballot: 0.0, phase: working, vote: nil)"#,
      ])
  }

  @Test func `writes sets within values in the same order every time`() {
    #expect(
      difference { $0.nodes[0].phase = .prepared(by: 1, ["c", "a", "d", "b", "e"]) }
        == [#"nodes[0].phase: working → prepared(by: 1, {"a", "b", "c", "d", "e"})"#])
    #expect(
      StateDifference(from: Phase.prepared(by: 1, ["a"]), to: .prepared(by: 2, ["a"])).changes
        .map(\.description) == ["prepared.by: 1 → 2"])
    #expect(
      StateDifference(from: Phase.voted(1), to: .voted(2)).changes.map(\.description)
        == ["voted: 1 → 2"])
  }

  @Test func `respects how a type reflects itself`() {
    struct Hidden: Hashable, CustomReflectable {
      var shown: Int
      var hidden: Int
      var customMirror: Mirror { Mirror(self, children: ["what you see": shown]) }
    }
    let change = StateDifference(from: Hidden(shown: 1, hidden: 1), to: Hidden(shown: 2, hidden: 2))
    #expect(change.description == "what you see: 1 → 2")
    let invisible = StateDifference(
      from: Hidden(shown: 1, hidden: 1), to: Hidden(shown: 1, hidden: 2))
    #expect(invisible.changes.count == 1)
  }

  @Test func `compares fields by name where a type has others in another state`() {
    struct Switchboard: Hashable, CustomReflectable {
      var calls = 0
      var fault: String?
      var customMirror: Mirror {
        let fault: [Mirror.Child] = fault.map { [("fault", $0)] } ?? []
        return Mirror(self, children: fault + [("calls", calls)], displayStyle: .struct)
      }
    }
    let sound = Switchboard()
    let broken = Switchboard(calls: 1, fault: "open circuit")
    #expect(
      StateDifference(from: sound, to: broken).description
        == "calls: 0 → 1\nfault: + \"open circuit\"")
    #expect(
      StateDifference(from: broken, to: sound).description
        == "fault: − \"open circuit\"\ncalls: 1 → 0")
  }

  @Test func `looks into values that are written alike`() {
    struct Named: Hashable, CustomStringConvertible {
      let description = "same"
      let secret: Int
    }
    #expect(
      StateDifference(from: Named(secret: 1), to: Named(secret: 2)).description == "secret: 1 → 2")
  }
}
