import PaxcheckModel

/// Walks through a value and the one before it at the same time, and writes a row for each part.
struct StateTableWriter {
  private(set) var rows: [StateTable.Row] = []
  /// How many characters are read in one piece: fewer where the eye looks for a difference.
  private static let characters = (same: 60, different: 24)
  /// How deep a part may lie that is taken apart, and into how many, if nothing is different in it.
  private static let limits = (depth: 4, parts: 12)

  /// Writes the fields of two values, or the values where they have none.
  ///
  /// A field without a name is a participant's own value, whose fields are written in its place.
  mutating func addFields(of old: Any, _ new: Any, depth: Int = 0) {
    let fields = { (value: Any) in Composite(value).flatMap { $0.kind == .fields ? $0 : nil } }
    switch (fields(old), fields(new)) {
    case (let left?, let right?) where left.isLike(right):
      add(left.parts, right.parts, depth: depth)
    case (let left?, nil):
      // It crashed: all that it had is gone.
      for part in left.parts { add(part.value, nil, part.name, depth: depth) }
      add(nil, new, "", depth: depth)
    case (nil, let right?):
      add(old, nil, "", depth: depth)
      for part in right.parts { add(nil, part.value, part.name, depth: depth) }
    default: add(old, new, "", depth: depth)
    }
  }

  /// Writes named values, what is gone in its old place.
  ///
  /// - Parameter areNamed: Whether the names are shown. Those of a set's members are their texts.
  private mutating func add(
    _ old: [Composite.Part], _ new: [Composite.Part], depth: Int, areNamed: Bool = true
  ) {
    let before = Dictionary(old.map { ($0.name, $0.value) }) { first, _ in first }
    let remaining = Set(new.map(\.name))
    var gone = old.enumerated().filter { !remaining.contains($0.element.name) }[...]
    for (index, part) in new.enumerated() {
      while let first = gone.first, first.offset <= index {
        add(first.element.value, nil, first.element.name, depth: depth, isNamed: areNamed)
        gone.removeFirst()
      }
      let old = before[part.name]
      if areNamed, part.name.isEmpty, let old {
        addFields(of: old, part.value, depth: depth)
      } else {
        add(old, part.value, part.name, depth: depth, isNamed: areNamed)
      }
    }
    for (_, part) in gone { add(part.value, nil, part.name, depth: depth, isNamed: areNamed) }
  }

  private mutating func add(
    _ old: Any?, _ new: Any?, _ name: String, depth: Int, isNamed: Bool = true
  ) {
    let (before, now) = (old.map(text), new.map(text))
    let change: StateTable.Change? =
      before == nil ? .added : now == nil ? .removed : before == now ? nil : .changed
    let longest = max(before?.count ?? 0, now?.count ?? 0)
    let (left, right) = (old.flatMap(Composite.init), new.flatMap(Composite.init))
    let name = isNamed ? name : ""
    let room = change == .changed ? Self.characters.different : Self.characters.same
    let isLong =
      longest > room && depth < Self.limits.depth
      && (depth == 0 || change == .changed
        || (right ?? left).map { $0.count <= Self.limits.parts } ?? false)
    let areAlike =
      left.map { left in right.map { left.isLike($0) } ?? (new == nil) } ?? (old == nil)
    guard isLong || (new ?? old) is any ReadableParts, areAlike, let some = right ?? left else {
      rows.append(
        StateTable.Row(
          depth: depth, name: name, value: now, before: change == nil ? nil : before,
          change: change))
      return
    }
    rows.append(
      StateTable.Row(
        depth: depth, name: some.title(name),
        value: (left?.parts ?? []).isEmpty && (right?.parts ?? []).isEmpty ? "none" : nil,
        before: nil, change: change == .changed ? nil : change))
    addParts(left?.parts ?? [], right?.parts ?? [], of: some.kind, depth: depth + 1)
  }

