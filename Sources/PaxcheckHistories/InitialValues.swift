/// What an object holds at first.
struct InitialState: Hashable, Sendable {
  /// The number of the value; that of `nil` where none is given.
  var value = ValueTable.null
  /// The index of the first entry of a log.
  var firstIndex = 0

  /// Whether it is what every object of its kind holds by default.
  var isFresh: Bool { self == InitialState() }
}

/// What the objects of a history hold at first.
struct InitialValues: Sendable {
  /// What those hold of which nothing else is known.
  var common = InitialState()
  /// The values of those under some keys, by their numbers.
  var ofKeys: [Int32: Int32] = [:]

  /// Whether all objects hold at first what they do by default.
  var isFresh: Bool { common.isFresh && ofKeys.isEmpty }

  subscript(_ key: Int32) -> InitialState {
    guard let value = ofKeys[key] else { return common }
    return InitialState(value: value, firstIndex: common.firstIndex)
  }
}
