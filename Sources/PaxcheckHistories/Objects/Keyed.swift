import PaxcheckConsistency

/// Objects of one kind under keys, as one object.
struct Keyed<Part: Translation>: Translation {
  struct Request: Hashable {
    let key: Int32
    let operation: Part.Specification.Operation
  }

  struct Objects: SequentialSpecification {
    /// What a key holds for which no initial value is given.
    let fresh: Part.Specification
    var parts: [Int32: Part.Specification]

    mutating func apply(_ request: Request) -> Part.Specification.Response {
      let fresh = fresh
      return parts[request.key, default: fresh].apply(request.operation)
    }

    mutating func accept(_ response: Part.Specification.Response, to request: Request) -> Bool {
      let fresh = fresh
      return parts[request.key, default: fresh].accept(response, to: request.operation)
    }

    static func effect(
      of request: Request, answered response: Part.Specification.Response?
    ) -> OperationEffect {
      Part.Specification.effect(of: request.operation, answered: response)
    }

    static func part(of request: Request) -> AnyHashable? { request.key }
  }

  private let part: Part
  private let parts: [Int32: Part.Specification]

  init(values: ValueTable, initial: InitialState) {
    part = Part(values: values, initial: initial)
    parts = [:]
  }

  /// Objects each of which is like `part`, but for what those under some keys hold at first.
  init(_ part: Part, values: ValueTable, initial: InitialValues) {
    self.part = part
    let parts = initial.ofKeys.map {
      ($0.key, Part(values: values, initial: initial[$0.key]).initial)
    }
    self.parts = Dictionary(uniqueKeysWithValues: parts)
  }

  var initial: Objects { Objects(fresh: part.initial, parts: parts) }

  func operation(_ recorded: RecordedOperation) -> Request {
    Request(key: recorded.key, operation: part.operation(recorded))
  }

  func response(_ recorded: RecordedOperation) -> Part.Specification.Response {
    part.response(recorded)
  }

  func text(of response: Part.Specification.Response) -> String { part.text(of: response) }
}
