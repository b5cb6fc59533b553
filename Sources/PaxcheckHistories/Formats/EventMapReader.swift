/// Reads operation maps: one or more a line.
///
/// The key is that of `:key`, or the first of two values as in Jepsen's independent histories. Whether
/// those are what pairs mean is told by the first read or comparison; a register may hold pairs, too.
struct EventMapReader {
  /// `nil` until it is known.
  private var valuesHaveKeys: Bool?
  /// Events whose values may have keys, and those after them, until that is known.
  private var waiting: [EventMap] = []

  mutating func read(
    _ map: EventMap, into builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    if map.isOfNemesis { return }
    if valuesHaveKeys == nil {
      valuesHaveKeys = map.tellsWhetherValuesHaveKeys
      if valuesHaveKeys == nil, !waiting.isEmpty || map.mayHaveKey {
        waiting.append(map)
        return
      }
      try finish(into: &builder)
      waiting = []
    }
    try builder.add(map.event(valuesHaveKeys: valuesHaveKeys ?? false))
  }

  /// Hands over what is waiting.
  func finish(into builder: inout HistoryBuilder) throws(HistoryFileError) {
    for map in waiting { try builder.add(map.event(valuesHaveKeys: valuesHaveKeys ?? false)) }
  }
}
