import Foundation
import PaxcheckExplorer
import PaxcheckKit
import PaxcheckTestSupport
import Testing

@Suite struct `An untrusted request` {
  @Test(arguments: [
    ("/nowhere", 404), ("nowhere", 400), ("", 400), ("/%", 400), ("/%zz", 400), ("/%ff", 400),
    ("/api/state?step", 400), ("/api/state?stop=1", 400), ("/api/model?step=x", 400),
    ("/api/state?start=-1", 400), ("/api/state?start=one", 400), ("/api/state?start=7", 422),
    ("/api/state?start=0&start=0", 400), ("/api/state?step=fly", 422),
    ("/api/state?step=%00", 422), ("/api/search", 400), ("/api/search?property=none", 400),
    ("/api/trace?property=none", 400), ("/../etc/passwd", 404), ("/%2e%2e/etc/passwd", 404),
    ("/" + String(repeating: "a", count: 70_000), 414),
    ("/api/state?" + String(repeating: "step=x&", count: 2_001), 414),
  ]) func `that makes no sense is told so`(target: String, status: Int) throws {
    let answer = try Explorer("single-copy-register").ask(target)
    #expect(answer.status == status)
    let data = Data(answer.body.utf8)
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect((object["error"] as? String)?.isEmpty == false)
  }

  @Test func `may only read`() throws {
    let explorer = try Explorer("die-hard")
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "", "GET "] {
      #expect(explorer.ask("/api/state", method: method).status == 405)
    }
    #expect(explorer.ask("/api/state", method: "HEAD").status == 200)
  }

  @Test(
    arguments: [
      (nil, nil, 400), ("evil.example", nil, 403), ("evil.example:3000", nil, 403),
      ("127.0.0.1", nil, 403), ("127.0.0.1:3001", nil, 403),
      ("localhost:3000.evil.example", nil, 403),
      ("localhost:3000", "http://evil.example", 403), ("localhost:3000", "null", 403),
      ("localhost:3000", "https://localhost:3000", 403), ("localhost:3000", nil, 200),
      ("LOCALHOST:3000", "http://localhost:3000", 200), ("[::1]:3000", nil, 200),
      ("127.0.0.1:3000", "http://127.0.0.1:3000", 200),
    ] as [(String?, String?, Int)])
  func `from another site is refused, under whatever name`(
    host: String?, origin: String?, status: Int
  ) throws {
    let request = ExplorerRequest(
      method: "GET", target: "/api/model", host: host, origin: origin)
    let answer = try Explorer("die-hard").service.respond(to: request, port: Explorer.port)
    #expect(answer.status == status)
  }

  @Test func `never brings the explorer down`() throws {
    let explorer = try Explorer("single-copy-register")
    let words = [
      "/", "/api/", "state", "search", "trace", "check", "model", "?", "&", "=", "step=", "start=",
      "property=", "linearizable", "deliver+1+%E2%86%92+0%3A+put%281%2C+A%29", "%", "%00", "%C3",
      "%E2%86", "+", "0", "-1", "99999999999999999999", "é", "\u{0}", "\n", "\"", "<script>", "..",
      "#", ";", "\u{1F600}", "%2F",
    ]
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<Effort.share(of: 5_000) {
      var target = generator.below(3) == 0 ? "" : "/api/state?"
      for _ in 0..<generator.below(8) { target += words[generator.below(words.count)] }
      let answer = explorer.ask(target)
      try #require([200, 400, 404, 414, 422].contains(answer.status), "\(target)")
      guard answer.contentType == "application/json" else { continue }
      let data = Data(answer.body.utf8)
      #expect(throws: Never.self, "\(target)") { try JSONSerialization.jsonObject(with: data) }
    }
  }
}
