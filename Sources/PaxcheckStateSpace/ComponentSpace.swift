public import PaxcheckModel

/// A state space whose states are vectors of component numbers.
///
/// The steps of each component, and its transitions on inputs, are asked for once and kept as integers
/// in flat memory. A successor is then a copy of its predecessor's vector with a few numbers replaced,
/// and its hash the predecessor's plus a few differences.
public final class ComponentSpace: MemoizedSpace {
  public let store: StateStore
  let semantics: any ComponentSemantics
  let width: Int
  @exclusivity(unchecked) var archive: any StateArchive
  @exclusivity(unchecked) var storage: StorageChoice
  /// The vectors of the fresh states, by handle.
  let freshVectors: SegmentedRows<ComponentID>
  /// What the archive noted about each fresh state, by handle.
  let freshKeys = SegmentedRows<UInt64>()
  @exclusivity(unchecked) var tables = ComponentTables()
  /// The memory that what was learnt of the model took at the end of the last block. A worker that looks
  /// ahead learns while others ask how much memory there is.
  var learnedByteCount = 0
  let budgets: Budgets
  let hasStateBoundary: Bool
  /// The properties that components decide, and those among them that hold unless a bit is set.
  let componentProperties: UInt64
  let universalProperties: UInt64
  /// The properties about steps that a step of a component decides.
  let componentStepProperties: UInt64
  /// The properties that several components decide together.
  let joint: JointConditions
  /// The properties whose origins several components decide together.
  private let origins: JointConditions
  /// Conditions on whole states ask the model at any time; others only while misses are filled.
  public let canLookAhead: Bool
  /// The properties that a state answers by not fulfilling their condition.
  let invariants: UInt64
  public var memoLog: MemoLog?
  /// One for each worker.
  let buffers: [CandidateBuffer]

  public init(
    _ semantics: any ComponentSemantics, expectations: [Expectation], threads: Int,
    storage settings: StorageSettings = StorageSettings()
  ) {
    Mistake.unless(
      semantics.width <= 256, "\(semantics.width) components; at most 256 are possible")
    self.semantics = semantics
    store = StateStore(threads: threads)
    width = semantics.width
    storage = StorageChoice(settings, width: semantics.width, isShared: threads > 1)
    archive = storage.firstArchive
    freshVectors = SegmentedRows(width: semantics.width)
    budgets = Budgets(semantics.budgets)
    hasStateBoundary = semantics.hasStateBoundary
    componentProperties = semantics.componentProperties.reduce(0) { $0 | 1 << UInt64($1) }
    universalProperties = semantics.universalProperties
    joint = JointConditions(semantics.jointScopes, workers: threads) {
      semantics.satisfied(among: $0, ofScope: $1, $2)
    }
    let firstOrigin = semantics.jointScopes.count
    origins = JointConditions(semantics.originScopes, workers: 1) {
      semantics.satisfied(among: $0, ofScope: firstOrigin + $1, $2)
    }
    componentStepProperties = semantics.componentStepProperties
    let scoped = componentProperties | componentStepProperties
    canLookAhead = !semantics.hasStateBoundary && scoped.nonzeroBitCount == expectations.count
    invariants = ~expectations.examples
    buffers = (0..<threads).map { _ in CandidateBuffer(width: semantics.width) }
  }

  public var failure: ModelError? { semantics.failure }

  public var byteCount: Int {
    store.byteCount(rowByteCount: freshVectors.rowByteCount + 8) + archive.byteCount
      + learnedByteCount + joint.byteCount + origins.byteCount
  }

  public var kindCounts: [String: Int] {
    var counts: [String: Int] = [:]
    for (kind, name) in semantics.kindNames.enumerated() {
      counts[name] = buffers.reduce(0) { $0 + $1.kindCounts[kind] }
    }
    return counts
  }

