public import PaxcheckKit

/// Dijkstra's detection of termination in a ring: a token goes round until it comes back white.
///
/// A machine that is active may activate others at any moment. One that activates a machine with a
/// higher number turns black, and blackens the token when it passes it on, from machine *n* − 1 down
/// to machine 0, who then knows that the probe has failed.
///
/// - SeeAlso: E. W. Dijkstra, W. H. J. Feijen, A. J. M. van Gasteren, "Derivation of a Termination
///   Detection Algorithm for Distributed Computations" (EWD 840), 1983; `EWD840.tla` in the TLA⁺
///   examples.
public struct EWD840: Model {
  public enum Colour: UInt8, Sendable {
    case white
    case black
  }

  public struct State: Hashable, Sendable {
    /// The machines that are at work; the others are idle.
    public var active: BitSet<Int>
    /// The machines that are black; the others are white.
    public var black: BitSet<Int>
    public var token = Colour.black
    /// The machine that has the token.
    public var position: Int

    /// Whether machine 0 may conclude that all machines are idle.
    var isTerminationDetected: Bool {
      position == 0 && token == .white && !black.contains(0) && !active.contains(0)
    }
  }

  public enum Action: Hashable, Sendable {
    case initiateProbe
    case passToken(Int)
    case activate(Int, by: Int)
    case deactivate(Int)

    /// Whether the ring does it, not a machine at work.
    var isOfRing: Bool {
      switch self {
      case .initiateProbe, .passToken: true
      case .activate, .deactivate: false
      }
    }
  }

  /// What is not put off for ever.
  public enum Fairness: String, CaseIterable, Sendable {
    /// What the ring does: probes begin, and the token goes on.
    case system
    /// Any step, as long as one is possible.
    case next
    /// What the machines do besides.
    case environment
    case none
  }

  private let machines: Int
  private let assumption: Fairness
  private let bug: Bug?

  /// A ring of the machines 0 ..< `machines`.
  public init(machines: Int, fairness: Fairness = .system, bug: Bug? = nil) {
    self.machines = machines
    assumption = fairness
    self.bug = bug
  }

  /// Any machines may be active and black, and any may have the token.
  public var initialStates: [State] {
    let all = (0..<UInt64(1) << machines).map(BitSet<Int>.init(word:))
    let token: Colour = bug == .startsWhite ? .white : .black
    return all.flatMap { active in
      all.flatMap { black in
        (0..<machines).map {
          State(active: active, black: black, token: token, position: $0)
        }
      }
    }
  }

  /// A step that two reasons allow is listed twice.
  public func actions(in state: State) -> [Action] {
    var actions: [Action] = []
    if state.position == 0 {
      if state.token == .black { actions.append(.initiateProbe) }
      if state.black.contains(0) { actions.append(.initiateProbe) }
    } else {
      let pass = Action.passToken(state.position)
      if !state.active.contains(state.position) || bug == .passesWhileActive {
        actions.append(pass)
      }
      if state.black.contains(state.position) { actions.append(pass) }
      if state.token == .black { actions.append(pass) }
    }
    for sender in state.active {
      for machine in 0..<machines where machine != sender {
        actions.append(.activate(machine, by: sender))
      }
      actions.append(.deactivate(sender))
    }
    return actions
  }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .initiateProbe:
      next.position = machines - 1
      next.token = .white
      if bug != .staysBlack { next.black.remove(0) }
    case .passToken(let machine):
      next.position -= 1
      if state.black.contains(machine), bug != .keepsTokenWhite { next.token = .black }
      next.black.remove(machine)
    case .activate(let machine, let sender):
      next.active.insert(machine)
      if blackens(sender, activating: machine) { next.black.insert(sender) }
    case .deactivate(let machine):
      next.active.remove(machine)
    }
    return next
  }

  private func blackens(_ sender: Int, activating machine: Int) -> Bool {
    switch bug {
    case .staysWhite: false
    case .alwaysBlackens: true
    default: machine > sender
    }
  }

  public var fairness: [FairnessRule<Self>] {
    switch assumption {
    case .system: [.weak(.steps(named: "steps of the ring", where: \.isOfRing))]
    case .next: [.weak(.every)]
    case .environment: [.weak(.steps(named: "steps of machines") { !$0.isOfRing })]
    case .none: [.nothing]
    }
  }

  public var properties: [Property<Self>] {
    [
      .always("only termination is detected") {
        !$0.isTerminationDetected || $0.active.isEmpty
      },
      .always("an active machine behind the token is announced") { [machines] state in
        state.token == .black
          || (0...state.position).contains { state.black.contains($0) }
          || (state.position..<machines).dropFirst().allSatisfy { !state.active.contains($0) }
      },
      .sometimes("termination is detected") { $0.isTerminationDetected },
      .leadsTo(
        "termination is detected in the end", from: { $0.active.isEmpty },
        to: { $0.isTerminationDetected }),
    ]
  }
}
