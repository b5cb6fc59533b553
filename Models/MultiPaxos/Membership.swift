import PaxcheckKit

/// How the nodes that decide about the log change while it grows.
enum Membership: String, CaseIterable, Sendable {
  case fixed
  case addsOne = "adds-one"
  case addsTwo = "adds-two"
  case removesOne = "removes-one"
  case replacesOne = "replaces-one"
  case replacesTwo = "replaces-two"
  case replacesTwoInTurn = "replaces-two-in-turn"
  case readmitsLast = "readmits-last"

  /// The clusters of so many nodes, one after the other. The nodes that leave are the last of the
  /// first cluster, and those that join the last of all.
  func clusters(of nodes: Int) throws(ArgumentError) -> [Cluster] {
    guard nodes >= leastNodes else {
      throw .inconsistent(
        "membership=\(rawValue) takes \(leastNodes) nodes at least, but there are \(nodes)")
    }
    func cluster(_ staying: Int, joining: Range<Int> = 0..<0) -> [ActorID] {
      (Array(0..<staying) + joining).map { ActorID($0) }
    }
    let members =
      switch self {
      case .fixed: [cluster(nodes)]
      case .addsOne: [cluster(nodes - 1), cluster(nodes)]
      case .addsTwo: [cluster(nodes - 2), cluster(nodes)]
      case .removesOne: [cluster(nodes), cluster(nodes - 1)]
      case .replacesOne: [cluster(nodes - 1), cluster(nodes - 2, joining: nodes - 1..<nodes)]
      case .replacesTwo: [cluster(nodes - 2), cluster(nodes - 4, joining: nodes - 2..<nodes)]
      case .replacesTwoInTurn:
        [
          cluster(nodes - 2), cluster(nodes - 3, joining: nodes - 2..<nodes - 1),
          cluster(nodes - 4, joining: nodes - 2..<nodes),
        ]
      case .readmitsLast: [cluster(nodes), cluster(nodes)]
      }
    var clusters = members.enumerated().map { Cluster(epoch: $0, members: $1) }
    if self == .readmitsLast { clusters[1].incarnations = [ActorID(nodes - 1): 1] }
    return clusters
  }

  private var leastNodes: Int {
    switch self {
    case .fixed, .readmitsLast: 1
    case .addsOne, .removesOne: 2
    case .addsTwo, .replacesOne: 3
    case .replacesTwo, .replacesTwoInTurn: 5
    }
  }
}

/// How it is known which cluster decides about a round.
enum MembershipSource: String, CaseIterable, Sendable {
  /// Each round has the cluster after that of the round before it, up to the last one.
  case schedule
  /// Entries of the log change the cluster, `window` rounds after their own, so that nodes know the
  /// cluster of every round that they may work on.
  case log
}

extension MultiPaxosConfiguration {
  /// The nodes that decide about a round.
  ///
  /// - Parameter changes: How many entries that change the cluster are known to precede a round, that
  ///   round excluded.
  func cluster(of round: Int, changesBefore changes: (Int) -> Int) -> Cluster {
    switch membershipSource {
    case .schedule: clusters[min(round, clusters.count - 1)]
    case .log: clusters[min(changes(round - changeDelay + 1), clusters.count - 1)]
    }
  }
}
