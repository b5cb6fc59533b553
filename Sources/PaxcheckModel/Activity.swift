import CTraps

/// What a thread is doing for a model, so that a trap in the model's code can be told with what led
/// there.
///
/// Activities nest: that of a search, which knows the steps to a state, is around that of the next step,
/// and this around the question to an actor.
package struct Activity {
  /// What is done, for people: `actor 1 (Client), asked to start`.
  private var name: (() -> String?)?
  /// The texts of all steps that lead there.
  private var steps: (() -> [String])?
  /// How many steps came before these.
  private var earlierCount: (() -> Int)?
  /// The text of the step that follows those of the activity around this one.
  private var nextStep: (() -> String)?
  private var outer: UnsafePointer<Activity>?

  /// Does something that has a name.
  package static func named<Result, Failure>(
    _ name: @escaping () -> String?, while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try run(Activity(name: name, outer: current), body)
  }

  /// Takes a step.
  package static func step<Result, Failure>(
    _ text: @escaping () -> String, while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try run(Activity(nextStep: text, outer: current), body)
  }

  /// Does something to which these steps lead, whatever is around it.
  ///
  /// - Parameter earlierCount: How many more steps there were before them.
  package static func after<Result, Failure>(
    _ steps: @escaping () -> [String], earlierCount: (() -> Int)? = nil,
    named name: @escaping () -> String?, while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try run(Activity(name: name, steps: steps, earlierCount: earlierCount, outer: current), body)
  }

  private static func run<Result, Failure>(
    _ activity: Activity, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafePointer(to: activity) { pointer throws(Failure) in
      paxcheck_set_activity(pointer)
      defer { paxcheck_set_activity(pointer.pointee.outer) }
      return try body()
    }
  }

  private static var current: UnsafePointer<Activity>? {
    paxcheck_activity()?.assumingMemoryBound(to: Activity.self)
  }

  /// What this thread is doing, by its innermost name.
  static var name: String? {
    var activity = current
    while let pointer = activity {
      if let name = pointer.pointee.name?() { return name }
      activity = pointer.pointee.outer
    }
    return nil
  }

  /// The steps that lead to what this thread is doing, and how many more there were before them; `nil`
  /// where they are not known.
  static var steps: (earlierCount: Int, texts: [String])? {
    var last: [String] = []
    var activity = current
    while let pointer = activity {
      if let step = pointer.pointee.nextStep?() { last.insert(step, at: 0) }
      if let steps = pointer.pointee.steps?() {
        return (pointer.pointee.earlierCount?() ?? 0, steps + last)
      }
      activity = pointer.pointee.outer
    }
    return last.isEmpty ? nil : (0, last)
  }
}
