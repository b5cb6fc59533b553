import PaxcheckKit

/// Who submits entries, and who decides about them: it depends on them which examples are possible.
///
/// Where that is hard to tell, an example does not count as possible.
struct Participants {
  let configuration: MultiPaxosConfiguration
  let environment: MultiPaxosEnvironment
  /// How many entries each node submits for its own sake.
  let attempts: [Int]
  /// The nodes that clients ask first.
  let asked: Set<Int>

  init(
    _ configuration: MultiPaxosConfiguration, _ environment: MultiPaxosEnvironment, clients: Int
  ) {
    self.configuration = configuration
    self.environment = environment
    let attempts = environment.attempts
    self.attempts = (0..<configuration.nodes).map { $0 < attempts.count ? attempts[$0] : 0 }
    asked = Set((0..<clients).map { $0 % configuration.nodes })
  }

  private var first: Cluster { configuration.clusters[0] }
  var isScheduled: Bool { configuration.membershipSource == .schedule }

  /// How often the cluster changes.
  var changes: Int { configuration.clusters.count - 1 }

  /// Whether the first cluster cannot decide by one node alone.
  var isFirstMany: Bool { first.members.count > 1 }

  /// Whether no cluster can decide by one node alone.
  var areMany: Bool { configuration.clusters.allSatisfy { $0.members.count > 1 } }

  /// Whether each cluster can decide without nodes that must lose their memory before they belong to it.
  var areReady: Bool {
    configuration.clusters.allSatisfy { cluster in
      cluster.members.count - cluster.incarnations.count >= cluster.promiseQuorum
    }
  }

  /// How many nodes of the first cluster submit entries of their own.
  var firstRivals: Int { attempts.indices.count { attempts[$0] > 0 && isInFirstCluster($0) } }

  /// The nodes of the first cluster that submit entries, of their own or of clients.
  var proposers: Set<Int> {
    Set(
      attempts.indices.filter { isInFirstCluster($0) && (attempts[$0] > 0 || asked.contains($0)) })
  }

  /// Whether a client asks a node of the first cluster while another one has an entry of its own.
  var hasRivalOfRequest: Bool {
    proposers.count > 1 && !asked.isDisjoint(with: proposers)
  }

  /// The most entries that one of the nodes submits that all clusters know under one identity.
  var most: Int {
    attempts.indices.filter { node in
      configuration.clusters.allSatisfy { $0.contains(Voter(node: ActorID(node), incarnation: 0)) }
    }
    .map { attempts[$0] }.max() ?? 0
  }

  /// Whether a node asks the others what is chosen that need not know it already.
  var hasPollers: Bool {
    let isFixed = changes == 0 && configuration.nodes > 1
    return environment.polls != 0 && (isFixed || configuration.nodes > first.members.count)
  }

  /// Whether more than one node may submit an entry for the same round.
  var areRivals: Bool {
    firstRivals > 1 || attempts[0] > 0 && attempts.indices.contains(where: joins)
  }

  func isInFirstCluster(_ node: Int) -> Bool { first.members.contains(ActorID(node)) }

  /// Whether a node has an entry to submit, joins later, and can do so: the cluster that it belongs to
  /// must be known, or it must learn of the rounds before.
  func joins(_ node: Int) -> Bool {
    let epoch = configuration.clusters.firstIndex { $0.members.contains(ActorID(node)) } ?? 0
    guard epoch > 0, attempts[node] > 0 else { return false }
    let start = isScheduled ? epoch : epoch - 1 + configuration.window
    let learns =
      environment.polls ?? .max >= epoch && configuration.retained > 0 && attempts[0] > epoch
    return start < configuration.rounds && areReady
      && (isScheduled && configuration.window > epoch || learns)
  }
}
