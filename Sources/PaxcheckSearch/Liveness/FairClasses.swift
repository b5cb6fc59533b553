import PaxcheckModel
import PaxcheckStateSpace

/// The classes of steps that a model's rules of fairness are about, by number.
///
/// A class of one rule is another one than the same class of another rule, so that it is either weak or strong.
struct FairClasses {
  /// The classes of an action: for each rule one, if the rule is about the action.
  typealias Classifier = (_ rank: UInt32, _ action: UInt32) -> [StepClass?]

  /// How many rules there are.
  let ruleCount: Int
  private let isStrongRule: [Bool]
  private let classify: Classifier
  private var numbers: [Key: UInt32] = [:]
  /// The numbers of a label's classes, once it was met.
  private var byLabel: [[UInt32]?] = []
  /// Whether each class is of a rule of strong fairness.
  private(set) var isStrong: [Bool] = []
  /// Whether a rule is about some step that was met.
  private(set) var isUsed: [Bool]

  private struct Key: Hashable {
    let rule: Int
    let stepClass: StepClass
  }

  init(isStrong: [Bool], _ classify: @escaping Classifier) {
    ruleCount = isStrong.count
    isStrongRule = isStrong
    self.classify = classify
    isUsed = isStrong.map { _ in false }
  }

  init<M: Model>(_ model: M, _ typed: TypedStateSpace<M>) {
    let rules = model.fairness
    self.init(isStrong: rules.map { $0.strength == .strong }) { rank, action in
      let action = typed.action(rank, action)
      return rules.map { $0.steps.classOf(action) }
    }
  }

  var isEmpty: Bool { ruleCount == 0 }

  /// Notes the classes of a step of a state.
  mutating func meet(_ step: Successors.Step, of rank: UInt32) {
    let label = Int(step.label)
    while byLabel.count <= label { byLabel.append(nil) }
    guard byLabel[label] == nil else { return }
    byLabel[label] = classify(rank, step.action).enumerated().compactMap { rule, stepClass in
      stepClass.map { number(Key(rule: rule, stepClass: $0)) }
    }
  }

  private mutating func number(_ key: Key) -> UInt32 {
    if let number = numbers[key] { return number }
    let number = UInt32(isStrong.count)
    numbers[key] = number
    isStrong.append(isStrongRule[key.rule])
    isUsed[key.rule] = true
    return number
  }

  /// The classes of a label that was met; none where there is no rule.
  subscript(label: UInt32) -> [UInt32] { isEmpty ? [] : byLabel[Int(label)] ?? [] }
}
