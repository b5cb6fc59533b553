/// A participant in a protocol: a value whose stored properties are its state.
///
/// A handler changes the value and puts what it wants done into the outbox; it does nothing else. The
/// same value and the same event therefore always give the same result, so an actor can be explored
/// exhaustively, replayed from a trace, and run on a real network, unchanged.
///
/// Only `receive(_:from:_:)` must be written. A handler that leaves the value as it was and the
/// outbox empty ignores its event.
public protocol DeterministicActor: Hashable, Sendable {
  /// What actors of one system send each other.
  associatedtype Message: Hashable & Sendable
  /// The names of this actor's timers.
  associatedtype Timer: Hashable & Sendable = Never
  /// The alternatives of its random choices.
  associatedtype Choice: Hashable & Sendable = Never
  /// What it writes to storage that survives a crash.
  associatedtype Storage: Hashable & Sendable = Never
  /// The names of the cells of its storage, where it has several, each of which is written and synced on its
  /// own: files, or blocks of a disk. Unless they are named, its storage is a single value.
  associatedtype Cell: Hashable & Sendable = Never
  /// What it records in the system's history variable.
  associatedtype Event: Hashable & Sendable = Never

  /// The actor's first step, before any message arrives.
  mutating func start(_ outbox: inout Outbox<Self>)

  /// A message arrives.
  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>)

  /// A timer that was set fires. It is no longer set, unless the handler sets it again.
  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>)

  /// One alternative of an offer was picked; the offer is gone.
  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>)

  /// The actor restarts after a crash, or after amnesia: `self` is its value before `start`, `storage`
  /// what it last wrote, if it wrote anything that survived. Starts like the first time unless written
  /// otherwise.
  mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>)

  /// The same for an actor that names the cells of its storage, which recovers so and in no other way.
  mutating func recover(from cells: StoredCells<Cell, Storage>, _ outbox: inout Outbox<Self>)

  /// Whether a message that arrived now or at any later moment would change nothing: a promise is
  /// worth nothing once its election is over.
  ///
  /// A system whose `discardsDeadMessages` is set takes such messages off the network at once, which
  /// merges states that differ in nothing else, often hundreds of them.
  ///
  /// The answer must be stable. Once it is true of a message, `receive(_:from:_:)` ignores that
  /// message, and the answer stays true, whatever the actor does next: a crash and a recovery, or the
  /// loss of its storage, included. If it is not, behaviours are lost; searches check some of the answers
  /// that they rely on, or all of them (`Scrutiny`), and end with `ModelError.unkeptPromise`. `false`
  /// unless written otherwise.
  func ignoresForever(_ message: Message, from sender: ActorID) -> Bool

  /// How long a timer runs, in milliseconds, for the simulator and the real network: a range within
  /// `StepRole.durations`.
  ///
  /// An exhaustive search does not model time: any timer that is set may fire at any moment.
  func duration(of timer: Timer) -> ClosedRange<Int>
}

extension DeterministicActor {
  public mutating func start(_ outbox: inout Outbox<Self>) {}

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {}

  public mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) {}

  public mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    start(&outbox)
  }

  public func ignoresForever(_ message: Message, from sender: ActorID) -> Bool { false }

  public func duration(of timer: Timer) -> ClosedRange<Int> { 100...200 }
}

extension DeterministicActor where Cell == Never {
  /// Never called: an actor that names cells has a recovery from them, or does not compile.
  public mutating func recover(
    from cells: StoredCells<Never, Storage>, _ outbox: inout Outbox<Self>
  ) {}
}
