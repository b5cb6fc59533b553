import PaxcheckFiles
import PaxcheckSearch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What signals do to the command line.
///
/// | signal | effect |
/// | --- | --- |
/// | SIGINT, SIGTERM | the first asks the program to stop, a second one of either ends it at once |
/// | SIGHUP | asks the program to stop, unless the parent ignores it, as `nohup` does |
/// | SIGXCPU | asks the program to stop: its processor time is used up |
/// | SIGPIPE, SIGXFSZ | none: what cannot be written is an error like any other, not a death |
enum Interrupts {
  /// Requested by the first signal that asks the program to stop.
  static let stop = StopSignal()

  /// Handles signals from now on.
  static func install() {
    // The handlers may only touch what is there already.
    _ = (stop.isRequested, ReadInterruption.isRequested)
    for number in [SIGINT, SIGTERM] {
      handle(number) { _ in
        Interrupts.request()
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
      }
    }
    // A terminal that closes may say so twice, and a service manager after SIGTERM.
    for number in [SIGHUP, SIGXCPU] where !isIgnored(number) {
      handle(number) { _ in Interrupts.request() }
    }
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
  }

  private static func request() {
    stop.request()
    ReadInterruption.request()
  }

  private static func handle(_ number: Int32, _ handler: @convention(c) (Int32) -> Void) {
    var action = sigaction()
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = handler
    #else
      action.__sigaction_u.__sa_handler = handler
    #endif
    sigaction(number, &action, nil)
    // A parent that blocks signals in the thread that starts us would make us deaf.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Whether the parent has the signal ignored.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
