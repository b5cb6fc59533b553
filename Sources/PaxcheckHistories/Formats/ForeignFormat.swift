/// Formats of other tools that are recognised, so that their refusal can name them.
enum ForeignFormat {
  /// Operations as the Go library Porcupine has them, with requests and responses of the recorder's own.
  case porcupine
  /// Traces of a model checker.
  case itf
  /// The verdicts of a Jepsen test.
  case jepsenResults
  /// A map around the history proper.
  case wrapped

  /// The format that has a map with this key.
  init?(key: UnsafeBufferPointer<UInt8>) {
    switch key.count {
    case 4 where key.spell("call"): self = .porcupine
    case 5 where key.spell("#meta"): self = .itf
    case 6 where key.spell("states"): self = .itf
    case 6 where key.spell("valid?"): self = .jepsenResults
    case 7 where key.spell("history"): self = .wrapped
    case 7 where key.spell("request"): self = .porcupine
    case 8 where key.spell("ClientId") || key.spell("response"): self = .porcupine
    default: return nil
    }
  }

  /// What the map is, and what to do.
  var explanation: String {
    switch self {
    case .porcupine:
      "this is an operation of Porcupine, as etcd's robustness tests record them (client, call, return, "
        + "request, response): its requests have revisions, leases and transactions, which no object here "
        + "has; what clients did to single keys can be written as 'paxlin-ops/1', "
        + "[process, f, key, arg, out, call, ret]"
    case .itf: "this is a trace of a model checker in ITF, not a history of operations"
    case .jepsenResults:
      "this is the result of a Jepsen test, not its history, which is 'history.edn' in the same folder"
    case .wrapped: "this map holds the history in its member 'history'; give that alone"
    }
  }
}
