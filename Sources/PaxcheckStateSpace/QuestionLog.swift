/// A question that a component space asked its model, and a digest of the answer.
///
/// Answers number what they contain, so a run that asks the same questions in the same order gives
/// everything the same numbers.
public struct Question: Hashable, Sendable {
  public let component: ComponentID
  /// What the component was to react to, or `everyStep` where its steps were asked for.
  public let stimulus: UInt32
  /// A sum over the answer, by number.
  public let answer: UInt64

  public static var everyStep: UInt32 { .max }

  public init(component: ComponentID, stimulus: UInt32, answer: UInt64) {
    self.component = component
    self.stimulus = stimulus
    self.answer = answer
  }

  /// - Parameters:
  ///   - stimuli: Those of the effects that the answer is the first to name.
  ///   - count: The number of components known after the answer.
  init(
    stepsOf component: ComponentID, answer steps: [ComponentStep], stimuli: [ComponentStimulus],
    _ count: Int
  ) {
    var sum = Checksum(UInt64(count))
    for step in steps {
      sum.add(UInt64(step.target) << 32 | UInt64(step.kind) << 1 | (step.budget != nil ? 1 : 0))
      sum.add(UInt64(step.effect))
      if step.groups != 0 { sum.add(UInt64(step.groups)) }
    }
    for stimulus in stimuli { sum.add(UInt64(stimulus.position) << 32 | UInt64(stimulus.number)) }
    self.init(component: component, stimulus: Self.everyStep, answer: sum.value)
  }

  /// - Parameter count: The number of components known after the answer.
  init(reactionOf component: ComponentID, to stimulus: UInt32, answer: ComponentID, _ count: Int) {
    var sum = Checksum(UInt64(count))
    sum.add(UInt64(answer))
    self.init(component: component, stimulus: stimulus, answer: sum.value)
  }
}

/// The questions that a search asked its model, in order.
public struct QuestionLog: Sendable {
  public private(set) var entries: [Question] = []

  public init() {}

  mutating func append(_ question: Question) { entries.append(question) }
}
