/// How a recorded history is written down.
public enum HistoryFormat: String, Sendable, CaseIterable {
  /// A Jepsen log: `INFO  jepsen.util - 4 :invoke :write 1`, with whatever else is on its lines.
  case jepsenLog = "jepsen-log"
  /// The table `history.txt` of Jepsen: `4 :invoke :write 1`.
  case jepsenTable = "jepsen-table"
  /// Operation maps of Jepsen: `{:process 0, :type :invoke, :f :write, :value 3}`.
  case edn
  /// `paxlin-ops/1`, or operation maps as in EDN.
  case json
  /// Drawings: `alice: |-- write 1 --|`.
  case drawing

  /// Whether `:fail` means that an operation took effect and was refused, if nothing else is said.
  var failuresTookEffect: Bool { self == .jepsenLog || self == .drawing }
}
