import PaxcheckConsistency

/// Judges the operations on one part of an object, by the fastest way that fits them.
struct PartJudge {
  struct Judgement: Sendable {
    /// The operations are numbered as in the part.
    var verdict: EncodedVerdict
    var effort = 0
    /// What the failing operation could have been answered.
    var possibleAnswers: [String] = []
    /// Operations that have no legal order by themselves, if they came with the verdict.
    var conflicting: [Int]?
    /// Whether a failing operation ends the shortest failing prefix.
    var isShortest = true

    var isUndecided: Bool {
      if case .undecided = verdict { true } else { false }
    }

    var isInconsistent: Bool {
      if case .inconsistent = verdict { true } else { false }
    }
  }

  let object: ObjectKind
  let values: ValueTable
  var limit = Int.max
  var usesSpecialMonitors = true
  /// Whether an order is likely. It makes no difference to the verdict.
  var expectsOrder = true
  /// Whether an answer comes with an order, or with the answers that were possible.
  var givesReasons = true
  /// What objects hold at first.
  var initial = InitialValues()
  /// What a register may hold at first instead, whatever was said of it.
  private var anyOf: [Int32]?
  /// Whether an object may be in any of its states at first, where these are few.
  private var startsAnywhere = false
  let interruption: @Sendable () -> StopReason?

  init(
    object: ObjectKind, values: ValueTable, limit: Int = .max, usesSpecialMonitors: Bool = true,
    initial: InitialValues = InitialValues(), interruption: @escaping @Sendable () -> StopReason?
  ) {
    self.object = object
    self.values = values
    self.limit = limit
    self.usesSpecialMonitors = usesSpecialMonitors
    self.initial = initial
    self.interruption = interruption
  }

  /// The judge of operations on an object whose earlier use is unknown.
  ///
  /// - Returns: `nil` if there are too many states in which it may have been.
  func afterUnknownPast(of operations: [RecordedOperation]) -> PartJudge? {
    var judge = self
    switch object {
    case .mutex: judge.startsAnywhere = true
    case .register, .casRegister, .map:
      if operations.contains(where: { $0.kind == .append }) { return nil }
      let values = Set(operations.flatMap(\.valuesLeft) + initialValues(of: operations)).sorted()
      if values.count > 64 { return nil }
      judge.anyOf = values
    default: return nil
    }
    return judge
  }

  /// The judge for questions that an explanation asks about parts of a history.
  ///
  /// It gives up where an answer would cost much: a state of some objects takes as much memory as the
  /// history has operations.
  func asking(about operationCount: Int, limit: Int) -> PartJudge {
    var judge = self
    judge.expectsOrder = false
    let growsWithHistory = [.queue, .stack, .deque, .log, .set].contains(object)
    judge.limit = growsWithHistory ? min(limit, 4_000_000 / max(1, operationCount)) : limit
    return judge
  }

  func judge(_ operations: [RecordedOperation]) -> Judgement {
    do throws(Stopped) {
      try pause()
      return try judgeUnlessStopped(operations)
    } catch {
      return Judgement(verdict: .undecided(.stopped(error.reason)))
    }
  }

  private func pause() throws(Stopped) {
    if let reason = interruption() { throw Stopped(reason) }
  }

  private func judgeUnlessStopped(
    _ operations: [RecordedOperation]
  ) throws(Stopped) -> Judgement {
    let initial = initialState(of: operations)
    if usesSpecialMonitors, anyOf == nil, !startsAnywhere,
      let verdict = try SpecialMonitor(object, values, initial: initial).verdict(operations, pause)
    {
      return Judgement(verdict, of: operations)
    }
    switch object {
    case .register, .casRegister, .map:
      if operations.contains(where: { $0.kind == .append }) { return judgeText(operations) }
      return judgeRegister(operations)
    default: return search(operations, as: object.definition.translation(values, initial))
    }
  }

  /// What the object that some operations are about holds at first.
  private func initialState(of operations: [RecordedOperation]) -> InitialState {
    initial[operations.first?.key ?? ValueTable.null]
  }

  /// What a register may hold before some operations on it.
  func initialValues(of operations: [RecordedOperation]) -> [Int32] {
    anyOf ?? [initialState(of: operations).value]
  }

  /// Looks for an order that keeps each client's own, but not real time.
  func judgeSequentially(_ operations: [RecordedOperation]) -> Judgement {
    if operations.contains(where: { $0.kind == .append }), object == .map {
      return sequential(operations, as: TextTranslation(values: values, initial: initial.common))
    }
    return sequential(operations, as: object.definition.translation(values, initial.common))
  }

  /// How many operations of an order on one object, from its beginning on, are legal with the answers that
  /// they have.
  func legalCount(of order: [RecordedOperation]) -> Int {
    let initial = initialState(of: order)
    let isText = object == .map && order.contains { $0.kind == .append }
    return isText
      ? legalCount(of: order, as: TextTranslation(values: values, initial: initial))
      : legalCount(of: order, as: object.definition.translation(values, initial))
  }