  public var figures: [String: Int] {
    var figures = semantics.figures
    figures[archive.name] = archive.count
    for property in 0..<64 {
      let states = buffers.reduce(0) { $0 + $1.wholeStateCounts[property] }
      let combinations = joint.evaluationCount(of: property)
      guard states + combinations > 0 else { continue }
      let what = states > 0 ? "states built" : "combinations of actors judged"
      figures["\(what) for '\(semantics.name(ofProperty: property))'"] = states + combinations
    }
    return figures
  }

  public var warnings: [String] { semantics.warnings }

  public func satisfies(_ property: Int, rank: UInt32, _ worker: BlockWorker) -> Bool {
    worker.place = WorkPlace(rank: rank)
    let bit: UInt64 = 1 << UInt64(property)
    return withVector(ofRank: rank) { vector in
      if componentProperties & bit != 0 {
        let bits = (0..<width).reduce(0) { $0 | tables.facts[Int(vector[$1])].conditionBits }
        return (bits ^ universalProperties) & bit != 0
      }
      if joint.properties & bit != 0 {
        joint.forgetIfFull()
        return joint.satisfied(among: bit) { tables.facts[Int(vector[$0])].view } != 0
      }
      buffers[0].countWholeState(bit)
      return semantics.satisfied(among: bit, vector) != 0
    }
  }

  public func originates(_ property: Int, rank: UInt32, _ worker: BlockWorker) -> Bool {
    worker.place = WorkPlace(rank: rank)
    let bit: UInt64 = 1 << UInt64(property)
    return withVector(ofRank: rank) { vector in
      if origins.properties & bit != 0 {
        origins.forgetIfFull()
        return origins.satisfied(among: bit) { tables.facts[Int(vector[$0])].view } != 0
      }
      return semantics.originating(among: bit, vector) != 0
    }
  }

  /// Calls `body` with the components of a state.
  public func withVector<Result>(
    ofRank rank: UInt32, _ body: (UnsafePointer<ComponentID>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: ComponentID.self, capacity: width) { vector in
      guard let row = vector.baseAddress else { Mistake.stop("a state of no component") }
      archive.read(0..<1, of: Block(ranks: [rank]), to: row)
      return body(row)
    }
  }
}

extension ComponentSpace {
  /// Takes over what the semantics has numbered since the last time.
  func learnComponents() {
    for component in tables.components.count..<semantics.componentCount {
      tables.addComponent(semantics.facts(of: ComponentID(component)))
    }
    for output in tables.outputs.count..<semantics.outputCount {
      tables.addOutput(semantics.inputs(ofOutput: UInt32(output)))
    }
  }

  /// Fills the memo at a place, unless that is done.
  ///
  /// - Returns: Whether it was not.
  func fill(_ component: ComponentID, _ input: UInt32) -> Bool {
    if input == MemoEntry.everyStep {
      let known = tables.components[Int(component)].stepCount
      guard known == ComponentTables.Component.unknown else { return false }
      learnSteps(of: component)
    } else {
      guard tables.transitions.reader.value(component, input) == PairMap.missing else {
        return false
      }
      _ = learnTransition(of: component, on: input)
    }
    return true
  }

  func learnSteps(of component: ComponentID) {
    let steps = semantics.steps(of: component)
    Mistake.unless(
      steps.count < ComponentTables.Component.unknown, "a component with \(steps.count) steps")
    let newOutputs = tables.outputs.count..<semantics.outputCount
    learnComponents()
    tables.setSteps(steps, of: component)
    memoLog?.append(
      MemoEntry(
        stepsOf: component, answer: steps,
        inputs: newOutputs.flatMap { semantics.inputs(ofOutput: UInt32($0)) },
        semantics.componentCount))
  }

  func learnTransition(of component: ComponentID, on input: UInt32) -> ComponentID {
    let result = semantics.transition(of: component, on: input)
    learnComponents()
    tables.addTransition(of: component, on: input, result)
    memoLog?.append(
      MemoEntry(transitionOf: component, on: input, answer: result, semantics.componentCount))
    return result
  }
}
