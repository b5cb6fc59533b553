import Foundation
import PaxcheckExplorer
import PaxcheckExplorerServer
import PaxcheckKit
import PaxcheckTestSupport
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
  private let stream = Int32(SOCK_STREAM.rawValue)
#else
  import Darwin
  private let stream = SOCK_STREAM
#endif

/// The HTTP server itself, in builds that have one.
@Suite(.serialized) struct `The explorer's server` {
  /// Runs the server while `body` talks to it at its port.
  private func withServer(_ body: (UInt16) throws -> Void) throws {
    let service = try Explorer("single-copy-register").service
    let stop = StopSignal()
    let port = Mutex<UInt16>(0)
    let (isUp, isDown) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let thread = Thread {
      try? ExplorerServer.run(service, port: 0, stop: stop) { bound in
        port.withLock { $0 = bound }
        isUp.signal()
      }
      isDown.signal()
    }
    thread.start()
    isUp.wait()
    defer {
      stop.request()
      isDown.wait()
    }
    try body(port.withLock { $0 })
  }

  /// Sends bytes and returns all that comes back until the connection closes.
  private func exchange(_ bytes: [UInt8], port: UInt16) throws -> String {
    let socket = socket(AF_INET, stream, 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
    try #require(connected == 0)
    // A server that closes the connection early is no reason to die.
    signal(SIGPIPE, SIG_IGN)
    _ = bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, 0) }
    shutdown(socket, Int32(SHUT_WR))
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(socket, &chunk, chunk.count, 0), count > 0 {
      answer += chunk.prefix(count)
    }
    return String(decoding: answer, as: UTF8.self)
  }

  private func get(_ target: String, host: String, port: UInt16) throws -> String {
    let request = "GET \(target) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
    return try exchange(Array(request.utf8), port: port)
  }

  @Test func `answers pages of its own and refuses others`() throws {
    try withServer { port in
      let page = try get("/", host: "127.0.0.1:\(port)", port: port)
      #expect(page.hasPrefix("HTTP/1.1 200"))
      #expect(page.contains("Content-Security-Policy: default-src 'none'"))
      let state = try get(
        "/api/state?step=deliver+1+%E2%86%92+0%3A+put%281%2C+A%29",
        host: "localhost:\(port)", port: port)
      #expect(state.contains("putOk(1)"))
      #expect(try get("/", host: "evil.example", port: port).hasPrefix("HTTP/1.1 403"))
      #expect(try get("/x", host: "localhost:\(port)", port: port).hasPrefix("HTTP/1.1 404"))
    }
  }

  @Test func `survives whatever is sent to it`() throws {
    try withServer { port in
      let host = "Host: 127.0.0.1:\(port)\r\n"
      var generator = SeededGenerator(seed: 7)
      let pieces = [
        "GET ", "POST ", "/", "/api/state?step=", " HTTP/1.1", " HTTP/9", "\r\n", "\n", host,
        "Content-Length: -1\r\n", "Content-Length: 10\r\n", "Transfer-Encoding: chunked\r\n",
        "ffffffffffffffff\r\n", "\u{0}", ":", "%", "Host:\r\n", "Connection: upgrade\r\n",
        "Upgrade: websocket\r\n", String(repeating: "x", count: 300), "\r\n\r\n", "?&=&", "é",
      ]
      for _ in 0..<Effort.share(of: 200) {
        var bytes: [UInt8] = []
        for _ in 0..<(1 + generator.below(10)) {
          bytes += pieces[generator.below(pieces.count)].utf8
        }
        for _ in 0..<generator.below(4) where !bytes.isEmpty {
          bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
        }
        let answer = try exchange(bytes, port: port)
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 "), "\(answer.prefix(80))")
        #expect(!answer.hasPrefix("HTTP/1.1 5"), "\(answer.prefix(80))")
      }
      #expect(try get("/", host: "127.0.0.1:\(port)", port: port).hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test func `says why it cannot listen`() throws {
    try withServer { port in
      let service = try Explorer("die-hard").service
      #expect(throws: ExplorerServer.Failure.self) {
        try ExplorerServer.run(service, port: port, stop: StopSignal()) { _ in }
      }
    }
  }

  @Test(arguments: [
    ("GET /LONG", 414), ("GET / HTTP/1.1\r\nX: LONG", 431), ("GET / HTTP/1.1\r\nMANY", 431),
    ("GET / HTTP/1.1\r\nHost: evil.example\r\nHost: HOST\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nOrigin: http://HOST\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/2\r\n\r\n", 400),
    ("GET  / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost : HOST\r\n\r\n", 400), ("GET / HTTP/1.1\r\n Host: HOST\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n\r\n", 413),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n\r\n12345", 405),
  ]) func `refuses what is too long or means two things`(request: String, status: Int) throws {
    try withServer { port in
      let text = request.replacing("HOST", with: "localhost:\(port)")
        .replacing("LONG", with: String(repeating: "x", count: 100_000))
        .replacing("MANY", with: String(repeating: "a: b\r\n", count: 101))
      let bytes = Array(text.utf8)
      let answer = try exchange(bytes, port: port)
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    }
  }

  @Test func `answers several requests of one connection, in their order`() throws {
    try withServer { port in
      let host = "Host: localhost:\(port)\r\n\r\n"
      let requests =
        "\r\nGET /nowhere HTTP/1.1\r\n\(host)HEAD / HTTP/1.1\n\(host)GET /api/model HTTP/1.1\n\(host)"
      let answer = try exchange(Array(requests.utf8), port: port)
      let statuses = answer.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
      #expect(statuses == ["404", "200", "200"])
      #expect(answer.hasSuffix("}\n") || answer.hasSuffix("}"))
    }
  }

  @Test func `ends a search for an answer that nobody waits for`() throws {
    let stop = StopSignal()
    stop.request()
    let request = ExplorerRequest(
      method: "GET", target: "/api/search?property=linearizable", host: "localhost:80")
    let answer = try Explorer("single-copy-register").service.respond(
      to: request, port: 80, stop: stop)
    #expect(answer.body.contains("interrupted"), "\(answer.body)")
  }
}
