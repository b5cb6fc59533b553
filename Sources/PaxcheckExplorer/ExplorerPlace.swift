import PaxcheckExplanation
import PaxcheckJSON
import PaxcheckModel
import PaxcheckReport
import PaxcheckSearch
import PaxcheckTrace

/// A state, and the way to it, of a model whose type is erased.
protocol ExplorerPlace {
  var json: JSONValue { get }
  /// The way on to where a property is decided.
  func search(_ property: String, limit: Int, _ stop: StopSignal) throws(RequestError) -> JSONValue
  /// The way here as a trace of a property.
  func trace(of property: String) throws(RequestError) -> String
}

struct TypedPlace<M: Model>: ExplorerPlace {
  private let walk: Walk<M>
  private let path: Path<M>
  private let reference: ModelReference
  private let properties: [Property<M>]

  /// - Parameter loopStart: How many steps come before the part that repeats for ever, if one does.
  /// - Throws: if the last step does not lead back there.
  init(
    _ walk: Walk<M>, loopStart: Int?, of reference: ModelReference
  ) throws(RequestError) {
    if let loopStart {
      guard walk.steps.indices.contains(loopStart) else {
        throw RequestError(422, "a loop begins before the last of the \(walk.steps.count) steps")
      }
      guard walk.state(after: loopStart) == walk.state else {
        throw RequestError(
          422, "the last step does not lead back to the state after \(loopStart.counted("step"))")
      }
    }
    self.walk = walk
    path = Path(
      initialState: walk.initialState, steps: walk.steps, loopStart: loopStart)
    self.reference = reference
    properties = path.claims(of: walk.model)
  }

  var json: JSONValue {
    let explanation = Explanation(path, of: walk.model, trace: trace(of: decided))
    return .object([
      "start": walk.start.map { .integer($0) } ?? .null,
      "loopStart": path.loopStart.map { .integer($0) } ?? .null,
      "path": .array(explanation.steps.map { .string($0.action) }),
      "participants": .array(explanation.participants.map { .string($0) }),
      "step": explanation.steps.last?.json ?? .null,
      "here": explanation.momentJSON(after: explanation.steps.count),
      "decides": decided.map { .string($0.name) } ?? .null,
      "offers": .array(offers),
      "properties": .array(properties.map(verdict)),
      "svg": .string(explanation.svg),
    ])
  }

  private var offers: [JSONValue] {
    let view = ParticipantView(walk.model)
    return walk.offers().map { step in
      let details = view?.details(step.action, walk.state)
      return .object([
        "text": .string(actionText(step.action)),
        "kind": details.map { .string($0.sort.name) } ?? .null,
        "participant": details?.place.map { .integer($0) } ?? .null,
      ])
    }
  }

  /// Whether the property's condition is true here, and where on the way it was not as it is here.
  private func verdict(_ property: Property<M>) -> JSONValue {
    let judge = Judge(walk.model, property)
    let here = judge.isTrue(after: walk.steps.count, on: path)
    let other = judge.first(on: path, where: !here)
    return .object([
      "name": .string(property.name),
      "expectation": .string(property.expectation.rawValue),
      "isTrue": .bool(here),
      "differsAfter": other.map { .integer($0) } ?? .null,
    ])
  }

  /// The property that the way decides: one that is violated rather than an example. That nothing is
  /// left that could lead to a goal takes a search, which is not made here.
  private var decided: Property<M>? {
    func isDecided(_ property: Property<M>) -> Bool {
      property.expectation.kind.decider != .deadEnd
        && path.decision(on: property.name, of: walk.model) != nil
    }
    return properties.first { !$0.expectation.kind.asksForExample && isDecided($0) }
      ?? properties.first(where: isDecided)
  }

  private func trace(of property: Property<M>?) -> Trace {
    Trace(
      model: reference, expectation: property?.expectation ?? .always,
      property: property?.name ?? "", start: walk.start,
      steps: path.actions.map { actionText($0) }, loopStart: path.loopStart)
  }

  func trace(of name: String) throws(RequestError) -> String {
    if name.isEmpty, let decided { return trace(of: decided).description }
    return trace(of: try property(name)).description
  }

  func search(
    _ name: String, limit: Int, _ stop: StopSignal
  ) throws(RequestError) -> JSONValue {
    let property = try property(name)
    let judge = Judge(walk.model, property, isStopped: { stop.isRequested })
    guard judge.isLocal else {
      return .object([
        "states": 0, "answer": "undecided",
        "reason": "it depends on fairness, or on what came before",
      ])
    }
    var search = judge.continuations(limit: limit)
    let answer = search.search(from: walk.state)
    var members: [String: JSONValue] = ["states": .integer(search.visited)]
    switch answer {
    case .found(let path):
      members["answer"] = "found"
      members["steps"] = .array(path.actions.map { .string(actionText($0)) })
      members["loopStart"] = path.loopStart.map { .integer($0) } ?? .null
    case .none: members["answer"] = "none"
    case .undecided(let reason):
      members["answer"] = "undecided"
      members["reason"] = .string(reason.description)
    }
    return .object(members)
  }

  private func property(_ name: String) throws(RequestError) -> Property<M> {
    guard let property = properties.first(where: { $0.name == name }) else {
      throw RequestError(
        400,
        "'property' must be one of: \(properties.map(\.name).joined(separator: ", "))")
    }
    return property
  }
}
