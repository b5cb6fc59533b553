public import PaxcheckKit

/// A lock with a timeout that lives in a replicated log: its holder is a function of the log.
///
/// Nodes append entries and apply the log, each at its own pace, so an entry may be based on a view
/// that is out of date. A holder takes the lease and extends it; the releaser of any node releases a
/// lease that has run its time since that node heard of it. A release names the entry whose time is over:
/// one that comes late must not end what was taken or extended later. The holder counts from the moment
/// when it appended its entry, and stops relying on the lease `margin` ticks early.
///
/// A user of the resource looks whether its node holds the lease, and then uses it. In between it may pause for
/// any time, so no margin keeps it from being late: the resource itself must refuse it. It is told the place of
/// the entry that took the grant, and takes no smaller one after that.
///
/// - SeeAlso: paxakos, README, "Leases", for the leaser and the releaser; C. Gray, D. Cheriton,
///   "Leases", SOSP 1989; M. Burrows, "The Chubby lock service", OSDI 2006, §2.4, for sequencers, which others
///   call fencing tokens.
public struct ResourceLease: Model {
  enum Bug: String, Sendable {
    case releasesAnyGrant = "releases-any-grant"
    case releasesExtendedGrant = "releases-extended-grant"
    case noMargin = "no-margin"
    case countsFromApplying = "counts-from-applying"
    case takesHeldLease = "takes-held-lease"
    case checksNoToken = "checks-no-token"
  }

  /// What the log consists of. A grant goes by the place of the entry that took it.
  enum Entry: Hashable, Sendable {
    case take(by: Int)
    case extend(grant: Int)
    /// Ends what the entry at this place took or extended.
    case release(renewal: Int)
  }

  /// Who holds the resource after the first entries of a log.
  struct Holding: Hashable, Sendable {
    let holder: Int
    let grant: Int
    /// The place of the entry that took the grant, or extended it last.
    var renewal: Int
  }

  /// What one node knows, and what it waits for.
  struct Node: Hashable, Sendable {
    /// How many entries it has applied.
    var applied = 0
    /// When it heard of the grant that runs, or of its last extension.
    var heard = 0
    /// When it appended the entry that it waits for; `nil` if it waits for none.
    var appended: Int?
    /// When its own lease ends, by its own clock; 0 if it has none.
    var leaseEnd = 0
    /// Whether it appended the release of the grant that runs.
    var hasReleased = false
    /// The grant with which its user sets out to use the resource; `nil` if none does.
    var token: Int?
  }

  public struct State: Hashable, Sendable {
    var clocks = Clocks()
    var log: [Entry] = []
    var nodes: [Node]
    /// The grant with which the resource was used last; `nil` if it never was.
    var lastToken: Int?

    /// Whether a node relies on its lease.
    func holds(_ node: Int) -> Bool { nodes[node].leaseEnd > clocks[node] }
  }

  public enum Action: Hashable, Sendable {
    case tick(Int)
    case take(Int)
    case extend(Int)
    /// A holder gives the lease back.
    case giveBack(Int)
    /// A releaser ends a grant that has run its time.
    case release(Int)
    case apply(Int)
    /// A user sees that its node holds the lease.
    case setOut(Int)
    /// It uses the resource, however late.
    case use(Int)
  }

  let nodes: Int
  let ticks: Int
  let duration: Int
  let skew: Int
  let margin: Int
  let bug: Bug?

  public var initialStates: [State] { [State(nodes: Array(repeating: Node(), count: nodes))] }

  public func actions(in state: State) -> [Action] {
    (0..<nodes).flatMap { node -> [Action] in
      [
        .tick(node), .apply(node), .take(node), .extend(node), .giveBack(node), .release(node),
        .setOut(node), .use(node),
      ]
    }
  }

  public func successor(of state: State, after action: Action) -> State? {
    switch action {
    case .tick(let node): return tick(node, in: state)
    case .apply(let node): return apply(node, in: state)
    case .take(let node):
      guard holding(in: state, for: node) == nil, state.nodes[node].appended == nil else {
        return nil
      }
      return append(.take(by: node), by: node, in: state)
    case .extend(let node):
      guard let held = held(by: node, in: state), state.nodes[node].appended == nil else {
        return nil
      }
      return append(.extend(grant: held.grant), by: node, in: state)
    case .giveBack(let node):
      guard let held = held(by: node, in: state) else { return nil }
      var next = state
      next.nodes[node].leaseEnd = 0
      next.nodes[node].appended = nil
      return append(.release(renewal: held.renewal), in: next)
    case .release(let node):
      guard let running = holding(in: state, for: node), !state.nodes[node].hasReleased,
        state.clocks[node] >= state.nodes[node].heard + duration
      else { return nil }
      var next = state
      next.nodes[node].hasReleased = true
      return append(.release(renewal: running.renewal), in: next)
    case .setOut(let node):
      guard let held = held(by: node, in: state), state.nodes[node].token == nil else { return nil }
      var next = state
      next.nodes[node].token = held.grant
      return next
    case .use(let node): return use(node, in: state)
    }
  }

