public import PaxcheckModel

/// The number of a component of states, or of an input that changes one.
public typealias ComponentID = UInt32

/// What a model means whose states are vectors of components, most of which repeat in many states.
///
/// For an actor system a component is an actor with its inbox, and an input is what others put into
/// the inbox. Every answer is remembered by number, so each question is asked once, by one thread at
/// a time.
public protocol ComponentSemantics: AnyObject {
  /// The number of components in a state.
  var width: Int { get }
  /// The properties that components decide; see `conditionBits(of:)`.
  var componentProperties: [Int] { get }
  /// Those among them that are true unless a component's bit is set. The others are true if one is.
  var universalProperties: UInt64 { get }
  /// The properties about steps that a step of a component decides, a bit for each; see
  /// `ComponentStep.broken`.
  var componentStepProperties: UInt64 { get }
  /// The groups of components that together decide further properties; see `ComponentFacts.view`.
  var jointScopes: [JointScope] { get }
  /// The groups of components that together decide the origins of properties.
  var originScopes: [JointScope] { get }
  /// Whether a condition on whole states bounds the space.
  var hasStateBoundary: Bool { get }
  /// The budgets that all components share, at most two: a step that draws on one is off while the
  /// components of the state have spent all of it. See `ComponentFacts.spend(_:of:)`.
  var budgets: [Int] { get }
  /// What is wrong with the model, once something is.
  var failure: ModelError? { get }
  /// The memory held, in bytes, as an estimate.
  var byteCount: Int { get }
  /// The names of the kinds of steps, at most 1,000.
  var kindNames: [String] { get }
  /// Figures that explain the speed.
  var figures: [String: Int] { get }
  /// What the search came across that is hardly meant, a sentence each.
  var warnings: [String] { get }

  /// The initial states.
  func initialVectors() -> [[ComponentID]]
  /// What is known of a component without looking at the rest of the state.
  func facts(of component: ComponentID) -> ComponentFacts
  /// The number of components known so far.
  var componentCount: Int { get }
  /// The steps of a component, in order.
  func steps(of component: ComponentID) -> [ComponentStep]
  /// The number of outputs known so far.
  var outputCount: Int { get }
  /// The components that are reached, in turn.
  func inputs(ofOutput output: UInt32) -> [ComponentInput]
  /// What an input makes of a component.
  func transition(of component: ComponentID, on input: UInt32) -> ComponentID
  /// The name of a property, by its bit.
  func name(ofProperty property: Int) -> String
  /// Those of some properties, a bit for each, whose condition is true of the components of a joint
  /// scope, given by its number, that have these views, or whose origin is: the numbers of scopes of
  /// origins follow those of conditions. Many threads may call this and the members below
  /// at the same time, but never together with the members above.
  func satisfied(
    among properties: UInt64, ofScope scope: Int, _ views: UnsafePointer<UInt32>
  ) -> UInt64
  /// Those of some properties, a bit for each, whose condition is true of a whole state.
  func satisfied(among properties: UInt64, _ vector: UnsafePointer<ComponentID>) -> UInt64
  /// Those of some properties, a bit for each, that ask in a whole state for what must come true.
  func originating(among properties: UInt64, _ vector: UnsafePointer<ComponentID>) -> UInt64
  /// Those of some properties about steps, a bit for each, that a step of the component at a position, given
  /// by its number among that component's, breaks by leading from one whole state to another.
  func broken(
    among properties: UInt64, byStep step: Int, ofComponentAt position: Int,
    from before: UnsafePointer<ComponentID>, to after: UnsafePointer<ComponentID>
  ) -> UInt64
  /// Whether the boundary's condition is true of a whole state.
  func isWithinBoundary(_ vector: UnsafePointer<ComponentID>) -> Bool
}

/// What is known of a component without looking at the rest of the state.
public struct ComponentFacts {
  /// For each property that components decide, whether this one speaks for it or, if universal,
  /// against it.
  public var conditionBits: UInt64 = 0
  /// Whether this component puts its state outside the boundary.
  public var isOutside = false
  /// What this component has spent of each budget, four bits for each.
  public private(set) var spent: UInt8 = 0
  /// The groups of steps that are off, whatever component they are of, while this one is part of the state: a
  /// bit for each of seven at most. See `ComponentStep.groups`.
  public var bars: UInt8 = 0 {
    willSet { precondition(newValue < 1 << Self.groupLimit, "there are seven groups of steps") }
  }
  /// How many groups of steps there may be.
  public static var groupLimit: Int { 7 }
  /// A number for what conditions on several components together see of this one.
  public var view: UInt32 = 0

  public init() {}

  /// Counts something towards a budget, at most 15 in all: an actor that is crashed, its losses of storage.
  public mutating func spend(_ amount: Int, of budget: Int) {
    spent += UInt8(amount) << UInt8(4 * budget)
  }
}

/// One step of a component: what becomes of it, and what that does to the others.
public struct ComponentStep {
  /// The output that leaves the other components alone.
  public static var noOutput: UInt32 { 0 }

  /// What becomes of the component.
  public var target: ComponentID
  /// The number of what the step does to the other components.
  public var output: UInt32
  /// The number of the step's kind.
  public var kind: Int
  /// The budget that the step draws on, by its place among `ComponentSemantics.budgets`.
  public var budget: Int?
  /// The groups that the step belongs to, a bit for each of seven at most: it is off while a component of
  /// the state bars one of them.
  public var groups: UInt8 = 0
  /// Whether the step does not belong to the scenario, wherever it leads.
  public var isOutsideScenario = false
  /// The properties about steps that the step breaks, as far as its component decides them, a bit for each.
  public var broken: UInt64 = 0

  public init(target: ComponentID, output: UInt32, kind: Int, budget: Int? = nil) {
    self.target = target
    self.output = output
    self.kind = kind
    self.budget = budget
  }
}

/// A change of one component from outside.
public struct ComponentInput: BitwiseCopyable, Sendable {
  /// The component's place in the state.
  public let position: UInt32
  public let number: UInt32

  public init(position: UInt32, number: UInt32) {
    self.position = position
    self.number = number
  }
}
