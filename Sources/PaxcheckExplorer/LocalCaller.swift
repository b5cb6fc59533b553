/// Who may ask: pages that this server served, and programs on this machine.
///
/// A foreign page can make a browser connect to a loopback address under a name of its own (DNS
/// rebinding). The name is in the `Host` header, so only names of this machine are answered; and a page
/// from elsewhere says so in the `Origin` header.
enum LocalCaller {
  static func check(_ request: ExplorerRequest, port: UInt16) throws(RequestError) {
    let names = ["localhost", "127.0.0.1", "[::1]"].map { "\($0):\(port)" }
    guard let host = request.host?.lowercased() else {
      throw RequestError(400, "the request names no host")
    }
    guard names.contains(host) else {
      throw RequestError(403, "only requests to \(names[0]) are answered")
    }
    guard let origin = request.origin?.lowercased() else { return }
    guard names.contains(where: { origin == "http://\($0)" }) else {
      throw RequestError(403, "pages from elsewhere get no answer")
    }
  }
}