  /// A user comes to the resource, which refuses it if the token is an earlier one than the last.
  private func use(_ node: Int, in state: State) -> State? {
    guard let token = state.nodes[node].token else { return nil }
    var next = state
    next.nodes[node].token = nil
    if bug == .checksNoToken || token >= state.lastToken ?? 0 { next.lastToken = token }
    return next
  }

  private func append(_ entry: Entry, by node: Int? = nil, in state: State) -> State? {
    var next = state
    next.log.append(entry)
    if let node { next.nodes[node].appended = state.clocks[node] }
    return next
  }

  private func tick(_ node: Int, in state: State) -> State? {
    var next = state
    guard let clocks = state.clocks.ticking(node, of: nodes, skew: skew, until: ticks) else {
      return nil
    }
    next.clocks = clocks
    if !next.holds(node) { next.nodes[node].leaseEnd = 0 }
    return next
  }

  private func apply(_ node: Int, in state: State) -> State? {
    let place = state.nodes[node].applied
    guard place < state.log.count else { return nil }
    var next = state
    next.nodes[node].applied += 1
    let before = holding(after: state.log[..<place])
    let after = holding(after: state.log[...place])
    let entry = state.log[place]
    if let after, after != before {
      next.nodes[node].heard = state.clocks[node]
      next.nodes[node].hasReleased = false
      if after.holder == node { begin(node, in: &next) }
    } else if isOwn(entry, of: node, in: state.log) {
      next.nodes[node].appended = nil
    }
    if after == nil {
      next.nodes[node].heard = 0
      next.nodes[node].hasReleased = false
    }
    if after?.holder != node { next.nodes[node].leaseEnd = 0 }
    return next
  }

  /// Whether a node waits for an entry that came to nothing.
  private func isOwn(_ entry: Entry, of node: Int, in log: [Entry]) -> Bool {
    switch entry {
    case .take(let taker): taker == node
    case .extend(let grant): log[grant] == .take(by: node)
    case .release: false
    }
  }

  /// Makes a node rely on its lease.
  private func begin(_ node: Int, in state: inout State) {
    guard let appended = state.nodes[node].appended else { return }
    state.nodes[node].appended = nil
    let start = bug == .countsFromApplying ? state.clocks[node] : appended
    state.nodes[node].leaseEnd = start + duration - (bug == .noMargin ? 0 : margin)
    if !state.holds(node) { state.nodes[node].leaseEnd = 0 }
  }

  /// Who holds the resource as far as a node knows.
  private func holding(in state: State, for node: Int) -> Holding? {
    holding(after: state.log[..<state.nodes[node].applied])
  }

  private func held(by node: Int, in state: State) -> Holding? {
    guard state.holds(node), let running = holding(in: state, for: node), running.holder == node
    else { return nil }
    return running
  }

  /// Who holds the resource after these entries: the one that took it first since it was last released.
  private func holding(after log: ArraySlice<Entry>) -> Holding? {
    var running: Holding?
    for (place, entry) in zip(log.indices, log) {
      switch entry {
      case .take(let node):
        if running == nil || bug == .takesHeldLease {
          running = Holding(holder: node, grant: place, renewal: place)
        }
      case .extend(let grant):
        if running?.grant == grant { running?.renewal = place }
      case .release(let renewal):
        if ends(renewal, running) { running = nil }
      }
    }
    return running
  }

  /// Whether a release of what an entry took or extended ends the grant that runs.
  private func ends(_ renewal: Int, _ running: Holding?) -> Bool {
    switch bug {
    case .releasesAnyGrant: true
    case .releasesExtendedGrant: running.map { $0.grant...$0.renewal ~= renewal } ?? false
    default: running?.renewal == renewal
    }
  }

  public var properties: [Property<Self>] {
    let all = 0..<nodes
    return [
      .always("one holder") { state in all.count { state.holds($0) } <= 1 },
      .always(
        "no user comes after one of a later grant",
        step: { before, _, after in before.lastToken ?? 0 <= after.lastToken ?? 0 }),
    ]
  }

  /// What the nodes can do with so many entries and uses, if they work.
  func examples(entries: Int, uses: Int) -> [Property<Self>] {
    let all = 0..<nodes
    var examples: [Property<Self>] = []
    if duration > margin && entries > 0 {
      examples.append(
        .sometimes("a node holds the lease") { state in
          all.contains { state.holds($0) }
        })
    }
    if duration > margin && entries > 2 && ticks >= duration && nodes > 1 {
      examples.append(
        .sometimes("another node takes a lease that timed out") { state in
          all.contains { state.holds($0) && state.clocks[$0] >= duration }
            && Set(state.log.compactMap(\.taker)).count > 1
        })
      if uses > 1 {
        examples.append(
          .sometimes("a user is late") { state in
            state.nodes.contains { $0.token ?? .max < state.lastToken ?? 0 }
          })
      }
      examples.append(
        .sometimes("a release comes too late") { state in
          state.log.indices.contains { place in
            let isRelease = state.log[place].isRelease
            return isRelease && state.log[..<place].contains(state.log[place])
          }
        })
    }
    return examples
  }
}

extension ResourceLease.Entry {
  /// Who takes the resource, if that is what the entry is about.
  fileprivate var taker: Int? {
    if case .take(let node) = self { node } else { nil }
  }

  fileprivate var isRelease: Bool {
    if case .release = self { true } else { false }
  }
}
