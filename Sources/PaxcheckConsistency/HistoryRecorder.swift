import Synchronization

/// Records what concurrent code does to an object, so that the history can be judged afterwards.
///
///     let recorder = HistoryRecorder(of: Register(0))
///     // In each thread or task, under its own number:
///     recorder.perform(.write(1), by: 0) {
///       store.write(1)
///       return .written
///     }
///     recorder.perform(.read, by: 1) { .value(store.read()) }
///     // At the end, in a test:
///     expectLinearizable(recorder.history)
///
/// Recording takes a lock before and after the operation, not around it, so operations do overlap.
public final class HistoryRecorder<Specification: SequentialSpecification>: Sendable {
  private struct State {
    var history: History<Specification>
    /// Under which number a client goes on that lost an operation.
    var numbers: [Int: Int] = [:]
    var nextNumber = Int.min
  }

  private let state: Mutex<State>

  /// A recorder for an object in its initial state.
  public init(of initial: Specification) {
    state = Mutex(State(history: History(of: initial)))
  }

  /// What was recorded so far.
  public var history: History<Specification> { state.withLock { $0.history } }

  /// Performs an operation and records when it began, when it ended, and its answer.
  ///
  /// If it throws, it is unknown whether it took effect: it stays in flight for ever.
  ///
  /// - Parameters:
  ///   - operation: What the client asks for.
  ///   - client: The number of the thread or task; it has one operation at a time.
  ///   - body: Performs the operation and returns the answer.
  /// - Returns: The answer.
  @discardableResult
  public func perform<Failure: Error>(
    _ operation: Specification.Operation, by client: Int,
    _ body: () throws(Failure) -> Specification.Response
  ) throws(Failure) -> Specification.Response {
    let number = begin(operation, by: client)
    do {
      let response = try body()
      end(response, by: number)
      return response
    } catch {
      lose(client)
      throw error
    }
  }

  /// Performs an asynchronous operation and records when it began, when it ended, and its answer.
  ///
  /// If it throws, it is unknown whether it took effect: it stays in flight for ever.
  ///
  /// - Parameters:
  ///   - operation: What the client asks for.
  ///   - client: The number of the task; it has one operation at a time.
  ///   - isolation: The actor on which `body` runs: that of the caller.
  ///   - body: Performs the operation and returns the answer.
  /// - Returns: The answer.
  @discardableResult
  public func perform<Failure: Error>(
    _ operation: Specification.Operation, by client: Int,
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws(Failure) -> Specification.Response
  ) async throws(Failure) -> Specification.Response {
    let number = begin(operation, by: client)
    do {
      let response = try await body()
      end(response, by: number)
      return response
    } catch {
      lose(client)
      throw error
    }
  }

  private func begin(_ operation: Specification.Operation, by client: Int) -> Int {
    state.withLock { state in
      let number = state.numbers[client] ?? client
      do {
        try state.history.record(.invocation(operation), by: number)
      } catch {
        fatalError("\(error)")
      }
      return number
    }
  }

  private func end(_ response: Specification.Response, by number: Int) {
    state.withLock { state in
      do {
        try state.history.record(.response(response), by: number)
      } catch {
        fatalError("\(error)")
      }
    }
  }

  private func lose(_ client: Int) {
    state.withLock { state in
      state.numbers[client] = state.nextNumber
      state.nextNumber += 1
    }
  }
}
