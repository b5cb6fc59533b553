import BuiltInModels
import Foundation
import PaxcheckKit
import PaxcheckRuntime

/// Ports of this machine that nobody listens on.
func freePorts(_ count: Int) throws -> [Int] {
  let sockets = try (0..<count).map { _ in try DatagramSocket(port: 0) }
  return sockets.map { Int($0.port) }
}

/// A built-in model on ports that are free.
func runtime(
  of words: String..., configure: (inout RuntimeConfiguration) -> Void = { _ in }
) throws -> Runtime {
  try runtime(of: words, configure: configure)
}

func runtime(
  of words: [String], configure: (inout RuntimeConfiguration) -> Void = { _ in }
) throws -> Runtime {
  let instance = try ModelCatalogue.builtIn.model(named: words[0])
    .instance(Array(words.dropFirst()))
  var last: any Error = CancellationError()
  for _ in 0..<10 {
    var configuration = RuntimeConfiguration()
    for (index, port) in try freePorts(instance.actorCount).enumerated() {
      configuration.ports[ActorID(index)] = port
    }
    configure(&configuration)
    let made = Result { try Runtime(instance.model, named: instance.name, configuration) }
    switch made {
    case .success(let runtime): return runtime
    // Somebody else was faster.
    case .failure(let error as RuntimeError) where error.isAboutPorts: last = error
    case .failure(let error): throw error
    }
  }
  throw last
}

extension RuntimeError {
  fileprivate var isAboutPorts: Bool { if case .cannotBind = self { true } else { false } }
}

extension ModelInstance {
  fileprivate var actorCount: Int { (model as? any CountsActors)?.actorCount ?? 0 }
}

private protocol CountsActors { var actorCount: Int { get } }
extension ActorSystem: CountsActors {}

/// Somebody who is no actor of the system.
struct Stranger {
  let socket: DatagramSocket

  init() throws { socket = try DatagramSocket(port: 0) }

  func say(_ text: String, to port: Int) { say(Array(text.utf8), to: port) }

  func say(_ bytes: [UInt8], to port: Int) {
    _ = socket.send(bytes, to: DatagramAddress(loopback: UInt16(port)))
  }

  /// What came since the last question.
  func heard() -> String? {
    socket.receive().map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}

/// Says when so much time has passed that something must be wrong.
struct Patience {
  private let end = ContinuousClock.now + .seconds(30)

  var isOver: Bool { ContinuousClock.now > end }
}
