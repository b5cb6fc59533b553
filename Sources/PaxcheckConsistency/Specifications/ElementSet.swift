/// A set to which elements are added, from which they are removed, and which can be asked for them.
public struct ElementSet<Element: Hashable & Sendable>: SequentialSpecification {
  public var elements: Set<Element>

  /// A set with its initial elements.
  public init(_ elements: Set<Element> = []) { self.elements = elements }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case add(Element)
    case remove(Element)
    case contains(Element)
    /// Asks for all elements.
    case read

    public var description: String {
      switch self {
      case .add(let element): "add \(text(of: element))"
      case .remove(let element): "remove \(text(of: element))"
      case .contains(let element): "contains \(text(of: element))"
      case .read: "read"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    /// The answer to an addition or removal by a client that does not know whether it changed much.
    case done
    /// The answer to an addition or removal: whether it changed the set.
    case changed(Bool)
    case contains(Bool)
    case elements(Set<Element>)

    public var description: String {
      switch self {
      case .done: "ok"
      case .changed(let answer), .contains(let answer): answer ? "true" : "false"
      case .elements(let elements):
        "{\(elements.map { text(of: $0) }.sorted().joined(separator: " "))}"
      }
    }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .add(let element): .changed(elements.insert(element).inserted)
    case .remove(let element): .changed(elements.remove(element) != nil)
    case .contains(let element): .contains(elements.contains(element))
    case .read: .elements(elements)
    }
  }

  public mutating func accept(_ response: Response, to operation: Operation) -> Bool {
    let answer = apply(operation)
    if case .changed = answer { return response == .done || response == answer }
    return response == answer
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    switch operation {
    case .contains, .read: .none
    case .add, .remove: response == .changed(false) ? .none : .update
    }
  }
}
