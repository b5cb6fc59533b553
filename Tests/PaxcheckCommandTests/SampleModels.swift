import PaxcheckKit
import Synchronization

/// Workers read a counter and write it back, one larger; with a lock only if asked for.
struct Workers: Model {
  struct State: Hashable {
    var counter = 0
    var read: [Int?]
    var isDone: [Bool]
  }

  let count: Int
  let hasLock: Bool

  var initialStates: [State] {
    [
      State(
        read: Array(repeating: nil, count: count), isDone: Array(repeating: false, count: count))
    ]
  }

  func actions(in state: State) -> [String] {
    (0..<count).filter { !state.isDone[$0] }.map { worker in
      state.read[worker] == nil ? "read(\(worker))" : "write(\(worker))"
    }
  }

  func successor(of state: State, after action: String) -> State? {
    var next = state
    guard let worker = action.compactMap(\.wholeNumberValue).first else { return nil }
    if let seen = state.read[worker] {
      next.counter = seen + 1
      next.isDone[worker] = true
    } else {
      let isHeld = (0..<count).contains { state.read[$0] != nil && !state.isDone[$0] }
      guard !(hasLock && isHeld) else { return nil }
      next.read[worker] = state.counter
    }
    return next
  }

  var properties: [Property<Self>] {
    [
      .always("no update is lost") { state in
        !state.isDone.allSatisfy { $0 } || state.counter == state.isDone.count
      },
      .sometimes("all are done") { $0.isDone.allSatisfy { $0 } },
      .eventually("somebody is done") { $0.isDone.contains(true) },
    ]
  }

  static let description = ModelDescription(
    "workers", "workers that count together", source: "folklore",
    parameters: [
      .integer("count", 1...4, default: 2, "how many workers"),
      .choice("order", ["any", "fixed"], default: "any", "who comes first"),
      .flag("locked", default: true, "whether a lock is taken"),
    ],
    mutations: [
      Mutation("ignores-lock", "takes no lock", caughtBy: "no update is lost", at: ["count=2"]),
      Mutation("renames", "another name", caughtBy: nil),
    ]
  ) { arguments throws(ArgumentError) in
    guard arguments.choice("order") == "any" || arguments.integer("count") > 1 else {
      throw .inconsistent("order=fixed needs count=2 or more")
    }
    return Workers(
      count: arguments.integer("count"),
      hasLock: arguments.flag("locked") && arguments.choice("mutation") != "ignores-lock")
  }
}

/// A lamp that is switched on and off, for ever, and never breaks.
struct Lamp: Model {
  var initialStates: [Bool] { [false] }
  func actions(in state: Bool) -> [String] { [state ? "off" : "on"] }
  func successor(of state: Bool, after action: String) -> Bool? { action == "on" }
  var properties: [Property<Self>] {
    [.eventually("it breaks") { _ in false }, .sometimes("it explodes") { _ in false }]
  }

  static let description = ModelDescription("lamp", "a lamp", source: "folklore") {
    (_) throws(ArgumentError) in Lamp()
  }
}

/// A model that breaks its promise: it counts how often it is asked.
struct Fickle: Model {
  static let questions = Atomic<Int>(0)

  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [String] { ["ask"] }
  func successor(of state: Int, after action: String) -> Int? {
    let answer = Self.questions.wrappingAdd(1, ordering: .relaxed).newValue
    return answer < 1000 ? answer : nil
  }
  var properties: [Property<Self>] { [] }

  static let description = ModelDescription("fickle", "not deterministic", source: "none") {
    (_) throws(ArgumentError) in Fickle()
  }
}

/// A model without an end.
struct Endless: Model {
  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [Int] { [1, 2, 3] }
  func successor(of state: Int, after action: Int) -> Int? { state &* 3 &+ action }
  var properties: [Property<Self>] { [.always("not negative") { $0 > -2 || $0 < 0 }] }

  static let description = ModelDescription("endless", "numbers without end", source: "none") {
    (_) throws(ArgumentError) in Endless()
  }
}

/// A model whose properties, all violated, have names that make poor names of files.
struct Signs: Model {
  static let names = ["x = 1", "x ≠ 1", "∅"]

  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [Int] { [1, 2] }
  func successor(of state: Int, after action: Int) -> Int? { state == 0 ? action : nil }
  var properties: [Property<Self>] {
    [
      .always(Self.names[0]) { $0 != 1 }, .always(Self.names[1]) { $0 != 2 },
      .always(Self.names[2]) { $0 == 0 },
    ]
  }

  static let description = ModelDescription("signs", "properties of signs", source: "none") {
    (_) throws(ArgumentError) in Signs()
  }
}
