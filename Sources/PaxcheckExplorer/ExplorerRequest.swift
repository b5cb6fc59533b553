import PaxcheckJSON

/// The parts of a browser's request that the explorer reads. Nothing in it is trusted.
package struct ExplorerRequest: Sendable {
  package let method: String
  /// Path and query as they came, percent-encoded: `/api/state?step=crash%202`.
  package let target: String
  package let host: String?
  package let origin: String?

  package init(method: String, target: String, host: String?, origin: String? = nil) {
    self.method = method
    self.target = target
    self.host = host
    self.origin = origin
  }
}

/// What the explorer answers.
package struct ExplorerResponse: Sendable {
  package let status: Int
  package let contentType: String
  package let body: String

  init(_ contentType: String, _ body: String, status: Int = 200) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  /// Says why there is no answer.
  package init(_ error: RequestError) {
    let body: JSONValue = ["error": .string(error.message), "version": 1]
    self.init("application/json", body.text, status: error.status)
  }

  /// The status in words (RFC 9110, section 15).
  package var phrase: String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 422: "Unprocessable Content"
    case 431: "Request Header Fields Too Large"
    default: preconditionFailure("no answer has the status \(status)")
    }
  }

  /// What goes with every answer: nothing is kept, nothing is loaded from elsewhere.
  package static let headers: [(name: String, value: String)] = [
    ("Cache-Control", "no-store"),
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
  ]
}

/// Why a request gets no answer: a status from 400 on, and a reason.
package struct RequestError: Error, Hashable {
  package let status: Int
  package let message: String

  package init(_ status: Int, _ message: String) {
    self.status = status
    self.message = message
  }
}
