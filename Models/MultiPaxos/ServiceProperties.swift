import PaxcheckKit
import RegisterClient

/// What is claimed of the parts that serve clients: outcomes, retries, catching up, delegation.
extension Property where M == MultiPaxos {
  /// The rules of the parts that the parameters switch on.
  static func rulesOfService(
    _ participants: Participants, _ arguments: Arguments
  ) -> [Self] {
    let (configuration, environment) = (participants.configuration, participants.environment)
    var rules: [Self] = []
    if configuration.delegates {
      rules.append(.always("leaders are known rightly", history: \.facts.areLeadersKnown))
    }
    if environment.polls == nil && retainsAll(participants) {
      rules.append(everybodyCanLearn(configuration))
    }
    let losesNothing =
      !arguments.flag("lossy") && arguments.integer("crashes") == 0
      && !environment.hasShutdowns && !environment.hasAmnesia
    if arguments.integer("clients") > 0 && environment.retries > 0 && losesNothing {
      rules.append(clientsAreAnswered(participants))
    }
    return rules
  }

  /// Whether nodes always have an answer about what they know, and may ask for it.
  private static func retainsAll(_ participants: Participants) -> Bool {
    let (configuration, environment) = (participants.configuration, participants.environment)
    return configuration.retained >= configuration.rounds && environment.snapshots == 0
      && configuration.clusters.count == 1 && !environment.hasShutdowns
  }

  private static func everybodyCanLearn(_ configuration: MultiPaxosConfiguration) -> Self {
    .alwaysPossible("what one node knows all can learn") { state in
      let nodes = state.nodes
      return (0..<configuration.rounds).allSatisfy { round in
        let knowing = nodes.count { $0.storage.committed[round] != nil }
        return knowing == 0 || knowing == nodes.count
      }
    }
  }

  /// Unless a node has used up its retries, or the log is full.
  private static func clientsAreAnswered(_ participants: Participants) -> Self {
    .atEnd("clients are answered") { state in
      let clients = state.actors(of: RegisterClient<MultiPaxosMessage, LogFacts>.self)
      return clients.allSatisfy { $0.awaited == nil }
        || isExhausted(state, participants.configuration, participants.environment)
    }
  }

  /// Whether a node has used up its retries, or the log is full.
  static func isExhausted(
    _ state: M.State, _ configuration: MultiPaxosConfiguration, _ environment: MultiPaxosEnvironment
  ) -> Bool {
    state.nodes.contains {
      state.spent("retries", by: $0.id) == environment.retries
        || $0.openRound == configuration.rounds
    }
  }

  /// What these parts can do, if they work.
  static func examplesOfService(
    _ participants: Participants, _ arguments: Arguments
  ) -> [Self] {
    let (configuration, environment) = (participants.configuration, participants.environment)
    let hasRival = participants.hasRivalOfRequest
    var examples: [Self] = []
    func append(_ name: String, if isPossible: Bool, _ message: @escaping MessageTest) {
      if isPossible { examples.append(.sometimes(name, deliverable: { message($0.message) })) }
    }
    append(
      "a voter withholds its vote",
      if: environment.abstentions > 0 && participants.isFirstMany
        && !participants.proposers.isEmpty
    ) {
      if case .internal(.abstention) = $0 { true } else { false }
    }
    append("a request is passed on", if: configuration.delegates && hasRival) {
      if case .internal(.delegation) = $0 { true } else { false }
    }
    append(
      "a node asks for what is not kept any more",
      if: mayBeForgotten(participants)
    ) {
      if case .internal(.forgotten) = $0 { true } else { false }
    }
    let isRefused = configuration.answersConflicts && hasRival
    let isStopped =
      environment.hasShutdowns && (participants.isFirstMany || environment.retries == 0)
      && !participants.asked.isDisjoint(with: participants.proposers)
    append(
      "a request fails for certain", if: configuration.tellsOutcomes && (isRefused || isStopped)
    ) {
      if case .failed(_, _, isCertain: true) = $0 { true } else { false }
    }
    append("a request may have failed", if: configuration.tellsOutcomes && isRefused) {
      if case .failed(_, _, isCertain: false) = $0 { true } else { false }
    }
    if configuration.isPersistent && configuration.answersConflicts
      && participants.firstRivals > 1 && configuration.clusters[0].members.count > 2
    {
      examples.append(candidateGoesOn)
    }
    if environment.heartbeats > 0 && participants.isFirstMany { examples.append(nodePeeks) }
    if environment.campaigns > 0 { examples.append(campaignIsWon) }
    if hasRoomForRequests(configuration, arguments) { examples.append(everyClientIsAnswered) }
    return examples
  }

  /// A node must know more rounds than it retains, and another one must have had no part in them: else it
  /// learns nothing from the answer.
  private static func mayBeForgotten(_ participants: Participants) -> Bool {
    let configuration = participants.configuration
    return configuration.retained < configuration.rounds && participants.environment.polls != 0
      && configuration.nodes > 2 && participants.changes == 0
      && participants.most > configuration.retained
  }

  /// Whether the log has a place for every request, and who is asked knows what others chose.
  private static func hasRoomForRequests(
    _ configuration: MultiPaxosConfiguration, _ arguments: Arguments
  ) -> Bool {
    let each = arguments.integer("puts") + arguments.integer("gets")
    let requests = arguments.integer("clients") * each
    return 1...configuration.rounds ~= requests && configuration.clusters.count == 1
      && (requests == 1 || configuration.nodes == 1 || configuration.commits)
  }

  private static var everyClientIsAnswered: Self {
    .sometimes("every client is answered") { state in
      state.actors(of: RegisterClient<MultiPaxosMessage, LogFacts>.self).allSatisfy {
        $0.awaited == nil
      }
    }
  }

  private typealias MessageTest = @Sendable (RegisterMessage<MultiPaxosMessage>) -> Bool

  private static var candidateGoesOn: Self {
    .sometimes("a candidate goes on after a refusal") { state in
      state.nodes.contains { node in
        node.attempts.contains { attempt in
          if case .electing(_, _, let refusers) = attempt.phase { !refusers.isEmpty } else { false }
        }
      }
    }
  }

  private static var nodePeeks: Self {
    .sometimes("a node that does not lead peeks") { state in
      state.nodes.contains { node in
        node.attempts.contains { attempt in
          if case .peeking = attempt.phase { true } else { false }
        }
      }
    }
  }

  private static var campaignIsWon: Self {
    .sometimes("a node leads because it wanted to") { state in
      state.nodes.contains { $0.leadership != nil && state.spent("campaigns", by: $0.id) > 0 }
    }
  }
}
