/// Reads drawn histories: a line per client, columns are time, `>` is the answer.
///
/// ```text
/// alice: |------------ write 1 ------------|
/// bob:      |- read > 1 -|
/// carol:                    |- read > 0 -|
/// dave:             |- write 2 ...
/// ```
///
/// An operation runs from one bar to the next; with dots instead of the second bar it never returns.
/// What begins in the column in which something else ends overlaps with it. An operation without an
/// answer that needs none was answered with "ok"; `fail` is the answer of one that was refused.
struct DrawingReader {
  private struct Interval {
    let client: Int
    let words: [String]
    let start: Int
    let end: Int?
    let line: Int
  }

  private var names: [String: Int] = [:]
  private var intervals: [Interval] = []

  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(HistoryFileError) {
    guard let begin = bytes.first(where: { !$0.isBlank }), begin != UInt8(ascii: ";") else {
      return
    }
    guard let drawn = String(validating: bytes, as: UTF8.self) else {
      throw HistoryFileError(line: line, "the line is not in UTF-8, the encoding of histories")
    }
    let text = Array(drawn)
    guard let colon = text.firstIndex(of: ":") else {
      throw HistoryFileError(line: line, "a client and ':' are expected: 'alice: |- read > 1 -|'")
    }
    let name = trim(text[..<colon], " \t")
    guard names[name] == nil else {
      throw HistoryFileError(
        line: line, "client '\(name)' is drawn twice; draw all its operations on one line")
    }
    let client = names.count
    names[name] = client
    var column = colon + 1
    func checkGap(until end: Int) throws(HistoryFileError) {
      guard let stray = text[column..<end].firstIndex(where: { !" \t".contains($0) }) else {
        return
      }
      throw HistoryFileError(
        line: line,
        "'\(text[stray])' in column \(stray + 1) belongs to no operation; an operation runs from '|' to "
          + "'|', or to '...'")
    }
    while let start = text[column...].firstIndex(of: "|") {
      try checkGap(until: start)
      let close = text[(start + 1)...].firstIndex(of: "|")
      let words = try self.words(
        of: text[(start + 1)..<(close ?? text.count)], isOpen: close == nil
      ) {
        HistoryFileError(line: line, "the operation in column \(start + 1) \($0)")
      }
      intervals.append(
        Interval(client: client, words: words, start: start, end: close, line: line))
      guard let close else { return }
      column = close + 1
    }
    try checkGap(until: text.endIndex)
  }

  private func words(
    of content: ArraySlice<Character>, isOpen: Bool, error: (String) -> HistoryFileError
  ) throws(HistoryFileError) -> [String] {
    var content = trim(content, " \t")
    if isOpen {
      guard content.hasSuffix("...") else {
        throw error("ends neither with '|' nor with '...'")
      }
      content.removeLast(3)
    }
    let words = trim(Array(content)[...], "- \t").split(separator: " ").map(String.init)
    guard !words.isEmpty else { throw error("has no name") }
    return words
  }

  private func trim(_ text: ArraySlice<Character>, _ characters: String) -> String {
    let start = text.drop { characters.contains($0) }
    let end = start.lastIndex { !characters.contains($0) }
    return end.map { String(start[...$0]) } ?? ""
  }

  /// Hands over the events in the order of their columns.
  func finish(into builder: inout HistoryBuilder) throws(HistoryFileError) {
    var moments: [(column: Int, isEnd: Bool, interval: Interval)] = []
    for interval in intervals {
      moments.append((interval.start, false, interval))
      if let end = interval.end { moments.append((end, true, interval)) }
    }
    moments.sort {
      ($0.column, $0.isEnd ? 1 : 0, $0.interval.client)
        < ($1.column, $1.isEnd ? 1 : 0, $1.interval.client)
    }
    builder.clientNames = names.sorted { $0.value < $1.value }.map(\.key)
    for (_, isEnd, interval) in moments { try builder.add(event(of: interval, isEnd: isEnd)) }
  }

  private func event(
    of interval: Interval, isEnd: Bool
  ) throws(HistoryFileError) -> HistoryBuilder.Event {
    let parts = interval.words.split(
      separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].first ?? ""
    var arguments = try data(parts[0].dropFirst(), line: interval.line)
    var key = Datum.null
    let arity = OperationNames.kind(of: OperationNames.normalized(name))?.arity ?? .one
    let hasKey =
      switch arity {
      case .none: arguments.count == 1
      case .optional, .one: arguments.count == 2
      case .two: arguments.count == 3
      }
    if hasKey { key = arguments.removeFirst() }
    let argument = arguments.count < 2 ? arguments.first ?? .null : .list(arguments)
    let answer = parts.count > 1 ? try data(parts[1], line: interval.line) : []
    let output: Datum =
      switch answer.first {
      case nil, .symbol("ok"), .symbol("empty"): .null
      case .some(let datum): datum
      }
    let returned: HistoryBuilder.Event.Phase = answer == [.symbol("fail")] ? .failure : .success
    return HistoryBuilder.Event(
      client: interval.client, phase: isEnd ? returned : .invocation, operation: name, key: key,
      value: isEnd ? output : argument, line: interval.line)
  }

  private func data(
    _ words: ArraySlice<String>, line: Int
  ) throws(HistoryFileError) -> [Datum] {
    try Array(words.joined(separator: " ").utf8).withUnsafeBufferPointer {
      buffer throws(HistoryFileError) in
      var parser = DatumParser(HistoryInput(buffer, line: line))
      var data: [Datum] = []
      while let datum = try parser.next() { data.append(datum) }
      return data
    }
  }
}
