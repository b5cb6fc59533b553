import PaxcheckSearch
import Synchronization

/// Parts of a history that wait for threads to judge them, the largest first.
struct PartQueue {
  private struct State {
    var judgements: [PartJudge.Judgement?]
    var next = 0
    /// The first part that is known to have no legal order.
    var firstFailure = Int.max
  }

  private let sizes: [Int]

  init(_ sizes: [Int]) { self.sizes = sizes }

  /// The judgements on all parts in order, up to the first that has no legal order.
  ///
  /// Those behind it may not have been asked for, so the result is the same on any number of threads.
  func judge(
    on threads: Int, _ judge: @Sendable (Int) -> PartJudge.Judgement
  ) -> [PartJudge.Judgement] {
    let order =
      threads == 1
      ? Array(sizes.indices) : sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    let state = Mutex(State(judgements: Array(repeating: nil, count: sizes.count)))
    onThreads(min(threads, sizes.count)) { _ in
      while let part = state.withLock({ Self.take(from: &$0, order) }) {
        let judgement = judge(part)
        state.withLock { state in
          state.judgements[part] = judgement
          if judgement.isInconsistent {
            state.firstFailure = min(state.firstFailure, part)
          }
        }
      }
    }
    return state.withLock { state in
      state.judgements.prefix(state.firstFailure == .max ? .max : state.firstFailure + 1)
        .compactMap { $0 }
    }
  }

  /// The next part that may still change the result.
  private static func take(from state: inout State, _ order: [Int]) -> Int? {
    while state.next < order.count {
      defer { state.next += 1 }
      if order[state.next] < state.firstFailure { return order[state.next] }
    }
    return nil
  }
}
