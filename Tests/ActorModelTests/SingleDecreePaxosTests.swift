import PaxcheckKit
import PaxcheckTestSupport
import Testing

@testable import SingleDecreePaxos

@Suite struct `single-decree Paxos` {
  // The numbers of stateright 0.31, `examples/paxos.rs`.
  @Test(arguments: [
    (["clients=1"], 265, 482, 14),
    (["clients=1", "network=ordered"], 237, 512, 15),
    // The rules are judged on the same states: what happened is seen in what servers hold.
    (["clients=1", "facts=true"], 265, 482, 14),
  ])
  func `has the known counts`(assignments: [String], unique: Int, generated: Int, depth: Int) throws
  {
    let oracle = Oracle(try SingleDecreePaxos(Arguments(of: .singleDecreePaxos, assignments)))
    #expect(oracle.uniqueStates == unique)
    #expect(oracle.generatedStates == generated)
    #expect(oracle.maxDepth == depth)
    #expect(oracle["linearizable"]?.verdict == "holds")
    #expect(oracle["value chosen"]?.steps == 8)
  }
}
