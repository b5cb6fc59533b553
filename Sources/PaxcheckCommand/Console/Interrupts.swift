import PaxcheckSearch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What signals do to the command line.
enum Interrupts {
  /// Requested by the first SIGINT or SIGTERM.
  static let stop = StopSignal()

  /// From now on the first SIGINT or SIGTERM asks the search to stop and a second one kills; writing
  /// to a pipe that nobody reads is an error like any other, not a death.
  static func install() {
    // The handler may only touch what is there already.
    _ = stop.isRequested
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { _ in Interrupts.stop.request() }
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = handler
    #else
      action.__sigaction_u.__sa_handler = handler
    #endif
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
    // A parent that blocks signals in the thread that starts us would make us deaf.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
  }
}
