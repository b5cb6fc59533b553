import RegisterClient

/// What the log is applied to: a register, and the requests that changed it, so that none does twice.
///
/// - SeeAlso: D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, §6.3.
public struct StateMachine: Hashable, Codable, Sendable {
  enum Answer: Hashable, Codable, Sendable {
    case written
    case value(Letter?)
  }

  var register: Letter?
  /// The answers that a client may still ask for.
  var answers: [Command.Request.ID: Answer] = [:]
  /// The requests whose answers have reached their clients.
  private(set) var completed: Set<Command.Request.ID> = []
  /// The requests that were run, in order.
  private(set) var executed: [Command.Request.ID] = []

  /// Runs a request, unless it was run before.
  mutating func execute(_ request: Command.Request) {
    guard answers[request.id] == nil, !completed.contains(request.id) else { return }
    executed.append(request.id)
    switch request.operation {
    case .none: answers[request.id] = .written
    case .read: answers[request.id] = .value(register)
    case .write(let letter):
      register = letter
      answers[request.id] = .written
    }
  }

  mutating func forget(_ id: Command.Request.ID) {
    answers[id] = nil
    completed.insert(id)
  }
}

extension StateMachine: CustomStringConvertible {
  public var description: String {
    let register = register.map { "\($0)" } ?? "nothing"
    return "register: \(register), executed: \(executed), completed: \(completed.sorted())"
  }
}
