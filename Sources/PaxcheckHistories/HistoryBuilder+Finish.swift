extension HistoryBuilder {
  /// The history.
  ///
  /// - Parameters:
  ///   - told: What the caller says of the object, which counts for more than the header.
  ///   - header: What the file says of it.
  consuming func finish(
    _ told: ObjectSettings = .init(), header: ObjectSettings = .init()
  ) throws(HistoryFileError) -> RecordedHistory {
    try addWaiting()
    let settings = told.filled(by: header)
    let (object, reason) = try object(settings, isTold: told.object != nil)
    try rename(for: object, isTold: settings.object != nil)
    try refuseTransactions(of: object)
    try settleAnswers(of: object)
    if tookPairsForValues { notes.append("pairs are taken for values, not for keys with values") }
    noteIgnored()
    let failures = failed.sorted().map { operations[$0] }
    if !failed.isEmpty {
      operations = operations.indices.filter { !failed.contains($0) }.map { operations[$0] }
    }
    if operations.isEmpty {
      notes.append("no operation took effect, so there was nothing to judge")
    }
    nameKeys(of: object)
    try object.check(operations, values, names)
    if hasClock { operations.separateMoments() }
    var history = RecordedHistory(
      object: object, operations: operations, failed: failures, values: values,
      clientNames: clientNames)
    try history.begin(with: settings.initial)
    if object == .map { history.unifyValues() }
    if object == .counter { history.tellAnswers(names, &notes) }
    if object == .log {
      history.count(from: settings.firstIndex, &notes)
    } else if settings.firstIndex != nil {
      throw HistoryFileError(line: 0, "\(object.noun) has no first index; only a log has one")
    }
    history.basis = reason + history.beginning(isTold: settings.initial != nil)
    history.notes = notes
    return history
  }

  /// The object, and how it is known.
  private mutating func object(
    _ settings: ObjectSettings, isTold: Bool
  ) throws(HistoryFileError) -> (ObjectKind, reason: String) {
    if let object = settings.object {
      return (object, "\(object.noun), as \(isTold ? "told" : "the header says")")
    }
    let guess = ObjectGuess(ObjectEvidence(of: self), names)
    guard !names.all.isEmpty else { return (.register, "taken for a register") }
    var object = try guess.object()
    // A put may answer with the value before it.
    if object == .register, answers.previous != nil { object = .casRegister }
    if let other = guess.alternative(to: object) {
      notes.append("\(other.noun) would fit as well (--object \(other.rawValue))")
    }
    return (object, "taken for \(object.noun): \(guess.reason(for: object))")
  }

  /// Gives operations the meaning that their names have for an object.
  private mutating func rename(
    for object: ObjectKind, isTold: Bool
  ) throws(HistoryFileError) {
    var meanings: [OperationKind: OperationKind] = [:]
    for name in names.all {
      let operation = object.definition.operation(named: name.normalized, isTold: isTold)
      guard let kind = operation?.kind, meanings[name.kind] ?? kind == kind else {
        let known = object.definition.operations.map(\.kind.name).joined(separator: ", ")
        throw HistoryFileError(
          line: name.line, "\(object.noun) has no operation '\(name.text)'; it has \(known)")
      }
      meanings[name.kind] = kind
    }
    guard meanings.contains(where: { $0.key != $0.value }) else { return }
    for index in operations.indices {
      operations[index].kind = meanings[operations[index].kind] ?? operations[index].kind
    }
  }

  private mutating func noteIgnored() {
    let (failed, answeredNo) = (failed.count - answers.no, answers.no)
    func operations(_ count: Int) -> String { count == 1 ? "1 operation" : "\(count) operations" }
    var ignored: [String] = []
    if failed > 0 { ignored.append("\(operations(failed)) that failed") }
    if answeredNo > 0 { ignored.append("\(operations(answeredNo)) answered with false") }
    if passedOver > 0 {
      ignored.append("\(passedOver == 1 ? "1 event" : "\(passedOver) events") of the nemesis")
    }
    if !ignored.isEmpty { notes.append("passed over: \(ignored.joined(separator: ", "))") }
  }

  /// Where a format has a column for keys that all say the same, or 0, objects but maps have none.
  private mutating func nameKeys(of object: ObjectKind) {
    guard hasClock, object != .map, let first = operations.first?.key else { return }
    let isOne = operations.allSatisfy { $0.key == first }
    guard isOne && first != ValueTable.null else { return }
    for index in operations.indices { operations[index].key = ValueTable.null }
  }
}
