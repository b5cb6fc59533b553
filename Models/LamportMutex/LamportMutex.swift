public import PaxcheckKit

/// Lamport's mutual exclusion: requests carry logical clocks, and the oldest request goes first.
///
/// The channels between processes keep the order of messages. Clocks grow for ever, so the space is
/// cut where a clock exceeds a bound. It is also cut where a channel holds one message more than the
/// algorithm needs, which only a wrong one does.
///
/// - SeeAlso: L. Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", CACM
///   21(7), 1978; `LamportMutex.tla` by S. Merz in the TLA⁺ examples.
public struct LamportMutex: Model {
  public enum Message: Hashable, Sendable {
    case request(clock: Int)
    case acknowledge
    case release
  }

  /// What a process knows.
  public struct Process: Hashable, Sendable {
    public var clock = 1
    /// The clock of every process's request as far as it is known here, 0 if it has none.
    public var requests: [Int]
    /// Who has acknowledged the request of this process, itself included.
    public var acknowledged: BitSet<Int> = []
  }

  public struct State: Hashable, Sendable {
    public var processes: [Process]
    /// What is on its way: `channels[sender][receiver]`, the oldest message first.
    public var channels: [[[Message]]]
    /// The processes in the critical section.
    public var critical: BitSet<Int> = []

    /// How many messages there are in the fullest channel.
    var longestChannel: Int { channels.joined().lazy.map(\.count).max() ?? 0 }

    mutating func send(_ message: Message, from sender: Int, to receiver: Int) {
      channels[sender][receiver].append(message)
    }

    mutating func broadcast(_ message: Message, from sender: Int) {
      for receiver in processes.indices where receiver != sender {
        send(message, from: sender, to: receiver)
      }
    }
  }

  public enum Action: Hashable, Sendable {
    case request(Int)
    case enter(Int)
    case exit(Int)
    case receive(Int, from: Int)
  }

  /// How many messages the algorithm has in one channel at most.
  private static let longestChannel = 3

  let processes: Range<Int>
  private let maxClock: Int
  let assumption: Fairness
  private let bound: Bound
  private let bug: Bug?
  private let allActions: [Action]

  /// Mutual exclusion among the processes 0 ..< `processes`, while no clock exceeds `maxClock`.
  public init(
    processes: Int, maxClock: Int, fairness: Fairness = .unasked, bound: Bound = .constraint,
    bug: Bug? = nil
  ) {
    self.processes = 0..<processes
    self.maxClock = maxClock
    assumption = fairness
    self.bound = bound
    self.bug = bug
    allActions = (0..<processes).flatMap { process -> [Action] in
      let others = (0..<processes).filter { $0 != process }
      return [.request(process), .enter(process), .exit(process)]
        + others.map { .receive(process, from: $0) }
    }
  }

  public var initialStates: [State] {
    let process = Process(requests: Array(repeating: 0, count: processes.count))
    let silence = Array(repeating: [Message](), count: processes.count)
    return [
      State(
        processes: Array(repeating: process, count: processes.count),
        channels: Array(repeating: silence, count: processes.count))
    ]
  }

  public func actions(in state: State) -> [Action] { allActions }

  public func successor(of state: State, after action: Action) -> State? {
    switch action {
    case .request(let process): request(process, in: state)
    case .enter(let process): enter(process, in: state)
    case .exit(let process): exit(process, in: state)
    case .receive(let process, let sender): receive(process, from: sender, in: state)
    }
  }

  private func request(_ process: Int, in state: State) -> State? {
    guard state.processes[process].requests[process] == 0, isTimeLeft(in: state) else { return nil }
    var next = state
    let clock = state.processes[process].clock
    next.processes[process].requests[process] = clock
    next.processes[process].acknowledged = [process]
    next.broadcast(.request(clock: clock), from: process)
    return next
  }

  /// Whether no clock can come to exceed the bound after one more request, if that is guarded.
  private func isTimeLeft(in state: State) -> Bool {
    guard bound == .guarded else { return true }
    let latest = state.processes.map(\.clock).max() ?? 0
    let pending = state.channels.joined().joined().count {
      if case .request = $0 { true } else { false }
    }
    return latest + pending + processes.count - 1 <= maxClock
  }

  /// A process that is inside may enter again: a step that changes nothing.
  private func enter(_ process: Int, in state: State) -> State? {
    let me = state.processes[process]
    guard me.requests[process] != 0 else { return nil }
    guard me.acknowledged.count == processes.count || bug == .entersUnacknowledged else {
      return nil
    }
    guard processes.allSatisfy({ $0 == process || beats($0, process, in: me) }) else { return nil }
    var next = state
    next.critical.insert(process)
    return next
  }

  /// Whether the request of `process` is older than that of `other`, the lower number first.
  private func beats(_ other: Int, _ process: Int, in me: Process) -> Bool {
    let (mine, theirs) = (me.requests[process], me.requests[other])
    return theirs == 0 || mine < theirs
      || mine == theirs && (process < other || bug == .ignoresTies)
  }

  private func exit(_ process: Int, in state: State) -> State? {
    guard state.critical.contains(process) else { return nil }
    var next = state
    next.critical.remove(process)
    next.processes[process].requests[process] = 0
    next.processes[process].acknowledged = []
    if bug != .leavesInSilence { next.broadcast(.release, from: process) }
    return next
  }

  private func receive(_ process: Int, from sender: Int, in state: State) -> State? {
    var next = state
    guard !state.channels[sender][process].isEmpty else { return nil }
    let position = bug == .overtakes ? state.channels[sender][process].count - 1 : 0
    switch next.channels[sender][process].remove(at: position) {
    case .request(let clock):
      let latest = max(clock, state.processes[process].clock)
      next.processes[process].requests[sender] = clock
      if bug != .keepsItsClock { next.processes[process].clock = latest + 1 }
      if bug != .neverAcknowledges { next.send(.acknowledge, from: process, to: sender) }
    case .acknowledge:
      next.processes[process].acknowledged.insert(sender)
    case .release:
      next.processes[process].requests[sender] = 0
    }
    return next
  }

  public func isWithinBoundary(_ state: State) -> Bool {
    state.processes.allSatisfy { $0.clock <= maxClock }
      && state.longestChannel <= Self.longestChannel + 1
  }

  public var properties: [Property<Self>] {
    [
      .always("mutual exclusion") { $0.critical.count <= 1 },
      .always("a channel holds at most three messages") {
        $0.longestChannel <= Self.longestChannel
      },
      .sometimes("somebody waits for somebody") { state in
        !state.critical.isEmpty && state.processes.count { !$0.acknowledged.isEmpty } > 1
      },
      .sometimes("the last process enters") { [last = processes.count - 1] in
        $0.critical.contains(last)
      },
    ] + progress
  }
}
