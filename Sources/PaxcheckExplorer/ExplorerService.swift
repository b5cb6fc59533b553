package import PaxcheckCatalogue
import PaxcheckExplanation
import PaxcheckJSON
import PaxcheckModel
package import PaxcheckSearch
import PaxcheckTrace

/// Answers the explorer's requests. It keeps no sessions: a request names the steps to the state that
/// it asks about, so that a link is good for as long as the model offers them.
package struct ExplorerService: Sendable {
  private let instance: ModelInstance
  private let limit: Int
  /// Runs beside the requests.
  package let background: BackgroundCheck

  /// - Parameters:
  ///   - limit: How many states a search that a request asks for looks at.
  ///   - comparison: Tells in the background whether the model answers elsewhere as it does here.
  package init(
    _ instance: ModelInstance, limit: Int, backgroundLimits: SearchLimits, stop: StopSignal,
    comparison: BackgroundCheck.Comparison? = nil
  ) {
    self.instance = instance
    self.limit = limit
    background = BackgroundCheck(
      instance, limits: backgroundLimits, stop: stop, comparison: comparison)
  }

  /// Answers a request to a server that listens on a port of this machine.
  ///
  /// - Parameter stop: Ends a search that the answer needs, when no client waits for it any more.
  package func respond(
    to request: ExplorerRequest, port: UInt16, stop: StopSignal = StopSignal()
  ) -> ExplorerResponse {
    do throws(RequestError) {
      try LocalCaller.check(request, port: port)
      guard request.method == "GET" || request.method == "HEAD" else {
        throw RequestError(405, "the explorer is only read: GET, not \(request.method.prefix(20))")
      }
      return try respond(to: RequestTarget(request.target), stop)
    } catch {
      return ExplorerResponse(error)
    }
  }

  private func respond(
    to target: RequestTarget, _ stop: StopSignal
  ) throws(RequestError) -> ExplorerResponse {
    switch target.path {
    case "/": return ExplorerResponse("text/html; charset=utf-8", ExplorerPage.html)
    case "/explorer.css": return ExplorerResponse("text/css; charset=utf-8", ExplorerPage.css)
    case "/explorer.js":
      return ExplorerResponse("text/javascript; charset=utf-8", ExplorerPage.script)
    case "/api/model": return try json(target) { _ throws(RequestError) in modelJSON }
    case "/api/check": return try json(target) { _ throws(RequestError) in background.json }
    case "/api/state": return try place(target) { $0.json }
    case "/api/search":
      let property = try target.value("property") ?? ""
      return try place(target, allowing: "property") { place throws(RequestError) in
        try place.search(property, limit: limit, stop)
      }
    case "/api/trace":
      let property = try target.value("property") ?? ""
      try target.allow("start", "step", "loop", "property")
      let text = try walk(target) { place throws(RequestError) in
        try place.trace(of: property)
      }
      return ExplorerResponse("text/plain; charset=utf-8", text)
    default: throw RequestError(404, "there is nothing at '\(target.path.prefix(100))'")
    }
  }

  private func json(
    _ target: RequestTarget, _ value: (RequestTarget) throws(RequestError) -> JSONValue
  ) throws(RequestError) -> ExplorerResponse {
    try target.allow()
    return Self.document(try value(target))
  }

  private func place(
    _ target: RequestTarget, allowing name: String? = nil,
    _ value: (any ExplorerPlace) throws(RequestError) -> JSONValue
  ) throws(RequestError) -> ExplorerResponse {
    if let name {
      try target.allow("start", "step", "loop", name)
    } else {
      try target.allow("start", "step", "loop")
    }
    return Self.document(try walk(target, value))
  }

  private static func document(_ value: JSONValue) -> ExplorerResponse {
    guard case .object(var members) = value else { preconditionFailure("a document is an object") }
    members["version"] = 1
    return ExplorerResponse("application/json", JSONValue.object(members).text)
  }

  /// Goes to the state that a request is about.
  private func walk<Value>(
    _ target: RequestTarget, _ value: (any ExplorerPlace) throws(RequestError) -> Value
  ) throws(RequestError) -> Value {
    let index = try number(
      target, "start", "'start' is the number of an initial state, counted from 0")
    let loopStart = try number(
      target, "loop", "'loop' is the number of steps before those that repeat for ever")
    func place<M: Model>(_ model: M) throws(RequestError) -> any ExplorerPlace {
      var walk: Walk<M>
      do throws(ReplayError) {
        let isOnly = model.initialStates.count == 1
        walk = try Walk(model, start: index ?? (isOnly ? nil : 0))
        for step in target[all: "step"] { try walk.take(step) }
      } catch {
        throw RequestError(422, error.description)
      }
      return try TypedPlace(
        walk, loopStart: loopStart, of: ModelReference(instance.name, instance.arguments))
    }
    return try value(place(instance.model))
  }

  /// A value that is a number from 0 on; `nil` if it is not given.
  private func number(
    _ target: RequestTarget, _ name: String, _ meaning: String
  ) throws(RequestError) -> Int? {
    guard let text = try target.value(name) else { return nil }
    guard let number = Int(text), number >= 0 else { throw RequestError(400, meaning) }
    return number
  }

  private var modelJSON: JSONValue {
    .object([
      "name": .string(instance.name),
      "parameters": .object(
        Dictionary(
          instance.arguments.assignments.map { ($0.name, .string($0.value)) },
          uniquingKeysWith: { $1 })),
      "initialStates": .integer(instance.model.initialStates.count),
      "properties": .array(
        instance.claims.map {
          ["name": .string($0.name), "expectation": .string($0.expectation.rawValue)]
        }),
    ])
  }
}
