import PaxcheckModel

/// A state as lines of text: the parts that it consists of, each with its value.
package struct StateListing: Hashable, Sendable {
  /// A part of the state, as a difference would name it, and the text of its value.
  package struct Line: Hashable, Sendable, CustomStringConvertible {
    package let place: String
    package let value: String

    package var description: String { place.isEmpty ? value : "\(place): \(value)" }
  }

  package private(set) var lines: [Line] = []

  /// Lists a value under a name, the fields of a structure apart.
  package init(_ value: Any, at place: String = "") { list(value, at: place, depth: 2) }

  package init(_ lines: [StateListing]) { self.lines = lines.flatMap(\.lines) }

  private mutating func list(_ value: Any, at place: String, depth: Int) {
    let mirror = Mirror(reflecting: value)
    guard depth > 0, mirror.displayStyle == .struct, !hasOwnText(value), !mirror.children.isEmpty
    else {
      lines.append(Line(place: place, value: text(value)))
      return
    }
    for child in mirror.children {
      let name = [place, child.label ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
      list(child.value, at: name, depth: depth - 1)
    }
  }
}
