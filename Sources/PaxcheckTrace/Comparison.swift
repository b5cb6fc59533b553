import PaxcheckModel

/// Walks through two values at the same time and notes where they differ.
struct Comparison {
  private(set) var changes: [StateDifference.Change] = []

  mutating func note(_ place: String, _ old: Any?, _ new: Any?) {
    changes.append(
      StateDifference.Change(place: place, old: old.map(text), new: new.map(text)))
  }

  mutating func compare(_ old: Any, _ new: Any, at place: String) {
    if areEqual(old, new) { return }
    let (left, right) = (Mirror(reflecting: old), Mirror(reflecting: new))
    guard left.subjectType == right.subjectType, left.displayStyle == right.displayStyle else {
      return note(place, old, new)
    }
    switch left.displayStyle {
    case .collection: compareLists(left.values, right.values, at: place)
    case .set: compareBags(left.values, right.values, at: place)
    case .dictionary: compareDictionaries(left, right, at: place)
    case .optional:
      guard let old = left.values.first, let new = right.values.first else {
        return note(place, old, new)
      }
      compare(old, new, at: place)
    default:
      let before = changes.count
      if !hasOwnText(old) || text(old) == text(new) { compareFields(left, right, at: place) }
      if changes.count == before { note(place, old, new) }
    }
  }

  private mutating func compareFields(_ left: Mirror, _ right: Mirror, at place: String) {
    if left.children.map(\.label) == right.children.map(\.label) {
      for (old, new) in zip(left.children, right.children) {
        compare(old.value, new.value, at: join(place, old.label))
      }
    } else if left.displayStyle == .struct, let old = fields(left), let new = fields(right) {
      // A type that chooses its own fields may have others in another state.
      for (label, value) in left.children {
        if let other = new[label ?? ""] {
          compare(value, other, at: join(place, label))
        } else {
          note(join(place, label), value, nil)
        }
      }
      for (label, value) in right.children where old[label ?? ""] == nil {
        note(join(place, label), nil, value)
      }
    }
  }

  /// The fields by their labels, of which one may be missing; `nil` unless they tell the fields apart.
  private func fields(_ mirror: Mirror) -> [String: Any]? {
    let labels = mirror.children.map { $0.label ?? "" }
    guard Set(labels).count == labels.count else { return nil }
    return Dictionary(uniqueKeysWithValues: zip(labels, mirror.values))
  }

  private mutating func compareLists(_ old: [Any], _ new: [Any], at place: String) {
    if old.count == new.count {
      for index in old.indices { compare(old[index], new[index], at: "\(place)[\(index)]") }
      return
    }
    // What is left between a common beginning and a common end was removed or inserted.
    let shorter = min(old.count, new.count)
    let head = (0..<shorter).prefix { areEqual(old[$0], new[$0]) }.count
    let tail = (0..<(shorter - head)).prefix {
      areEqual(old[old.count - 1 - $0], new[new.count - 1 - $0])
    }.count
    for value in old[head..<(old.count - tail)] { note(place, value, nil) }
    for value in new[head..<(new.count - tail)] { note(place, nil, value) }
  }

  private mutating func compareBags(_ old: [Any], _ new: [Any], at place: String) {
    let (old, new) = (old.map(text).sorted(), new.map(text).sorted())
    for change in new.difference(from: old) {
      switch change {
      case .remove(_, let text, _):
        changes.append(StateDifference.Change(place: place, old: text, new: nil))
      case .insert(_, let text, _):
        changes.append(StateDifference.Change(place: place, old: nil, new: text))
      }
    }
  }

  private mutating func compareDictionaries(_ left: Mirror, _ right: Mirror, at place: String) {
    let (old, new) = (entries(left), entries(right))
    for key in Set(old.keys).union(new.keys).sorted() {
      let entry = "\(place)[\(key)]"
      switch (old[key], new[key]) {
      case (let old?, let new?): compare(old, new, at: entry)
      case (let old, let new): note(entry, old, new)
      }
    }
  }

  private func entries(_ mirror: Mirror) -> [String: Any] {
    let pairs = mirror.values.compactMap { pair -> (String, Any)? in
      let parts = Mirror(reflecting: pair).values
      return parts.count == 2 ? (text(parts[0]), parts[1]) : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private func join(_ place: String, _ label: String?) -> String {
    guard let label else { return place }
    return place.isEmpty ? label : "\(place).\(label)"
  }
}

/// Whether two values are equal; values that cannot be compared are so if they are written alike.
private func areEqual(_ old: Any, _ new: Any) -> Bool {
  if let old = old as? AnyHashable, let new = new as? AnyHashable { return old == new }
  return text(old) == text(new)
}
