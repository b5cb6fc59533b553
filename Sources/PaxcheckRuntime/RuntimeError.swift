/// Why a system cannot run, or cannot go on.
public enum RuntimeError: Error, Hashable, CustomStringConvertible {
  /// The model is no system of actors.
  case noActors(model: String)
  /// Messages of this type cannot become JSON.
  case messagesNotCodable(type: String)
  /// What an actor stores cannot become JSON.
  case storageNotCodable(actor: Int, type: String)
  /// There is no such actor.
  case unknownActor(Int, count: Int)
  /// The ports do not fit below 65536.
  case portOutOfRange(Int)
  /// The system refused a port, for this reason.
  case cannotBind(port: Int, reason: String)
  /// A file could not be read or written, for this reason.
  case file(path: String, reason: String)
  /// A file does not hold what it should.
  case malformed(path: String, line: Int, reason: String)

  public var description: String {
    switch self {
    case .noActors(let model):
      "the model is no system of actors, but a \(model): there is nothing to run"
    case .messagesNotCodable(let type):
      "messages must become JSON to run on a network; let '\(type)' conform to Codable"
    case .storageNotCodable(let actor, let type):
      "the storage of actor \(actor) must become JSON to be written; "
        + "let '\(type)' conform to Codable"
    case .unknownActor(let actor, let count):
      "there is no actor \(actor); the actors are 0 to \(count - 1)"
    case .portOutOfRange(let port):
      "port \(port) is not in 1...65535; choose a lower first port"
    case .cannotBind(let port, let reason):
      "cannot listen on 127.0.0.1 port \(port): \(reason); choose another first port"
    case .file(let path, let reason): "\(path): \(reason)"
    case .malformed(let path, let line, let reason): "\(path):\(line): \(reason)"
    }
  }
}
