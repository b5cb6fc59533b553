/// Reads operation maps: one or more a line.
struct EventMapReader {
  func read(
    _ map: EventMap, into builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    if map.isOfNemesis {
      builder.passedOver += 1
    } else {
      try builder.add(map.event())
    }
  }
}
