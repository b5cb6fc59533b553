import PaxcheckKit
import RegisterClient

extension Property where M == MultiPaxos {
  /// What must be true where the log has leases.
  static var rulesOfLeases: [Self] {
    [.always("releases end what they are meant for", history: \.facts.areReleasesMeant)]
  }

  /// What a system can do whose log has leases.
  static func examplesOfLeases(_ participants: Participants) -> [Self] {
    let (configuration, leases) = (participants.configuration, participants.environment.leases)
    guard leases > 0 else { return [] }
    let mayCrossExtension =
      leases > 1 && configuration.nodes > 1 && configuration.commits
      && configuration.clusters.count == 1
      && min(configuration.rounds - 1, configuration.window) > 1
    return [leaseHeld] + (mayCrossExtension ? [releaseTooLate] : [])
  }

  private static var leaseHeld: Self {
    .sometimes("a node holds the lease") { state in
      state.nodes.contains { $0.lease?.holder == $0.id }
    }
  }

  private static var releaseTooLate: Self {
    .sometimes("a release comes too late") { state in
      state.nodes.contains { $0.hasLateRelease }
    }
  }
}
