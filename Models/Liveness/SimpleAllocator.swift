public import PaxcheckKit

/// Clients that ask for resources, get them one by one or together, and give them back.
///
/// It is the textbook example of weak and strong fairness: that a client gets a resource may be possible again
/// and again, but not all along, since others take it in between.
///
/// - SeeAlso: L. Lamport, S. Merz, `SimpleAllocator.tla` in the TLA⁺ examples; S. Merz, "The Specification
///   Language TLA⁺", 2008, §3.
public struct SimpleAllocator: Model {
  /// What is assumed of clients that give back, and of the allocator.
  public enum Fairness: String, CaseIterable, Sendable {
    /// Who has resources gives all of them back in the end; who can get some again and again does.
    case strong
    /// The same, but the allocator serves only whom it could serve all along.
    case weak
    /// As `strong`, but only clients that wait for nothing need give back.
    case satisfied
    case none
  }

  public struct State: Hashable, Sendable {
    /// What each client asked for and has not got, and what it has.
    public var wanted: [BitSet<Int>]
    public var owned: [BitSet<Int>]
  }

  public enum Action: Hashable, Sendable {
    case request(Int, BitSet<Int>)
    case allocate(Int, BitSet<Int>)
    /// A client gives resources back; `all` of its resources, or when it also waits for none.
    case giveBack(Int, BitSet<Int>, Extent)
  }

  /// How much a client gives back.
  public enum Extent: Hashable, Sendable {
    case some
    case all
    /// All it has, and it waits for nothing.
    case allWhileSatisfied
  }

  private let clients: Int
  private let resources: Int
  private let assumption: Fairness
  private let bug: Bug?

  public enum Bug: String, Sendable {
    case ignoresTheLast = "ignores-the-last"
    case givesTwice = "gives-twice"
  }

  public init(clients: Int, resources: Int, fairness: Fairness = .strong, bug: Bug? = nil) {
    self.clients = clients
    self.resources = resources
    assumption = fairness
    self.bug = bug
  }

  public var initialStates: [State] {
    let none = Array(repeating: BitSet<Int>(), count: clients)
    return [State(wanted: none, owned: none)]
  }

  public func actions(in state: State) -> [Action] {
    let all = subsets(of: BitSet(word: UInt64(1) << resources - 1))
    let taken = state.owned.reduce(UInt64(0)) { $0 | $1.word }
    return (0..<clients).flatMap { client -> [Action] in
      let (wanted, owned) = (state.wanted[client], state.owned[client])
      let isNew = wanted.isEmpty && owned.isEmpty
      let free = BitSet<Int>(word: wanted.word & ~(bug == .givesTwice ? 0 : taken))
      let isServed = bug != .ignoresTheLast || client < clients - 1
      return (isNew ? all.map { .request(client, $0) } : [])
        + (isServed ? subsets(of: free).map { .allocate(client, $0) } : [])
        + subsets(of: owned).map { part in
          let extent: Extent = part != owned ? .some : wanted.isEmpty ? .allWhileSatisfied : .all
          return .giveBack(client, part, extent)
        }
    }
  }

  /// The subsets that are not empty.
  private func subsets(of set: BitSet<Int>) -> [BitSet<Int>] {
    guard set.word > 0 else { return [] }
    return (1...set.word).filter { $0 & ~set.word == 0 }.map { BitSet(word: $0) }
  }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .request(let client, let wish): next.wanted[client] = wish
    case .allocate(let client, let part):
      next.owned[client] = BitSet(word: state.owned[client].word | part.word)
      next.wanted[client] = BitSet(word: state.wanted[client].word & ~part.word)
    case .giveBack(let client, let part, _):
      next.owned[client] = BitSet(word: state.owned[client].word & ~part.word)
    }
    return next
  }

  public var fairness: [FairnessRule<Self>] {
    let allocations = StepClasses<Self>("allocations") { action in
      if case .allocate(let client, _) = action { client } else { nil }
    }
    let isSatisfied = assumption == .satisfied
    let returns = StepClasses<Self>(isSatisfied ? "returns of the satisfied" : "returns") {
      action in
      switch action {
      case .giveBack(let client, _, .allWhileSatisfied): client
      case .giveBack(let client, _, .all): isSatisfied ? nil : client
      default: nil
      }
    }
    return switch assumption {
    case .strong, .satisfied: [.weak(returns), .strong(allocations)]
    case .weak: [.weak(returns), .weak(allocations)]
    case .none: [.nothing]
    }
  }

  public var properties: [Property<Self>] {
    let all = Array(0..<clients)
    let pairs = all.flatMap { client in (0..<resources).map { [client, $0] } }
    var properties: [Property<Self>] = [
      .always("no resource is given twice") { state in
        let owned = state.owned.map(\.word)
        return owned.reduce(0) { $0 + $1.nonzeroBitCount } == owned.reduce(0, |).nonzeroBitCount
      }
    ]
    properties += .leadsTo(
      "clients give back", forEach: all, from: { $0.wanted[$1].isEmpty },
      to: { $0.owned[$1].isEmpty })
    properties += .leadsTo(
      "clients get what they ask for", forEach: pairs,
      from: { $0.wanted[$1[0]].contains($1[1]) }, to: { $0.owned[$1[0]].contains($1[1]) })
    properties += .infinitelyOften("clients wait for nothing", forEach: all) {
      $0.wanted[$1].isEmpty
    }
    return properties
  }
}

extension ModelDescription {
  public static let simpleAllocator = ModelDescription(
    "simple-allocator", "clients ask for resources, get them, and give them back",
    source: "L. Lamport, S. Merz, SimpleAllocator.tla",
    parameters: [
      .integer("clients", 1...4, default: 2, "how many clients there are"),
      .integer("resources", 1...4, default: 2, "how many resources there are"),
      .choice(
        "fairness", SimpleAllocator.Fairness.allCases.map(\.rawValue), default: "strong",
        "of the allocator strong or weak; or strong, and only clients that wait for nothing give back"
      ),
    ],
    mutations: [
      Mutation(
        SimpleAllocator.Bug.ignoresTheLast.rawValue, "the last client gets nothing",
        caughtBy: "clients get what they ask for ([1, 0])"),
      Mutation(
        SimpleAllocator.Bug.givesTwice.rawValue, "resources are given that somebody has",
        caughtBy: "no resource is given twice"),
    ]
  ) { arguments in
    SimpleAllocator(
      clients: arguments.integer("clients"), resources: arguments.integer("resources"),
      fairness: .init(rawValue: arguments.choice("fairness")) ?? .strong,
      bug: .init(rawValue: arguments.choice("mutation")))
  }
}
