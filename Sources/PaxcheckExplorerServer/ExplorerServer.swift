package import PaxcheckExplorer
package import PaxcheckSearch

#if Explorer
  import FlyingFox
  import FlyingSocks
  import Foundation
  import Synchronization
#endif

/// The explorer's HTTP server, which listens to this machine only. It is there in builds with the
/// package trait `Explorer`.
package enum ExplorerServer {
  /// Why the server does not run.
  package struct Failure: Error {
    package let reason: String
  }

  #if Explorer
    package static let isAvailable = true

    /// Answers requests until somebody wants to stop. Blocks the thread.
    ///
    /// - Parameters:
    ///   - port: Where to listen; 0 for any port that is free.
    ///   - started: Called with the port as soon as the server listens.
    package static func run(
      _ service: ExplorerService, port: UInt16, stop: StopSignal,
      started: @escaping @Sendable (UInt16) -> Void
    ) throws(Failure) {
      let outcome = Outcome()
      Thread.detachNewThread { service.background.run() }
      Task {
        do {
          try await serve(service, port: port, stop: stop, started: started)
        } catch let error as SocketError {
          outcome.failure.withLock { $0 = Failure(reason: error.reason) }
        } catch {
          outcome.failure.withLock { $0 = Failure(reason: error.localizedDescription) }
        }
        outcome.isDone.signal()
      }
      outcome.isDone.wait()
      if let failure = outcome.failure.withLock({ $0 }) { throw failure }
    }

    private final class Outcome: Sendable {
      let failure = Mutex<Failure?>(nil)
      let isDone = DispatchSemaphore(value: 0)
    }

    private static func serve(
      _ service: ExplorerService, port: UInt16, stop: StopSignal,
      started: @escaping @Sendable (UInt16) -> Void
    ) async throws {
      let handler = ExplorerHandler(service)
      let server = HTTPServer(
        address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), logger: .disabled,
        handler: handler)
      try await withThrowingTaskGroup { group in
        group.addTask { try await server.run() }
        group.addTask {
          try await server.waitUntilListening()
          guard case .ip4(_, let port)? = await server.listeningAddress else { return }
          handler.port.withLock { $0 = port }
          started(port)
          while !stop.isRequested { try await Task.sleep(for: .milliseconds(50)) }
          await server.stop(timeout: 1)
        }
        // The first to end is the server that failed, or the watch that stopped it.
        try await group.next()
        group.cancelAll()
      }
    }
  #else
    package static let isAvailable = false

    package static func run(
      _ service: ExplorerService, port: UInt16, stop: StopSignal,
      started: @escaping @Sendable (UInt16) -> Void
    ) throws(Failure) {
      throw Failure(reason: "this build has no server")
    }
  #endif
}

#if Explorer
  extension SocketError {
    /// The system's words, where it refused.
    fileprivate var reason: String {
      if case .failed(_, _, let message) = self { message } else { localizedDescription }
    }
  }

  /// Hands requests to the explorer and its answers back.
  private final class ExplorerHandler: HTTPHandler {
    private let service: ExplorerService
    /// Where the server listens, which is part of the names that it answers to.
    let port = Mutex<UInt16>(0)

    init(_ service: ExplorerService) { self.service = service }

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
      let answer = service.respond(
        to: ExplorerRequest(
          method: request.method.rawValue, target: request.target.rawValue,
          host: request.headers[.host], origin: request.headers[HTTPHeader("Origin")]),
        port: port.withLock { $0 })
      var headers: HTTPHeaders = [.contentType: answer.contentType]
      for header in ExplorerResponse.headers { headers[HTTPHeader(header.name)] = header.value }
      let body = request.method == .HEAD ? Data() : Data(answer.body.utf8)
      return HTTPResponse(
        statusCode: HTTPStatusCode(answer.status, phrase: answer.phrase), headers: headers,
        body: body)
    }
  }
#endif
