public import PaxcheckActors
package import PaxcheckModel

/// How a process runs its part of an actor system.
public struct RuntimeConfiguration: Sendable {
  /// The actors to run here; all of them if empty. The others run in other processes.
  public var actors: [ActorID] = []
  /// The port of actor 0 on 127.0.0.1; the others follow.
  public var firstPort = 3000
  /// The ports of actors that are elsewhere, such as behind a proxy.
  public var ports: [ActorID: Int] = [:]
  /// The folder of the files that the actors' storage is in; `nil` to keep it in memory, where it
  /// ends with the process.
  public var storageFolder: String?
  /// The file in which to record every step; `nil` for none.
  public var recordFile: String?
  /// The file in which to write down the clients' operations; `nil` for none.
  public var historyFile: String?
  /// Decides random choices, and how long timers run within their ranges.
  public var seed: UInt64 = 0

  public init() {}
}

/// What happens in a run.
public enum RunNews: Sendable {
  /// An actor took a step.
  case step(RunEvent)
  /// A sentence about something else, such as a repaired file.
  case notice(String)
}

/// How much has happened in a run.
public struct RunFigures: Hashable, Sendable {
  public var steps = 0
  /// The datagrams that came, malformed ones included.
  public var received = 0
  public var sent = 0
  /// The datagrams that came and were no message.
  public var malformed = 0
  /// The messages that could not be sent: to an unknown address, or too large.
  public var undeliverable = 0
}

/// The actors of a system as UDP servers on loopback ports: the code that was checked, unchanged.
///
/// A message is a datagram with its JSON (`JSONValue.init(encoding:)`), so the type of messages must
/// be `Codable`, and so must be the types that actors write to storage in files. A sender is
/// taken for the actor whose port it sends from. Others are strangers, and are answered as well. There is
/// no authentication; that is why the ports are open to this machine only.
///
///     var runtime = try Runtime(system, named: "my-system", configuration)
///     try runtime.run(until: { isDone }, { news in print(news) })
///
/// One thread runs all actors of the process. A step's effects come in this order: the record, the
/// storage, the network. A process that ends at any moment can be started again with the same storage
/// folder: its actors then recover from what they stored.
public struct Runtime {
  private var loop: any RuntimeLoop

  /// Opens the ports and the files; no actor takes a step yet.
  ///
  /// - Parameters:
  ///   - system: The actors.
  ///   - name: What the record and the storage files say that they belong to.
  ///   - configuration: Which of the actors to run, and where files and ports are.
  /// - Throws: `RuntimeError` if a port or a file cannot be opened, or is not as it should be.
  public init<Message, History>(
    _ system: ActorSystem<Message, History>, named name: String,
    _ configuration: RuntimeConfiguration = RuntimeConfiguration()
  ) throws(RuntimeError) {
    loop = try SystemRun(system, named: name, configuration)
  }

  /// The same for a model whose type is not known.
  package init(
    _ model: any Model, named name: String, _ configuration: RuntimeConfiguration
  ) throws(RuntimeError) {
    guard let system = model as? any RunnableSystem else {
      throw .noActors(model: String(describing: type(of: model)))
    }
    loop = try system.loop(named: name, configuration)
  }

  /// Where the actors of this process are.
  public var places: [ActorPlace] { loop.places }

  /// A message that a stranger can send to an actor of this process, with the prospect of an answer.
  public var example: (message: String, port: Int)? { loop.example }

  public var figures: RunFigures { loop.figures }

  /// Starts the actors, or recovers them if their storage says that they ran before, and lets them
  /// work.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked after each step, and ten times a second at least.
  ///   - observe: Told what happens, before its effects.
  /// - Throws: `RuntimeError` if a file can no longer be written. The actors have stopped then.
  public mutating func run(
    until shouldStop: () -> Bool, _ observe: ((RunNews) -> Void)? = nil
  ) throws(RuntimeError) {
    try loop.run(until: shouldStop, observe)
  }
}

/// An actor of a run: its number, its type and its port.
public struct ActorPlace: Hashable, Sendable {
  public let actor: ActorID
  public let type: String
  public let port: Int
}

/// A model that can run for real, its type erased.
protocol RunnableSystem {
  func loop(
    named name: String, _ configuration: RuntimeConfiguration
  ) throws(RuntimeError) -> any RuntimeLoop
}

extension ActorSystem: RunnableSystem {
  func loop(
    named name: String, _ configuration: RuntimeConfiguration
  ) throws(RuntimeError) -> any RuntimeLoop {
    try SystemRun(self, named: name, configuration)
  }
}

/// A run, the types of its messages and its history erased.
protocol RuntimeLoop {
  var places: [ActorPlace] { get }
  var example: (message: String, port: Int)? { get }
  var figures: RunFigures { get }
  mutating func run(
    until shouldStop: () -> Bool, _ observe: ((RunNews) -> Void)?
  ) throws(RuntimeError)
}
