/// How a recorded history is written down.
public enum HistoryFormat: String, Sendable, CaseIterable {
  /// Lines of a Jepsen log: `INFO  jepsen.util - 4 :invoke :write 1`.
  case jepsenLog = "jepsen-log"
  /// Operation maps of Jepsen: `{:process 0, :type :invoke, :f :write, :value 3}`.
  case edn
  /// JSON lines: `paxlin-ops/1`, or operation maps as in EDN.
  case json
  /// Drawings: `alice: |-- write 1 --|`.
  case drawing

  /// The format of a file with this first line that is not empty.
  init(firstLine line: String) {
    self =
      if line.hasPrefix("{\"") || line.hasPrefix("[\"") {
        .json
      } else if line.hasPrefix("{") || line.hasPrefix("[") {
        .edn
      } else if line.contains(":"), line.contains("|") {
        .drawing
      } else {
        .jepsenLog
      }
  }
}
