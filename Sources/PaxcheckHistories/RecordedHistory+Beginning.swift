extension RecordedHistory {
  /// Notes what the objects hold at first.
  mutating func begin(with initial: Datum?) throws(HistoryFileError) {
    guard let initial else { return }
    if object == .map, case .map(let entries) = initial {
      for entry in entries {
        self.initial.ofKeys[values.number(of: entry.key)] = values.number(of: entry.value)
      }
      return
    }
    let (forms, example) = object.definition.initial
    guard forms.contains(ValueForms(of: initial)) else {
      let hint =
        object == .log && initial.integerValue != nil
        ? "; --first-index \(initial) is meant, perhaps" : ""
      throw HistoryFileError(
        line: 0,
        "\(object.noun) cannot begin as \(initial); something like \(example) is expected\(hint)")
    }
    for element in initial.elements ?? [] { _ = values.number(of: element) }
    self.initial.common.value = values.number(of: initial)
  }

  /// What the objects hold at first, in words, to be put behind what they are.
  func beginning(isTold: Bool) -> String {
    if !initial.ofKeys.isEmpty { return "; it begins as told" }
    if isTold { return "; it begins as \(values.text(initial.common.value)), as told" }
    let isOfTexts = object == .map && operations.contains { $0.kind == .append }
    return switch object.definition.fresh {
    case "empty", "free": ""
    case _ where isOfTexts: "; texts begin as empty"
    case let fresh: "; it begins as \(fresh)"
    }
  }

  /// Finds out whether additions are answered with the value before or after them.
  ///
  /// Some names tell. The others mean the value after, unless one was answered with the value at first,
  /// although all add.
  mutating func tellAnswers(_ names: SeenNames, _ notes: inout [String]) {
    let explicit = ["addandget", "incrementandget"]
    let open = names.all.filter { $0.kind == .add && !explicit.contains($0.normalized) }
    let answers = operations.filter { $0.kind == .add && $0.output != ValueTable.null }
    guard !open.isEmpty, !answers.isEmpty else { return }
    let name = open[0].text
    let onlyAdds = operations.allSatisfy { operation in
      operation.kind == .read
        || operation.kind != .subtract && (values[operation.argument].integerValue ?? 1) > 0
    }
    let first = Datum.integer(values[initial.common.value].integerValue ?? 0)
    guard onlyAdds, open.count == names.texts(of: .add).count,
      answers.contains(where: { values[$0.output] == first })
    else {
      notes.append(
        "the answers of '\(name)' are taken for values after it; before it would be called "
          + "fetch-and-add")
      return
    }
    notes.append("the answers of '\(name)' are taken for values before it, since one is \(first)")
    for index in operations.indices where operations[index].kind == .add {
      operations[index].kind = .fetchAndAdd
    }
  }

  /// Finds out where the indexes of logs begin.
  ///
  /// If that is not given, a read tells in which place an entry is that was told its index. If none does, 1
  /// and 2 are taken for the first index where no smaller one was told, and else 0.
  mutating func count(from told: Int?, _ notes: inout [String]) {
    if let told {
      initial.common.firstIndex = told
      if told != 0 { notes.append("indexes count from \(told), as told") }
      return
    }
    let indexes = operations.compactMap { operation in
      operation.kind == .append ? values[operation.output].integerValue : nil
    }
    guard let least = indexes.min() else { return }
    if let seen = firstIndexSeen {
      initial.common.firstIndex = seen
      if seen != 0 {
        notes.append("indexes count from \(seen), as a read shows (--first-index)")
      }
    } else if initial.isFresh, 1...2 ~= least {
      initial.common.firstIndex = least
      notes.append("indexes are taken to count from \(least), the least one told (--first-index)")
    } else if least != 0 {
      notes.append("indexes are taken to count from 0 (--first-index)")
    }
  }

  /// The first index, if there are entries that were told theirs and were read: 0 unless all of them
  /// agree on another one.
  private var firstIndexSeen: Int? {
    let logs = Dictionary(grouping: operations, by: \.key).values
    let seen = Set(logs.flatMap(firstIndexes))
    return seen.count > 1 || (seen.first ?? 0) < 0 ? 0 : seen.first
  }

  /// What the operations on one log tell of its first index.
  private func firstIndexes(_ operations: [RecordedOperation]) -> [Int] {
    let reads = operations.filter { $0.kind == .read && $0.isAnswered }
    let lists = reads.map { values[$0.output].elements ?? [] }
    let longest = lists.max { $0.count < $1.count } ?? []
    let places = Dictionary(zip(longest, longest.indices)) { _, _ in -1 }
    let appends = Dictionary(grouping: operations.filter { $0.kind == .append }, by: \.argument)
    return appends.values.filter { $0.count == 1 }.compactMap { append in
      guard let place = places[values[append[0].argument]], place >= 0,
        let index = values[append[0].output].integerValue
      else { return nil }
      return index.subtractingReportingOverflow(place).partialValue
    }
  }
}
