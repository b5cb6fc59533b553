public import PaxcheckModel

/// A `ValueStepper` whose model's type is erased, by way of closures over specialised code.
@usableFromInline
final class ErasedStepper: Stepper {
  @usableFromInline let initialStateCount: Int
  /// Nothing: a model of whole states is not watched here.
  @usableFromInline var failure: ModelError? { nil }
  private let starting: (Int) -> Void
  private let listing: () -> Int
  private let taking: (Int) -> StepAttempt
  private let testing: (Int) -> Bool
  private let numbering: (Int) -> Int
  private let casting: (Int) -> StepRole
  private let grouping: (Int) -> Int
  private let sorting: (Int) -> Int
  private let naming: () -> [String]
  private let trying: () -> (step: String?, name: String?)
  private let judging: (UInt64) -> UInt64
  private let asking: (UInt64) -> UInt64
  private let judgingStep: (UInt64) -> UInt64
  private let noting: () -> Bool
  private let weighing: () -> Bool
  private let compacting: ([Int]) -> [Int]

  @usableFromInline
  init(
    initialStateCount: Int,
    start: @escaping (Int) -> Void,
    listSteps: @escaping () -> Int,
    take: @escaping (Int) -> StepAttempt,
    isStep: @escaping (Int) -> Bool,
    key: @escaping (Int) -> Int,
    role: @escaping (Int) -> StepRole,
    strand: @escaping (Int) -> Int,
    kind: @escaping (Int) -> Int,
    kindNames: @escaping () -> [String],
    attempt: @escaping () -> (step: String?, name: String?),
    satisfied: @escaping (UInt64) -> UInt64,
    originating: @escaping (UInt64) -> UInt64,
    brokenByStep: @escaping (UInt64) -> UInt64,
    isRevisited: @escaping () -> Bool,
    isFull: @escaping () -> Bool,
    compact: @escaping ([Int]) -> [Int]
  ) {
    self.initialStateCount = initialStateCount
    starting = start
    listing = listSteps
    taking = take
    testing = isStep
    numbering = key
    casting = role
    grouping = strand
    sorting = kind
    naming = kindNames
    trying = attempt
    judging = satisfied
    asking = originating
    judgingStep = brokenByStep
    noting = isRevisited
    weighing = isFull
    compacting = compact
  }

  @usableFromInline func start(_ index: Int) { starting(index) }
  @usableFromInline func listSteps() -> Int { listing() }
  @usableFromInline func take(_ place: Int) -> StepAttempt { taking(place) }
  @usableFromInline func isStep(_ place: Int) -> Bool { testing(place) }
  @usableFromInline func key(_ place: Int) -> Int { numbering(place) }
  @usableFromInline func role(_ place: Int) -> StepRole { casting(place) }
  @usableFromInline func strand(_ place: Int) -> Int { grouping(place) }
  @usableFromInline func kind(_ place: Int) -> Int { sorting(place) }
  @usableFromInline var kindNames: [String] { naming() }
  @usableFromInline var attempt: (step: String?, name: String?) { trying() }
  @usableFromInline func satisfied(among properties: UInt64) -> UInt64 { judging(properties) }
  @usableFromInline func originating(among properties: UInt64) -> UInt64 { asking(properties) }
  @usableFromInline func brokenByStep(among properties: UInt64) -> UInt64 {
    judgingStep(properties)
  }
  @usableFromInline func isRevisited() -> Bool { noting() }
  @usableFromInline var warning: String? { nil }
  @usableFromInline var isFull: Bool { weighing() }
  @usableFromInline func compact(keeping keys: [Int]) -> [Int] { compacting(keys) }
}
