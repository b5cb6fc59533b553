import PaxcheckActors
import PaxcheckFiles
import PaxcheckJSON
import PaxcheckModel
import PaxcheckTrace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The loop that waits for datagrams and timeouts, and carries out what the actors want done.
struct SystemRun<Message: Hashable & Sendable, History: HistoryVariable>: RuntimeLoop {
  /// The largest datagram that UDP over IPv4 carries, in bytes.
  private static var datagramLimit: Int { 65_507 }
  /// How many datagrams one actor may take before the others have their turn.
  private static var turn: Int { 64 }

  private let system: ActorSystem<Message, History>
  private let messages: JSONFormat
  private var actors: [HostedActor<Message, History>] = []
  private let record: RunLog?
  private let history: HistoryLog?
  private let recentSteps = RecentSteps()
  private(set) var figures = RunFigures()

  init(
    _ system: ActorSystem<Message, History>, named name: String,
    _ configuration: RuntimeConfiguration
  ) throws(RuntimeError) {
    self.system = system
    guard let messages = JSONFormat(Message.self) else {
      throw .messagesNotCodable(type: String(describing: Message.self))
    }
    self.messages = messages
    let ids = try Self.actors(of: system, configuration)
    let addresses = try Self.addresses(of: system, configuration)
    if let folder = configuration.storageFolder {
      try RuntimeError.about(folder) { () throws(SystemError) in try Folder(folder).make() }
    }
    for id in ids {
      actors.append(try HostedActor(id, of: system, named: name, at: addresses, configuration))
    }
    let stored = Dictionary(uniqueKeysWithValues: actors.map { ($0.host.id, $0.stored) })
    let isNew = stored.values.allSatisfy { $0 == nil }
    record = try configuration.recordFile.map { path throws(RuntimeError) in
      try isNew
        ? RunLog(new: path, model: name) : RunLog(continuing: path, model: name, stored: stored)
    }
    history = try configuration.historyFile.map { path throws(RuntimeError) in
      try isNew
        ? HistoryLog(new: path)
        : HistoryLog(continuing: path) { process in
          let (incarnation, index) = process.quotientAndRemainder(dividingBy: system.actorCount)
          guard let known = stored[ActorID(index)] else { return false }
          return incarnation >= known?.incarnation ?? 0
        }
    }
  }

  private static func actors(
    of system: ActorSystem<Message, History>, _ configuration: RuntimeConfiguration
  ) throws(RuntimeError) -> [ActorID] {
    for id in configuration.actors + configuration.ports.keys.sorted()
    where !(0..<system.actorCount ~= id.index) {
      throw .unknownActor(id.index, count: system.actorCount)
    }
    let all = (0..<system.actorCount).map { ActorID($0) }
    return configuration.actors.isEmpty ? all : Set(configuration.actors).sorted()
  }

  private static func addresses(
    of system: ActorSystem<Message, History>, _ configuration: RuntimeConfiguration
  ) throws(RuntimeError) -> [DatagramAddress] {
    try (0..<system.actorCount).map { index throws(RuntimeError) in
      let port = configuration.ports[ActorID(index)] ?? configuration.firstPort + index
      guard let number = UInt16(exactly: port), number > 0 else { throw .portOutOfRange(port) }
      return DatagramAddress(loopback: number)
    }
  }

  var places: [ActorPlace] {
    actors.map { actor in
      ActorPlace(
        actor: actor.host.id, type: actor.host.slot.typeName, port: Int(actor.socket.port))
    }
  }

  var example: (message: String, port: Int)? {
    guard let envelope = system.answeredRequest(),
      let actor = actors.first(where: { $0.host.id == envelope.destination }),
      let json = try? messages.json(envelope.message)
    else { return nil }
    return (json.line, Int(actor.socket.port))
  }
}

// MARK: - The loop

extension SystemRun {
  mutating func run(
    until shouldStop: () -> Bool, _ observe: ((RunNews) -> Void)?
  ) throws(RuntimeError) {
    let repairs = actors.compactMap(\.repair) + (record?.repairs ?? []) + (history?.repairs ?? [])
    for repair in repairs {
      observe?(.notice(repair))
    }
    let recentSteps = recentSteps
    try Activity.after {
      recentSteps.texts
    } earlierCount: {
      recentSteps.earlierCount
    } named: {
      "the JSON or the text of a value"
    } while: { () throws(RuntimeError) in
      try work(until: shouldStop, observe)
    }
  }

