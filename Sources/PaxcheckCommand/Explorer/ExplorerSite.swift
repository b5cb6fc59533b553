import PaxcheckCatalogue
import PaxcheckExplorer
import PaxcheckExplorerServer
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTrace

/// The explorer as a site in the browsers of this machine.
struct ExplorerSite {
  private let service: ExplorerService
  private let port: UInt16
  /// The part of the address that names the path to begin with.
  private let fragment: String
  private let session: Session

  init(
    _ instance: ModelInstance, _ invocation: Invocation, _ session: Session
  ) throws(CommandFailure) {
    guard invocation[.script] == nil else {
      throw .usage("'--script' is for the terminal and '--serve' for the browser; leave one out")
    }
    fragment =
      try invocation[.trace].map { file throws(CommandFailure) in
        Self.fragment(of: try Trace(file: file))
      } ?? ""
    port = UInt16(invocation[.port] ?? 3000)
    service = ExplorerService(
      instance, limit: invocation[.searchLimit] ?? 100_000,
      backgroundLimits: SearchLimits(
        states: invocation[.searchLimit] ?? 1_000_000, memoryBytes: Machine.memoryBytes / 2),
      stop: session.stop,
      comparison: Self.comparison(of: instance, in: session))
    self.session = session
  }

  /// Finds what may make the model differ, here and in a second process.
  private static func comparison(
    of instance: ModelInstance, in session: Session
  ) -> BackgroundCheck.Comparison {
    let second = session.startSecondProcess()
    let rehearsal = Rehearsal(of: instance, ExhaustiveSearch(stop: session.stop))
    return {
      Result { () throws(ModelError) -> [String] in try rehearsal.hazards(comparedWith: second) }
    }
  }

  /// Answers requests until the server is stopped.
  func serve() throws(CommandFailure) -> ExitStatus {
    do throws(ExplorerServer.Failure) {
      try ExplorerServer.run(service, port: port, stop: session.stop) { port in
        try? session.console.write(
          "explore at http://127.0.0.1:\(port)/\(fragment) (Ctrl-C stops)\n")
      }
    } catch {
      throw CommandFailure(.inputOutput, "cannot serve at port \(port): \(error.reason)")
    }
    return .asExpected
  }

  /// The path of a trace as the page writes it behind its address.
  static func fragment(of trace: Trace) -> String {
    let start = trace.start.map { ["start=\($0)"] } ?? []
    let steps = trace.steps.map { "step=\(encode($0))" }
    return "#" + (start + steps).joined(separator: "&")
  }

  private static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
      if byte < 128, isPlain || byte == UInt8(ascii: "-") {
        return String(UnicodeScalar(byte))
      }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
