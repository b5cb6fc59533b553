import PaxcheckExplorer
import PaxcheckSearch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A client's connection, which a thread of its own serves.
final class Connection: Sendable {
  let descriptor: Int32
  /// Asks for the end of the work on a request whose client has gone.
  let isGone = StopSignal()
  private let working = Atomic(false)

  /// Whether the client waits for an answer, and not the server for a request.
  var isWorking: Bool { working.load(ordering: .relaxed) }

  /// Takes over an open socket.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    var (yes, patience) = (Int32(1), timeval(tv_sec: 10, tv_usec: 0))
    // An answer goes out at once, and a client that does not read it is not waited for.
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    #if canImport(Darwin)
      setsockopt(
        descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Answers requests until the client has no more, and closes the connection.
  func serve(_ answer: (RequestHead, StopSignal) -> ExplorerResponse) {
    var reader = RequestReader(descriptor)
    do throws(RequestError) {
      while !isGone.isRequested, let head = try reader.next() {
        guard !head.hasContent || !["GET", "HEAD"].contains(head.method) else {
          throw RequestError(413, "the explorer takes no content")
        }
        working.store(true, ordering: .relaxed)
        let keeps = head.keepsConnection && !head.hasContent
        let isSent = deliver(
          answer(head, isGone).bytes(keepsConnection: keeps, hasBody: head.method != "HEAD"))
        working.store(false, ordering: .relaxed)
        guard isSent, keeps else { return drain() }
      }
    } catch {
      _ = deliver(ExplorerResponse(error).bytes(keepsConnection: false))
      drain()
    }
  }

  /// Reads what the client still sends, for a moment: closing at once could take the answer back.
  private func drain() {
    shutdown(descriptor, Int32(SHUT_WR))
    let deadline = ContinuousClock.now + .seconds(1)
    while ContinuousClock.now < deadline {
      var file = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&file, 1, 100) > 0 else { continue }
      let count = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) {
        recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      guard count > 0 else { return }
    }
  }

  private func deliver(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Self.quietly) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// A client that has gone is no reason to die.
  private static var quietly: Int32 {
    #if canImport(Darwin)
      0
    #else
      Int32(MSG_NOSIGNAL)
    #endif
  }

  /// Ends the connection; the thread that serves it notices.
  func end() {
    isGone.request()
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}

extension ExplorerResponse {
  /// The answer as it goes over the network.
  fileprivate func bytes(keepsConnection: Bool, hasBody: Bool = true) -> [UInt8] {
    let body = Array(body.utf8)
    var head = "HTTP/1.1 \(status) \(phrase)\r\n"
    var headers = Self.headers
    headers += [("Content-Type", contentType), ("Content-Length", "\(body.count)")]
    if status == 405 { headers.append(("Allow", "GET, HEAD")) }
    if !keepsConnection { headers.append(("Connection", "close")) }
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    return Array((head + "\r\n").utf8) + (hasBody ? body : [])
  }
}
