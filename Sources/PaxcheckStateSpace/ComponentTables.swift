/// What is known of components, as trivial records in flat memory.
struct ComponentTables: ~Copyable {
  /// A component: what expanding a state reads of it, in eight bytes, so that many stay in the cache.
  struct Component {
    var firstStep: UInt32 = 0
    /// The number of steps, or `unknown`.
    var stepCount = Component.unknown
    /// What it has spent of two budgets, four bits for each.
    var spent: UInt8
    /// The groups of steps that it bars, a bit for each, and above them whether any of its condition bits is
    /// set.
    let flags: UInt8

    init(spent: UInt8, bars: UInt8, hasConditionBits: Bool) {
      self.spent = spent
      flags = bars | (hasConditionBits ? Component.conditionFlag : 0)
    }

    /// Whether any of the component's condition bits is set.
    @inline(__always)
    var hasConditionBits: Bool { flags & Component.conditionFlag != 0 }

    static var unknown: UInt16 { .max }
    private static var conditionFlag: UInt8 { 1 << 7 }
  }

  struct Step {
    var target: ComponentID
    var firstInput: UInt32
    var inputCount: UInt16
    var kind: UInt16
    /// The budget that the step draws on, or `Budgets.none`.
    var budget: UInt8
    /// The groups that the step belongs to, a bit for each.
    var groups: UInt8
    /// Whether the step is cut off: by the scenario, or by the boundary.
    var isOutside: Bool
    var isOutsideScenario: Bool
  }

  struct Facts {
    /// See `ComponentFacts`.
    var conditionBits: UInt64
    var isOutside: Bool
    var view: UInt32
  }

  /// A run of inputs.
  struct Output {
    var firstInput: UInt32
    var inputCount: UInt16
  }

  /// What expanding a state reads, as a trivial value. It is out of date once something was added, but
  /// can be read until the next `releaseRetired()`, unless it was a transition.
  struct Reader {
    let components: UnsafeMutablePointer<Component>
    let facts: UnsafeMutablePointer<Facts>
    let steps: UnsafeMutablePointer<Step>
    let inputs: UnsafeMutablePointer<ComponentInput>
    let transitions: PairMap.Reader
    /// For each step, the properties that it breaks.
    let broken: UnsafeMutablePointer<UInt64>
    /// Whether a step breaks a property.
    let breaksSomething: Bool
  }

  /// The kind under which initial states are counted, beyond those of the semantics.
  static var rootKind: UInt16 { UInt16(CandidateBuffer.kindCapacity - 1) }

  private(set) var components = FlatArray<Component>()
  /// For each component, what is rarely asked of it.
  private(set) var facts = FlatArray<Facts>()
  private(set) var steps = FlatArray<Step>()
  private(set) var outputs = FlatArray<Output>()
  private(set) var inputs = FlatArray<ComponentInput>()
  private(set) var transitions = PairMap()
  /// For each step, the properties that it breaks; empty as long as none does.
  private var broken = FlatArray<UInt64>(capacity: 1)

  var reader: Reader {
    Reader(
      components: components.base, facts: facts.base, steps: steps.base, inputs: inputs.base,
      transitions: transitions.reader, broken: broken.base, breaksSomething: broken.count > 0)
  }

  var byteCount: Int {
    components.byteCount + facts.byteCount + steps.byteCount + outputs.byteCount + inputs.byteCount
      + transitions.byteCount + broken.byteCount
  }

  mutating func addComponent(_ facts: ComponentFacts) {
    components.append(
      Component(
        spent: facts.spent, bars: facts.bars, hasConditionBits: facts.conditionBits != 0))
    self.facts.append(
      Facts(
        conditionBits: facts.conditionBits, isOutside: facts.isOutside, view: facts.view))
  }

  mutating func addOutput(_ inputs: [ComponentInput]) {
    outputs.append(
      Output(
        firstInput: UInt32(self.inputs.count), inputCount: UInt16(inputs.count)))
    for input in inputs { self.inputs.append(input) }
  }

  /// Records the steps of a component. Their targets and outputs must be known.
  mutating func setSteps(_ new: [ComponentStep], of component: ComponentID) {
    components.base[Int(component)].firstStep = UInt32(steps.count)
    components.base[Int(component)].stepCount = UInt16(new.count)
    if broken.count > 0 || new.contains(where: { $0.broken != 0 }) {
      while broken.count < steps.count { broken.append(0) }
      for step in new { broken.append(step.broken) }
    }
    for step in new {
      let output = outputs[Int(step.output)]
      steps.append(
        Step(
          target: step.target, firstInput: output.firstInput,
          inputCount: output.inputCount, kind: UInt16(step.kind),
          budget: step.budget.map { UInt8($0) } ?? Budgets.none, groups: step.groups,
          isOutside: facts[Int(step.target)].isOutside || step.isOutsideScenario,
          isOutsideScenario: step.isOutsideScenario))
    }
  }

  /// Gives back memory that only readers out of date read.
  mutating func releaseRetired() {
    components.releaseRetired()
    facts.releaseRetired()
    steps.releaseRetired()
    outputs.releaseRetired()
    inputs.releaseRetired()
    broken.releaseRetired()
  }

  mutating func addTransition(
    of component: ComponentID, on input: UInt32, _ result: ComponentID
  ) {
    transitions.insert(component, input, result)
  }
}

extension ComponentTables {
  /// A component's share of its states' hashes, which are sums: therefore it must not be linear.
  @inline(__always)
  static func hash(of component: ComponentID) -> UInt64 {
    let z = (UInt64(component) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    return (z ^ (z >> 32)) &* 0x94D0_49BB_1331_11EB
  }

  /// Spreads a number over 64 bits: the finaliser of SplitMix64.
  @inline(__always)
  static func mix(_ number: UInt64) -> UInt64 {
    var z = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension ComponentTables.Component: BitwiseCopyable {}
extension ComponentTables.Facts: BitwiseCopyable {}
extension ComponentTables.Output: BitwiseCopyable {}
extension ComponentTables.Step: BitwiseCopyable {}
