import PaxcheckModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs `work` once for each number below `count`, at the same time, and returns when all are done.
///
/// Number 0 runs on the calling thread. If the system refuses a thread, its number is left out, so
/// the numbers must share work that any of them can finish alone.
package func onThreads(_ count: Int, _ work: @Sendable (Int) -> Void) {
  withoutActuallyEscaping(work) { work in
    let threads = (1..<max(1, count)).compactMap { number in thread { work(number) } }
    work(0)
    for thread in threads { pthread_join(thread, nil) }
  }
}

/// Starts a detached thread; `false` if the system has none left.
package func detachThread(_ work: @escaping @Sendable () -> Void) -> Bool {
  guard let thread = thread(work) else { return false }
  pthread_detach(thread)
  return true
}

/// Starts a thread, or returns `nil` if the system has none left.
func thread(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
  let argument = Unmanaged.passRetained(Work(work))
  #if canImport(Glibc)
    var thread = pthread_t()
  #else
    var thread: pthread_t?
  #endif
  let status = pthread_create(&thread, nil, runWork, argument.toOpaque())
  guard status == 0 else {
    argument.release()
    return nil
  }
  return thread
}

#if canImport(Glibc)
  private func runWork(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { runWork(Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()) }
    return nil
  }
#else
  private func runWork(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    runWork(Unmanaged<Work>.fromOpaque(argument).takeRetainedValue())
    return nil
  }
#endif

private func runWork(_ work: Work) { TrapReport.inThread { work.run() } }

/// What a thread does.
private final class Work: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
