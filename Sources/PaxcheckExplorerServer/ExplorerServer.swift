package import PaxcheckExplorer
import PaxcheckFiles
package import PaxcheckSearch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The explorer's HTTP server, which listens to this machine only.
///
/// It serves what a browser needs to read (HTTP/1.1, `GET` and `HEAD`), and trusts no client: each connection
/// has a thread of its own and a share of the memory that is bounded, and an idle client gives way
/// to others.
package struct ExplorerServer {
  /// Why the server does not run.
  package struct Failure: Error {
    package let reason: String
  }

  private let service: ExplorerService
  private let port: UInt16
  private let connections = Connections()

  /// Answers requests until a stop is requested. Blocks the thread.
  ///
  /// - Parameters:
  ///   - port: Where to listen; 0 for any port that is free.
  ///   - started: Called with the port as soon as the server listens.
  package static func run(
    _ service: ExplorerService, port: UInt16, stop: StopSignal, started: (UInt16) -> Void
  ) throws(Failure) {
    let listener: Listener
    do throws(SystemError) {
      listener = try Listener(port: port)
    } catch {
      throw Failure(reason: error.description)
    }
    guard detachThread({ service.background.run() }) else {
      throw Failure(reason: "the system gives no thread")
    }
    started(listener.port)
    let server = ExplorerServer(service: service, port: listener.port)
    while !stop.isRequested { server.wait(listener) }
    server.close()
  }

  /// Waits for a moment for new connections, and for clients to go away.
  private func wait(_ listener: borrowing Listener) {
    let working = connections.all.filter { $0.isWorking && !$0.isGone.isRequested }
    var files = [pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)]
    files += working.map { pollfd(fd: $0.descriptor, events: Self.hangUp, revents: 0) }
    guard poll(&files, nfds_t(files.count), 50) > 0 else { return }
    for (connection, file) in zip(working, files.dropFirst()) where file.revents != 0 {
      connection.isGone.request()
    }
    guard files[0].revents != 0 else { return }
    guard let connection = listener.accept() else {
      // Without a descriptor for it, the connection stays: it is tried again, after a while.
      usleep(50_000)
      return
    }
    let isServed =
      connections.add(connection)
      && detachThread {
        connection.serve { head, isGone in
          service.respond(
            to: ExplorerRequest(
              method: head.method, target: head.target, host: head.host, origin: head.origin),
            port: port, stop: isGone)
        }
        connections.close(connection)
      }
    if !isServed { connections.close(connection) }
  }

  /// What is told of a client that sends no more.
  private static var hangUp: Int16 {
    #if os(Linux)
      0x2000  // POLLRDHUP
    #else
      0
    #endif
  }

  /// Ends all connections.
  private func close() {
    let deadline = ContinuousClock.now + .seconds(1)
    for connection in connections.all { connection.end() }
    while !connections.all.isEmpty, ContinuousClock.now < deadline { usleep(1_000) }
  }
}
