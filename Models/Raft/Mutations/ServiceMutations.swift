import PaxcheckKit
import RegisterClient

/// Mistakes about requests.
extension RaftMutation {
  static let ofService = [
    Self(
      "skips-barrier", "takes requests before it has committed anything in its term",
      .caught(by: "barrier first", at: "campaigns=1", "clients=1", "gets=0")
    ).serving { node, message, sender, outbox in
      let safeTerm = node.safeTerm
      node.safeTerm = node.term
      node.receive(message, from: sender, &outbox)
      node.safeTerm = max(safeTerm, node.safeTerm == node.term ? safeTerm : node.safeTerm)
    },

    Self(
      "answers-uncommitted", "answers a client as soon as it has its request",
      .caught(by: "honest answers", at: "campaigns=1", "clients=1", "gets=0")
    ).altering { before, node, outbox in
      for (index, id) in node.waiting where before.waiting[index] == nil {
        node.note(.answered(id), &outbox)
        outbox.send(.putOk(id.serial), to: id.author)
      }
    },

    Self(
      "forgets-requests", "forgets which requests it has run when its term ends",
      .caught(
        by: "applied alike", at: "campaigns=1,1", "clients=1", "gets=0", "heartbeats=1")
    ).altering { before, node, _ in
      if node.term > before.term { node.machine.answers = [:] }
    },

    Self(
      "runs-again", "runs a request as often as the log has it",
      .caught(
        by: "applied once", at: "campaigns=1", "clients=1", "gets=0", "retries=1",
        "delegation=true", "heartbeats=1")
    ).altering { _, node, _ in node.machine.answers = [:] },

    Self(
      "keeps-completions",
      "answers the client of an entry although another has taken the place of that",
      .caught(
        by: "honest answers", at: "campaigns=2,1", "clients=2", "gets=0", "entries=1",
        within: "bare-majorities")
    ).altering { before, node, _ in
      for (index, id) in before.waiting where index > node.commit { node.waiting[index] = id }
    },

    Self(
      "reads-before-barrier", "reads as a leader before it has committed anything in its term",
      .caught(by: "linearizable", at: "clients=1", "reads=confirmed")
    ).serving { node, message, sender, outbox in
      let safeTerm = node.safeTerm
      if case .get = message { node.safeTerm = node.term }
      node.receive(message, from: sender, &outbox)
      if case .get = message { node.safeTerm = safeTerm }
    },

    Self(
      "reads-unconfirmed", "reads as a leader without asking whether there is another",
      .caught(by: "linearizable", at: "clients=1", "reads=confirmed")
    ).serving { node, message, sender, outbox in
      if case .get(let serial) = message, node.mayAppend {
        outbox.send(.getOk(serial, node.machine.register), to: sender)
      } else {
        node.receive(message, from: sender, &outbox)
      }
    },

    Self(
      "reads-when-removed",
      "counts itself among those who confirm a read, though it is no member any more",
      .caught(
        by: "linearizable", at: "nodes=2", "clients=2", "changes=1", "reads=confirmed")
    ).serving { node, message, sender, outbox in
      if case .get(let serial) = message, node.mayAppend, !node.isMember, node.members.count == 1 {
        outbox.send(.getOk(serial, node.machine.register), to: sender)
      } else {
        node.receive(message, from: sender, &outbox)
      }
    },

    Self(
      "reads-locally", "answers reads with what it knows itself",
      .caught(by: "linearizable", at: "campaigns=1", "clients=1")
    ).serving { node, message, sender, outbox in
      if case .get(let serial) = message {
        outbox.send(.getOk(serial, node.machine.register), to: sender)
      } else {
        node.receive(message, from: sender, &outbox)
      }
    },

    Self(
      "drops-known-requests", "pays no attention to a request that its log has, answered or not",
      .caught(
        by: "clients can be answered", at: "nodes=2", "campaigns=1", "clients=1", "gets=0",
        "delegation=true", "endless=true", "network=unordered-duplicating", "lossy=true")
    ).serving { node, message, sender, outbox in
      if case .put(let serial, let value) = message,
        node.entry(of: node.request(serial, of: sender, .write(value))) != nil
      {
        return
      }
      node.receive(message, from: sender, &outbox)
    },
  ]
}