  private func legalCount<T: Translation>(of order: [RecordedOperation], as translation: T) -> Int {
    var object = translation.initial
    return order.firstIndex { recorded in
      let operation = translation.operation(recorded)
      guard recorded.isAnswered else {
        _ = object.apply(operation)
        return false
      }
      return !object.accept(translation.response(recorded), to: operation)
    } ?? order.count
  }

  /// The general way.
  private func search<T: Translation>(
    _ operations: [RecordedOperation], as translation: T
  ) -> Judgement {
    let (actions, encoded) = encode(operations)
    let initial = startsAnywhere ? translation.allStates : [translation.initial]
    var source = SpecificationSource(initial)
    for action in actions {
      source.add(
        translation.operation(action),
        answered: action.isAnswered ? translation.response(action) : nil)
    }
    var race = LinearizationRace(
      encoded, of: source, actionCount: actions.count, initialStates: Array(initial.indices),
      settings)
    var judgement = judgement(of: &race)
    if case .inconsistent(let failure) = judgement.verdict {
      let states = race.states(failure.states, as: SpecificationSource<T.Specification>.self)
      judgement.possibleAnswers = answers(
        to: operations[failure.operation], in: states, translation)
    }
    return judgement
  }

  private func judgeRegister(_ operations: [RecordedOperation]) -> Judgement {
    let (actions, encoded) = encode(operations)
    var race = LinearizationRace(
      encoded, of: RegisterSource(actions: actions), actionCount: actions.count,
      initialStates: initialValues(of: operations).map(Int.init), settings)
    var judgement = judgement(of: &race)
    if case .inconsistent(let failure) = judgement.verdict {
      judgement.possibleAnswers = answers(
        to: operations[failure.operation],
        in: failure.states.map { CompareAndSetRegister(Int32($0)) },
        RegisterTranslation(values: values))
    }
    return judgement
  }

  /// The different actions among operations, and the operations with the numbers of their actions.
  private func encode(
    _ operations: [RecordedOperation]
  ) -> (actions: [RecordedOperation], operations: [EncodedOperation]) {
    var table = ActionTable(operationCount: operations.count)
    let encoded = operations.map { operation in
      EncodedOperation(
        action: table.number(ofActionOf: operation), invoked: operation.invoked,
        returned: operation.returned)
    }
    return (table.actions, encoded)
  }

  private var settings: LinearizationSettings {
    var settings = LinearizationSettings()
    settings.limit = limit
    settings.expectsOrder = expectsOrder
    settings.givesReasons = givesReasons
    settings.interruption = interruption
    return settings
  }

  private func judgement(of race: inout LinearizationRace) -> Judgement {
    let verdict = race.run()
    return Judgement(verdict: verdict, effort: race.effort)
  }

  /// What an operation could have been answered, as text.
  private func answers<T: Translation>(
    to operation: RecordedOperation, in states: [T.Specification], _ translation: T
  ) -> [String] {
    let operation = translation.operation(operation)
    let answers = states.map { state in
      var object = state
      return translation.text(of: object.apply(operation))
    }
    return Set(answers).sorted()
  }

  private func sequential<T: Translation>(
    _ operations: [RecordedOperation], as part: T
  ) -> Judgement {
    let translation = Keyed(part, values: values, initial: initial)
    var history = ProgramOrderHistory(of: translation.initial)
    for operation in operations {
      history.append(
        translation.operation(operation),
        answered: operation.isAnswered ? translation.response(operation) : nil,
        by: Int(operation.client))
    }
    return Judgement(verdict: history.check(limit: limit, interruption: interruption))
  }

  /// Texts that are put and appended to.
  private func judgeText(_ operations: [RecordedOperation]) -> Judgement {
    let initial = initialState(of: operations)
    guard usesSpecialMonitors, initial.isFresh,
      let source = AppendSource(operations, text: { values.string($0) })
    else { return search(operations, as: TextTranslation(values: values, initial: initial)) }
    let relevant = operations.indices.filter { operations[$0].isAnswered || source.matters($0) }
    let encoded = relevant.map {
      EncodedOperation(
        action: $0, invoked: operations[$0].invoked, returned: operations[$0].returned)
    }
    var race = LinearizationRace(
      encoded, of: source, actionCount: source.actionCount, settings)
    var judgement = judgement(of: &race)
    judgement.verdict = judgement.verdict.renumbered { relevant[$0] }
    judgement.isShortest = false
    return judgement
  }
}

extension PartJudge.Judgement {
  /// What a special monitor found out about operations.
  fileprivate init(_ verdict: MonitorVerdict, of operations: [RecordedOperation]) {
    switch verdict {
    case .consistent(let order): self.init(verdict: .consistent(order: order))
    case .inconsistent(let conflict):
      let last = conflict.max { operations[$0].returned < operations[$1].returned } ?? 0
      self.init(
        verdict: .inconsistent(EncodedFailure(operation: last)),
        conflicting: Set(conflict).sorted(),
        isShortest: false)
    }
  }
}
