import PaxcheckActors
import PaxcheckJSON

/// An actor of this process with its port and its storage.
struct HostedActor<Message: Hashable & Sendable, History: HistoryVariable> {
  var host: ActorHost<Message, History>
  let socket: DatagramSocket
  var addresses: AddressBook
  private var storage: StorageFile?
  private let storageFormat: StorageFormat?
  /// The step taken last.
  private(set) var number = StepNumber(incarnation: 1, step: 0)
  /// The step that the storage knew last when it was opened; `nil` unless the actor ran before.
  let stored: StepNumber?

  init(
    _ id: ActorID, of system: ActorSystem<Message, History>, named name: String,
    at addresses: [DatagramAddress], _ configuration: RuntimeConfiguration
  ) throws(RuntimeError) {
    socket = try DatagramSocket(port: addresses[id.index].port)
    self.addresses = AddressBook(actors: addresses)
    if let folder = configuration.storageFolder {
      let format = try StorageFormat(of: system.slots[id.index])
      storageFormat = format
      storage = try StorageFile(
        path: "\(folder)/actor-\(id).storage", owner: "actor \(id) of \(name)",
        hasCells: format.hasCells)
    } else {
      storageFormat = nil
    }
    stored = storage?.number
    if let stored { number.incarnation = stored.incarnation + 1 }
    // Another incarnation does not repeat the durations of the one before.
    let seed = configuration.seed &+ UInt64(number.incarnation - 1) &* 0x9E37_79B9
    host = ActorHost(id, of: system, seed: seed)
  }

  /// What was wrong with the end of the storage file.
  var repair: String? { storage?.repair }

  /// The first steps of this incarnation.
  mutating func begin(
    at time: Int
  ) throws(RuntimeError) -> [HostStep<Message, History.Event>] {
    guard stored != nil, let storage else { return host.start(at: time) }
    var lifetime = host.slot.lifetime
    storage.lifetime?.restore(&lifetime)
    let crashed: any Slot<Message, History.Event>
    do {
      crashed = try storageFormat?.slot(host.slot, leaving: storage.value) ?? host.slot
    } catch {
      throw .malformed(path: "the storage of actor \(host.id)", line: 0, reason: error.reason)
    }
    return host.recover(leaving: crashed, lifetime, at: time)
  }

  /// Counts a step.
  mutating func count() { number.step += 1 }

  /// Writes to storage what a step leaves there, and what the actor has behind it. The first step of an
  /// incarnation always writes, so that the next one knows that there was one.
  mutating func store(_ step: HostStep<Message, History.Event>) throws(RuntimeError) {
    guard var storage, let storageFormat else { return }
    guard step.isStored || number.step == 1 else { return }
    let json: JSONValue?
    do {
      json = try storageFormat.json(step)
    } catch {
      throw .malformed(path: "the storage of actor \(host.id)", line: 0, reason: "\(error)")
    }
    self.storage = nil
    try storage.write(
      json, StoredLifetime(step.after.lifetime), by: number, isSynced: step.isSynced)
    self.storage = storage
  }
}