  private mutating func work(
    until shouldStop: () -> Bool, _ observe: ((RunNews) -> Void)?
  ) throws(RuntimeError) {
    for index in actors.indices {
      let steps = try actors[index].begin(at: SystemClock.monotonic)
      try carryOut(steps, of: index, observe)
    }
    while !shouldStop() {
      let isReadable = wait()
      for index in actors.indices {
        if isReadable[index] { try receive(index, observe) }
        let steps = actors[index].host.passTime(to: SystemClock.monotonic)
        try carryOut(steps, of: index, observe)
      }
    }
  }

  /// Waits for a datagram or the next timeout, for a tenth of a second at most.
  ///
  /// - Returns: Which actors have datagrams.
  private func wait() -> [Bool] {
    let deadline = actors.compactMap(\.host.nextDeadline).min()
    let rest = deadline.map { max(0, min(100_000, $0 - SystemClock.monotonic)) } ?? 100_000
    var files = actors.map {
      pollfd(fd: $0.socket.descriptor, events: Int16(POLLIN), revents: 0)
    }
    // Rounded up, so that the loop does not spin until the time has come.
    let count = poll(&files, nfds_t(files.count), Int32((rest + 999) / 1000))
    return files.map { count > 0 && $0.revents != 0 }
  }

  private mutating func receive(
    _ index: Int, _ observe: ((RunNews) -> Void)?
  ) throws(RuntimeError) {
    for _ in 0..<Self.turn {
      guard let (bytes, address) = actors[index].socket.receive() else { return }
      figures.received += 1
      let message: Message
      do {
        guard let value = try messages.value(parsing: bytes) as? Message else { continue }
        message = value
      } catch {
        figures.malformed += 1
        let id = actors[index].host.id
        observe?(.notice("a datagram from \(address) to \(id) is no message: \(error.reason)"))
        continue
      }
      let sender = actors[index].addresses.actor(at: address)
      let steps = actors[index].host.receive(message, from: sender, at: SystemClock.monotonic)
      try carryOut(steps, of: index, observe)
    }
  }
}

// MARK: - Effects

extension SystemRun {
  private mutating func carryOut(
    _ steps: [HostStep<Message, History.Event>], of index: Int, _ observe: ((RunNews) -> Void)?
  ) throws(RuntimeError) {
    for step in steps {
      figures.steps += 1
      recentSteps.append(step.event)
      actors[index].count()
      if record != nil || observe != nil {
        let event = event(step, of: actors[index])
        try record?.write(event)
        observe?(.step(event))
      }
      try note(step.recorded, of: actors[index])
      try actors[index].store(step)
      for envelope in step.envelopes { send(envelope, from: index, observe) }
    }
  }

  private func event(
    _ step: HostStep<Message, History.Event>, of actor: HostedActor<Message, History>
  ) -> RunEvent {
    let isRecovery = actor.number.step == 1 && actor.stored != nil
    let storage = isRecovery ? step.before.storageText : nil
    return RunEvent(
      actor: actor.host.id, incarnation: actor.number.incarnation, step: actor.number.step,
      time: SystemClock.calendar, event: step.event, changes: step.changes,
      sent: step.envelopes.map(\.description),
      recorded: step.recorded.map { text($0) }, storage: storage,
      saves: step.isStored)
  }

  private func note(
    _ events: [History.Event], of actor: HostedActor<Message, History>
  ) throws(RuntimeError) {
    guard let history else { return }
    let process = actor.host.id.index + (actor.number.incarnation - 1) * system.actorCount
    for case let event as any OperationEvent in events {
      if let note = event.operation { try history.write(note, by: process) }
    }
  }

  private mutating func send(
    _ envelope: Envelope<Message>, from index: Int, _ observe: ((RunNews) -> Void)?
  ) {
    let bytes = (try? messages.json(envelope.message)).map { Array($0.line.utf8) }
    guard let address = actors[index].addresses.address(of: envelope.destination),
      let bytes, bytes.count <= Self.datagramLimit
    else {
      figures.undeliverable += 1
      let size = bytes.map { "\($0.count) bytes" } ?? "not for JSON"
      observe?(
        .notice("cannot send '\(envelope)': the receiver is unknown, or it is too large (\(size))"))
      return
    }
    if actors[index].socket.send(bytes, to: address) { figures.sent += 1 }
  }
}
