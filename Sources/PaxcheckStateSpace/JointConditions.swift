/// The properties that several components decide together. Each condition is evaluated once for each
/// combination of what it sees of them, not once for each state.
///
/// Several workers may ask at the same time. What they find out is put together between blocks, so that
/// how often a condition was evaluated does not depend on the number of threads.
package final class JointConditions {
  /// Evaluates conditions: those of some properties, a bit for each, that are true of the components of
  /// a scope, given by its number, with these views.
  package typealias Evaluation = (UInt64, Int, UnsafePointer<UInt32>) -> UInt64

  /// The properties of all scopes, a bit for each.
  package let properties: UInt64
  private let scopes: [JointScope]
  private let evaluation: Evaluation
  /// What is known, a memo for each scope.
  private let memos: UnsafeMutablePointer<JointMemo>
  /// What workers found out in this block, a memo for each worker and scope.
  private let news: UnsafeMutablePointer<JointMemo>
  /// Room for the views of one scope, for each worker.
  private let views: UnsafeMutablePointer<UInt32>
  private let workers: Int
  private let width: Int
  /// For each property, how often its condition was evaluated, by the memos merged so far.
  @exclusivity(unchecked) private var evaluations = [Int](repeating: 0, count: 64)

  /// The memory that memos may hold before all is forgotten, in bytes.
  private static let capacity = 1 << 25

  package init(_ scopes: [JointScope], workers: Int, evaluation: @escaping Evaluation) {
    self.scopes = scopes
    self.workers = workers
    self.evaluation = evaluation
    properties = scopes.reduce(0) { $0 | $1.properties }
    // Lines of their own for what different threads write.
    width = 64 + (scopes.map(\.positions.count).max() ?? 0)
    views = .allocate(capacity: width * workers)
    memos = .allocate(capacity: scopes.count)
    news = .allocate(capacity: scopes.count * workers)
    for (number, scope) in scopes.enumerated() {
      (memos + number).initialize(to: JointMemo(width: scope.positions.count))
      for worker in 0..<workers {
        (news + worker * scopes.count + number).initialize(
          to: JointMemo(width: scope.positions.count))
      }
    }
  }

  deinit {
    memos.deinitialize(count: scopes.count)
    news.deinitialize(count: scopes.count * workers)
    memos.deallocate()
    news.deallocate()
    views.deallocate()
  }

  /// The number of combinations known.
  package var count: Int { (0..<scopes.count).reduce(0) { $0 + memos[$1].count } }

  /// The memory held, in bytes.
  package private(set) var byteCount = 0

  /// For each property of a scope, how often its condition was evaluated.
  package func evaluationCount(of property: Int) -> Int { evaluations[property] }

  /// Those of some properties whose condition is true.
  ///
  /// - Parameters:
  ///   - isAlone: Whether no other worker asks at the same time.
  ///   - view: What conditions see of the component at a place, as a number.
  package func satisfied(
    among wanted: UInt64, worker: Int = 0, isAlone: Bool = true, view: (Int) -> UInt32
  ) -> UInt64 {
    var satisfied: UInt64 = 0
    for number in scopes.indices where wanted & scopes[number].properties != 0 {
      let views = self.views + worker * width
      for (index, position) in scopes[number].positions.enumerated() {
        views[index] = view(position)
      }
      satisfied |= self.satisfied(
        among: wanted & scopes[number].properties, number, UnsafePointer(views), worker, isAlone)
    }
    return satisfied
  }

  private func satisfied(
    among wanted: UInt64, _ number: Int, _ views: UnsafePointer<UInt32>, _ worker: Int,
    _ isAlone: Bool
  ) -> UInt64 {
    let hash = JointMemo.hash(views, memos[number].width)
    var answer = memos[number].answer(views, hash: hash)
    if wanted & ~answer.known == 0 { return answer.satisfied & wanted }
    let place = isAlone ? memos + number : news + worker * scopes.count + number
    if !isAlone {
      let own = place.pointee.answer(views, hash: hash)
      answer.known |= own.known
      answer.satisfied |= own.satisfied
    }
    let unknown = wanted & ~answer.known
    if unknown == 0 { return answer.satisfied & wanted }
    let found = JointMemo.Answer(known: unknown, satisfied: evaluation(unknown, number, views))
    place.pointee.add(found, views, hash: hash)
    if isAlone { count(unknown) }
    return (answer.satisfied | found.satisfied) & wanted
  }

  /// Puts together what the workers found out, and forgets everything once it is too much.
  package func endBlock() {
    for number in scopes.indices {
      for worker in 0..<workers {
        let new = news + worker * scopes.count + number
        new.pointee.visit { views, answer in
          let hash = JointMemo.hash(views, memos[number].width)
          let known = memos[number].answer(views, hash: hash).known
          memos[number].add(answer, views, hash: hash)
          count(answer.known & ~known)
        }
        new.pointee.removeAll()
      }
    }
    forgetIfFull()
  }

  /// Forgets everything once it is too much. No worker may be at work.
  package func forgetIfFull() {
    byteCount = (0..<scopes.count).reduce(0) { $0 + memos[$1].byteCount }
    if byteCount > Self.capacity { removeAll() }
  }

  /// Forgets everything.
  package func removeAll() {
    for number in scopes.indices { memos[number].removeAll() }
  }

  private func count(_ properties: UInt64) {
    var rest = properties
    while rest != 0 {
      evaluations[rest.trailingZeroBitCount] += 1
      rest &= rest - 1
    }
  }
}
