import PaxcheckConsistency

extension HistoryReport {
  /// The verdict in a few words.
  public var headline: String {
    let name = condition == .linearizable ? "linearizable" : "sequentially consistent"
    return switch verdict {
    case .consistent: name
    case .inconsistent: "not \(name)"
    case .undecided(let why): "undecided: \(why)"
    }
  }

  /// How large the history is.
  public var facts: String {
    let lost = history.operations.count { !$0.isAnswered }
    let (clients, keys) = (history.clientCount, history.keyCount)
    var facts = [
      history.object.rawValue,
      history.operations.count == 1 ? "1 operation" : "\(history.operations.count) operations",
      clients == 1 ? "1 client" : "\(clients) clients",
    ]
    if keys > 1 { facts.append("\(keys) keys") }
    if lost > 0 { facts.append("\(lost) never returned") }
    return facts.joined(separator: ", ")
  }

  /// What stands in the way of an order, in sentences; empty if nothing does.
  public var explanation: [String] {
    guard let conflict else { return [] }
    let key = history.keyCount > 1 ? history.key(of: conflict.culprit) : nil
    let place = key.map { ", key \($0)" } ?? ""
    var text = ContradictionText(culprit: history.reference(to: conflict.culprit) + place)
    text.hints = conflict.hints
    text.possibleAnswers = conflict.possibleAnswers
    text.order = conflict.partialOrder.suffix(4).map { history.text(of: $0) }
    text.orderCount = conflict.partialOrder.count
    text.isOrderWhole = conflict.isOrderWhole
    text.conflictCount = conflict.isSmall ? conflict.conflicting.count : nil
    return text.sentences + hints
  }

  /// The report for people.
  public func text(name: String) -> String {
    var lines = ["\(name): \(headline)"]
    lines += ([facts] + history.basisAndNotes + explanation).map { "  \($0)" }
    if case .consistent(let order) = verdict, 1...8 ~= order.count {
      lines.append(
        "  an order: \(order.map { "'\(history.text(of: $0))'" }.joined(separator: ", "))")
    }
    if conflict?.isSmall == true {
      lines.append("")
      lines += OperationPicture(of: self, onlyConflict: true).lines.map { "    \($0)" }
      lines.append("")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension HistoryConflict {
  /// Whether a person can take in the operations that contradict each other.
  public var isSmall: Bool { 1...12 ~= conflicting.count }
}
