/// Threads that do a piece of work together.
public struct Threads {
  /// The number of threads.
  public let size: Int
  private let perform: (_ task: @Sendable (Int) -> Void) -> Void

  /// - Parameters:
  ///   - size: The number of threads.
  ///   - perform: Runs a task once for each number below `size`, at the same time.
  public init(size: Int, perform: @escaping (_ task: @Sendable (Int) -> Void) -> Void) {
    self.size = size
    self.perform = perform
  }

  /// The calling thread.
  public static var alone: Threads { Threads(size: 1) { $0(0) } }

  /// Runs a task for each of as many parts of a range as there are threads.
  func divide(_ range: Range<Int>, _ task: @Sendable (Range<Int>) -> Void) {
    let size = size
    perform { part in
      let start = range.lowerBound + range.count * part / size
      task(start..<range.lowerBound + range.count * (part + 1) / size)
    }
  }
}