  private mutating func addParts(
    _ old: [Composite.Part], _ new: [Composite.Part], of kind: Composite.Kind, depth: Int
  ) {
    guard kind == .list, old.count != new.count else {
      return add(old, new, depth: depth, areNamed: kind != .bag)
    }
    // What is left between a common beginning and a common end was removed or inserted.
    let (before, now) = (old.map { text($0.value) }, new.map { text($0.value) })
    let shorter = min(old.count, new.count)
    let head = (0..<shorter).prefix { before[$0] == now[$0] }.count
    let tail = (0..<(shorter - head)).prefix {
      before[before.count - 1 - $0] == now[now.count - 1 - $0]
    }.count
    for part in new[..<head] { add(part.value, part.value, part.name, depth: depth) }
    for part in old[head..<(old.count - tail)] { add(part.value, nil, part.name, depth: depth) }
    for part in new[head..<(new.count - tail)] { add(nil, part.value, part.name, depth: depth) }
    for part in new[(new.count - tail)...] { add(part.value, part.value, part.name, depth: depth) }
  }
}

/// A value that consists of others, taken apart.
private struct Composite {
  typealias Part = (name: String, value: Any)

  enum Kind {
    case fields
    case list
    case bag
  }

  let kind: Kind
  /// The case of an enumeration.
  let head: String?
  let parts: [Part]

  /// Takes a value apart; `nil` if it has no parts, or says itself how it is written.
  init?(_ value: Any) {
    if let value = value as? any ReadableParts {
      (kind, head) = (.fields, nil)
      parts = value.readableParts.map { ($0.name, $0.value) }
      return
    }
    let mirror = Mirror(reflecting: value)
    guard !hasOwnText(value), !mirror.children.isEmpty else { return nil }
    switch mirror.displayStyle {
    case .optional:
      guard let inner = mirror.values.first.flatMap(Composite.init) else { return nil }
      self = inner
    case .collection:
      (kind, head) = (.list, nil)
      parts = mirror.values.enumerated().map { ("[\($0)]", $1) }
    case .set:
      (kind, head) = (.bag, nil)
      parts = mirror.values.map { (text($0), $0) }.sorted { $0.name < $1.name }
    case .dictionary:
      (kind, head) = (.fields, nil)
      parts = mirror.values.compactMap { pair -> Part? in
        let sides = Mirror(reflecting: pair).values
        return sides.count == 2 ? ("[\(text(sides[0]))]", sides[1]) : nil
      }.sorted { $0.name < $1.name }
    case .enum:
      guard let payload = mirror.children.first, let name = payload.label else { return nil }
      let inner = Mirror(reflecting: payload.value)
      kind = .fields
      if inner.displayStyle == .tuple {
        (head, parts) = (name, Self.fields(inner))
      } else {
        guard let inner = Composite(payload.value), inner.kind == .fields else { return nil }
        (head, parts) = ([name, inner.head].compactMap(\.self).joined(separator: " "), inner.parts)
      }
    default: (kind, head, parts) = (.fields, nil, Self.fields(mirror))
    }
  }

  /// The children by their labels. The only one without a label has an empty name; several of them, and
  /// the parts of a tuple, have their numbers.
  private static func fields(_ mirror: Mirror) -> [Part] {
    let isOnly = mirror.children.count { $0.label == nil } == 1
    return mirror.children.enumerated().map { index, child in
      let isNumber = child.label.map { $0.first == "." } ?? !isOnly
      return (isNumber ? "[\(index)]" : child.label ?? "", child.value)
    }
  }

  /// How many parts there are, those of parts included.
  var count: Int {
    parts.reduce(0) { $0 + (Composite($1.value)?.count ?? 1) }
  }

  /// What the row above the parts says.
  func title(_ name: String) -> String {
    let words = [name, head ?? ""].filter { !$0.isEmpty }
    return words.isEmpty ? "•" : words.joined(separator: " ")
  }

  /// Whether the parts of the other can stand beside the parts of this.
  func isLike(_ other: Composite) -> Bool { kind == other.kind && head == other.head }
}
