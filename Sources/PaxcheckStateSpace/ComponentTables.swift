/// What is known of components, as trivial records in flat memory.
struct ComponentTables: ~Copyable {
  /// A component: everything that expanding a state reads of it, in one cache line.
  struct Component {
    /// The component's share of its states' hashes.
    var hash: UInt64
    /// Its condition bits; see `ComponentFacts`.
    var bits: UInt64
    var firstStep: UInt32
    /// The number of steps, or `unknown`.
    var stepCount: UInt32
    var weight: UInt32
    var isOutside: Bool

    static var unknown: UInt32 { .max }
  }

  struct Step {
    /// What the step adds to the hash, reactions to stimuli apart.
    var hashChange: UInt64
    var target: ComponentID
    var firstStimulus: UInt32
    var stimulusCount: UInt16
    var kind: UInt16
    var addsWeight: Bool
    var isOutside: Bool
  }

  struct Stimulus {
    var position: UInt32
    var stimulus: UInt32
  }

  /// What expanding a state reads, as a trivial value. It is out of date once something was added.
  struct Reader {
    let components: UnsafeMutablePointer<Component>
    let steps: UnsafeMutablePointer<Step>
    let stimuli: UnsafeMutablePointer<Stimulus>
    let reactions: PairMap.Reader
  }

  /// The kind under which initial states are counted, beyond those of the semantics.
  static var rootKind: UInt16 { UInt16(CandidateBuffer.kindCapacity - 1) }

  private(set) var components = FlatArray<Component>()
  private(set) var steps = FlatArray<Step>()
  private(set) var stimuli = FlatArray<Stimulus>()
  private(set) var reactions = PairMap()

  var reader: Reader {
    Reader(
      components: components.base, steps: steps.base, stimuli: stimuli.base,
      reactions: reactions.reader)
  }

  var byteCount: Int {
    components.byteCount + steps.byteCount + stimuli.byteCount + reactions.byteCount
  }

  mutating func addComponent(_ facts: ComponentFacts) {
    components.append(
      Component(
        hash: Self.hash(of: ComponentID(components.count)), bits: facts.conditionBits, firstStep: 0,
        stepCount: Component.unknown, weight: UInt32(facts.weight), isOutside: facts.isOutside))
  }

  /// Records the steps of a component. Their targets must be known.
  mutating func setSteps(_ new: [ComponentStep], of component: ComponentID) {
    components.base[Int(component)].firstStep = UInt32(steps.count)
    components.base[Int(component)].stepCount = UInt32(new.count)
    let hash = components[Int(component)].hash
    for step in new {
      let target = components[Int(step.target)]
      steps.append(
        Step(
          hashChange: target.hash &- hash, target: step.target,
          firstStimulus: UInt32(stimuli.count), stimulusCount: UInt16(step.stimuli.count),
          kind: UInt16(step.kind), addsWeight: step.addsWeight,
          isOutside: target.isOutside || step.isOutside))
      for (position, stimulus) in step.stimuli {
        stimuli.append(Stimulus(position: UInt32(position), stimulus: stimulus))
      }
    }
  }

  mutating func addReaction(
    of component: ComponentID, to stimulus: UInt32, _ result: ComponentID
  ) {
    reactions.insert(component, stimulus, result)
  }
}

extension ComponentTables {
  /// A component's share of its states' hashes.
  @inline(__always)
  static func hash(of component: ComponentID) -> UInt64 { mix(UInt64(component)) }

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
extension ComponentTables.Step: BitwiseCopyable {}
extension ComponentTables.Stimulus: BitwiseCopyable {}
