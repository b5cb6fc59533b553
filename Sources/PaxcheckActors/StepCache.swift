import PaxcheckModel
import PaxcheckStateSpace

/// What has been asked of an actor system before, in numbers.
struct StepCache: ~Copyable {
  private let values: any SystemValues
  private var slots: [SlotFacts] = []
  private var slotActions: [[LocalAction]?] = []
  private var envelopes: [EnvelopeFacts] = []
  private var histories: [UInt64] = []
  private var changes: [SlotChange] = []
  /// The place of a change, by slot and event.
  private var changeNumbers = PairMap()
  /// The next history, by history and what was recorded.
  private var nextHistories = PairMap()
  /// 1 for the envelopes that a slot ignores for ever, otherwise 0.
  private var deadEnvelopes = PairMap()
  /// Whether actions belong to the scenario, by key.
  private var scenario: [Int: Bool] = [:]
  private let hasScenario: Bool
  /// The properties that a change of a slot breaks, by the slot before and after it: numbers of `brokenSets`.
  private var brokenNumbers = PairMap()
  private var brokenSets = Interner<UInt64>()
  private var kinds = Interner<String>()
  /// The numbers of kinds, by sort and number of the action.
  private var kindNumbers = PairMap()

  /// An empty cache that numbers kinds like an old one.
  init(_ values: any SystemValues, hasScenario: Bool, kindNames: [String] = []) {
    self.values = values
    self.hasScenario = hasScenario
    for name in kindNames { _ = kinds.number(name) }
  }

  /// The number of things remembered.
  var count: Int {
    values.count + changes.count + nextHistories.count + deadEnvelopes.count + kindNumbers.count
      + scenario.count + brokenNumbers.count
  }

  /// The memory held, in bytes, as an estimate.
  var byteCount: Int {
    slots.capacity * MemoryLayout<SlotFacts>.stride
      + slotActions.capacity * MemoryLayout<[LocalAction]?>.stride
      + envelopes.capacity * MemoryLayout<EnvelopeFacts>.stride + 8 * histories.capacity
      + changes.capacity * MemoryLayout<SlotChange>.stride + changeNumbers.byteCount
      + nextHistories.byteCount + deadEnvelopes.byteCount + kindNumbers.byteCount
      + brokenNumbers.byteCount
  }

  var kindNames: [String] { kinds.values }

  mutating func slot(_ number: UInt32) -> SlotFacts {
    while slots.count <= number { slots.append(values.facts(ofSlot: UInt32(slots.count))) }
    return slots[Int(number)]
  }

  mutating func actions(ofSlot number: UInt32) -> [LocalAction] {
    while slotActions.count <= number { slotActions.append(nil) }
    if let known = slotActions[Int(number)] { return known }
    let actions = values.actions(ofSlot: number)
    slotActions[Int(number)] = actions
    return actions
  }

  mutating func envelope(_ number: UInt32) -> EnvelopeFacts {
    while envelopes.count <= number {
      envelopes.append(values.facts(ofEnvelope: UInt32(envelopes.count)))
    }
    return envelopes[Int(number)]
  }

  /// An envelope that has been asked about.
  /// A message to an actor that there is not, in a sentence; `nil` if none of these envelopes is one. Of
  /// several, the first by its text.
  func warning(about envelopes: some Sequence<UInt32>) -> String? {
    let strays = envelopes.filter { knownEnvelope($0).destination < 0 }
    let text = strays.map { values.text(ofEnvelope: $0) }.min()
    return text.map { "a message is sent to nobody, since there is no such actor: \($0)" }
  }

  /// A warning about all envelopes known.
  var warning: String? { warning(about: envelopes.indices.map(UInt32.init)) }

  func knownEnvelope(_ number: UInt32) -> EnvelopeFacts { envelopes[Int(number)] }

  /// The properties that a history violates, a bit for each.
  mutating func violations(ofHistory number: UInt32) -> UInt64 {
    while histories.count <= number {
      histories.append(values.bits(ofHistory: UInt32(histories.count)))
    }
    return histories[Int(number)]
  }

  mutating func change(of slot: UInt32, by cause: SlotCause) -> SlotChange {
    let known = changeNumbers.reader.value(slot, cause.number)
    if known != PairMap.missing { return changes[Int(known)] }
    let change = newChange(of: slot, by: cause)
    changeNumbers.insert(slot, cause.number, UInt32(changes.count))
    changes.append(change)
    return change
  }

  /// The properties that a step breaks by making one slot of another, a bit for each.
  mutating func broken(byStepFrom slot: UInt32, to next: UInt32) -> UInt64 {
    if slot == next { return 0 }
    let known = brokenNumbers.reader.value(slot, next)
    if known != PairMap.missing { return brokenSets[known] }
    let broken = values.broken(byStepFrom: slot, to: next)
    brokenNumbers.insert(slot, next, brokenSets.number(broken))
    return broken
  }

  /// What a handler makes of a slot, for those who remember it themselves.
  mutating func newChange(of slot: UInt32, by cause: SlotCause) -> SlotChange {
    let values = values
    return Activity.step {
      values.text(of: cause)
    } while: {
      let change = values.change(of: slot, by: cause)
      // What properties see of the actor now is a consequence of this step.
      _ = self.slot(change.slot)
      return change
    }
  }

  mutating func history(_ history: UInt32, after events: UInt32) -> UInt32 {
    let known = nextHistories.reader.value(history, events)
    if known != PairMap.missing { return known }
    let next = values.history(history, after: events)
    nextHistories.insert(history, events, next)
    return next
  }

  mutating func isDead(_ envelope: UInt32, for slot: UInt32) -> Bool {
    let known = deadEnvelopes.reader.value(slot, envelope)
    if known != PairMap.missing { return known == 1 }
    let isDead = values.isDead(envelope, for: slot)
    deadEnvelopes.insert(slot, envelope, isDead ? 1 : 0)
    return isDead
  }

  mutating func isWithinScenario(_ key: ActionKey) -> Bool {
    guard hasScenario else { return true }
    if let known = scenario[key.bits] { return known }
    let answer = values.isWithinScenario(key)
    scenario[key.bits] = answer
    return answer
  }

  mutating func kind(_ key: ActionKey) -> Int {
    let sort = UInt32(key.sort.rawValue)
    let known = kindNumbers.reader.value(sort, key.number)
    if known != PairMap.missing { return Int(known) }
    let name =
      switch key.sort {
      case .delivery: values.kinds(ofEnvelope: key.number).delivery
      case .loss: values.kinds(ofEnvelope: key.number).loss
      case .timeout, .choice, .crash, .recovery, .amnesia, .partition:
        values.kind(ofAction: key.number)
      }
    let number = kinds.number(name)
    kindNumbers.insert(sort, key.number, number)
    return Int(number)
  }
}
