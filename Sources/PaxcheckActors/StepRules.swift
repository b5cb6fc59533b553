package import PaxcheckModel

/// The rules of a step that do not depend on what an actor's handlers do.
///
/// `ActorSystem` asks them about values, `ActorSemantics` and `ActorStepper` about numbers, the runtime
/// about one actor on a real network and about the record of one.
package struct StepRules: Hashable, Sendable {
  package var network: NetworkKind
  /// How many actors may be crashed at the same time.
  package var maxCrashes: Int
  /// How often actors may lose their storage, in all.
  package var maxAmnesia: Int
  package var partitions: Partitions
  package var discardsDeadMessages: Bool

  /// Whether a step that changes no actor, sends nothing and records nothing is no step at all.
  package func isNoStepIfIdle(_ sort: StepSort) -> Bool {
    switch sort {
    case .delivery: network.delivery != .ordered
    case .timeout: true
    case .loss, .choice, .crash, .recovery, .amnesia, .partition: false
    }
  }

  /// What a step takes off the network of its own envelope.
  package func consumption(of sort: StepSort) -> Consumption {
    switch sort {
    case .delivery: network.delivery == .unorderedDuplicating ? .nothing : .oneCopy
    case .loss: network.delivery == .unorderedDuplicating ? .allCopies : .oneCopy
    case .timeout, .choice, .crash, .recovery, .amnesia, .partition: .nothing
    }
  }

  /// Whether the budgets that all actors share leave room for a step.
  package func permits(_ sort: StepSort, after spent: Spending) -> Bool {
    switch sort {
    case .crash: spent.crashed < maxCrashes
    case .amnesia: spent.amnesia < maxAmnesia
    case .delivery, .loss, .timeout, .choice, .recovery, .partition: true
    }
  }

  /// Whether a partition may begin.
  func permitsPartition(in partitionState: PartitionState) -> Bool {
    partitionState.cut == nil && partitionState.count < partitions.limit
  }

  /// Whether messages that would cross a partition are lost.
  var losesCrossing: Bool { partitions.crossing == .lost }

  /// Whether a message may be lost, by itself or in a partition.
  package var mayLoseMessages: Bool {
    network.isLossy || partitions.limit > 0 && losesCrossing
  }
}

/// How much of the budgets that all actors share has been spent.
package struct Spending: Hashable, Sendable {
  /// How many actors are crashed.
  package var crashed = 0
  /// How often actors have lost their storage.
  package var amnesia = 0

  package init(crashed: Int = 0, amnesia: Int = 0) {
    self.crashed = crashed
    self.amnesia = amnesia
  }
}
