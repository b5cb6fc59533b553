/// What a memo was filled with at one place: a digest of the model's answer.
///
/// Answers number what they contain, so a run that fills the same places in the same order gives
/// everything the same numbers.
public struct MemoEntry: Hashable, Sendable {
  public let component: ComponentID
  /// What reached the component, or `everyStep` where its steps were asked for.
  public let input: UInt32
  /// A sum over the answer, by number.
  public let answer: UInt64

  public static var everyStep: UInt32 { .max }

  public init(component: ComponentID, input: UInt32, answer: UInt64) {
    self.component = component
    self.input = input
    self.answer = answer
  }

  /// - Parameters:
  ///   - inputs: Those of the outputs that the answer is the first to name.
  ///   - count: The number of components known after the answer.
  init(
    stepsOf component: ComponentID, answer steps: [ComponentStep], inputs: [ComponentInput],
    _ count: Int
  ) {
    var sum = Checksum(UInt64(count))
    for step in steps {
      sum.add(UInt64(step.target) << 32 | UInt64(step.kind) << 1 | (step.budget != nil ? 1 : 0))
      sum.add(UInt64(step.output))
      if step.groups != 0 { sum.add(UInt64(step.groups)) }
    }
    for input in inputs { sum.add(UInt64(input.position) << 32 | UInt64(input.number)) }
    self.init(component: component, input: Self.everyStep, answer: sum.value)
  }

  /// - Parameter count: The number of components known after the answer.
  init(transitionOf component: ComponentID, on input: UInt32, answer: ComponentID, _ count: Int) {
    var sum = Checksum(UInt64(count))
    sum.add(UInt64(answer))
    self.init(component: component, input: input, answer: sum.value)
  }
}

/// The entries of a memo, in the order in which it was filled.
public struct MemoLog: Sendable {
  public private(set) var entries: [MemoEntry] = []

  public init() {}

  mutating func append(_ entry: MemoEntry) { entries.append(entry) }
}
