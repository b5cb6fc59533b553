public import PaxcheckKit

extension ModelDescription {
  /// Raft with the messages of its paper, in the variants that implementations have.
  public static let raftAppend = ModelDescription(
    "raft-append",
    "Raft as its paper has it: many messages on their way to each node, and answers that name none",
    source: """
      D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", USENIX ATC 2014; \
      R. Tang et al., "SandTable: Scalable Distributed System Model Checking with Specification-Level \
      State Exploration", EuroSys 2024, for the planted bugs
      """,
    parameters: [
      .integer("nodes", 1...5, default: 2, "the number of nodes"),
      .integer("elections", 0...6, default: 2, "how often nodes may set out to lead, in all"),
      .integer(
        "appends", 0...6, default: 1,
        "how often leaders may send what the others lack though nothing is new, in all"),
      .integer("requests", 0...6, default: 1, "how many writes there are, in all"),
      .integer("reads", 0...6, default: 0, "how many reads there are, in all"),
      .integer(
        "snapshots", 0...3, default: 0,
        "how often nodes may put a snapshot in the place of what is committed, in all"),
      .choice("entries", ["all", "one"], default: "all", "how many entries a message carries"),
      .flag(
        "optimistic",
        "a leader goes on behind what it has sent, until a refusal says where to go back to"),
      .flag("no-ops", "logs begin with an entry that does nothing, and leaders append another"),
      .integer(
        "wire", 0...12, default: 0, "the most messages that may be on their way; 0 for any number"),
      .network, .lossy,
      .flag("dead-messages", "keep messages that their receivers will ignore for ever"),
    ],
    mutations: AppendMutation.all.flatMap(\.descriptions)
  ) { arguments throws(ArgumentError) in RaftAppend(append: arguments) }
}
