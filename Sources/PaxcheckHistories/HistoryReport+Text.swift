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
    var lines = ["no order explains \(history.reference(to: conflict.culprit))\(place)"]
    if !conflict.possibleAnswers.isEmpty {
      let shown = conflict.possibleAnswers.prefix(8).joined(separator: ", ")
      let more = conflict.possibleAnswers.count > 8 ? ", …" : ""
      lines.append("at that point it could have been answered: \(shown)\(more)")
    }
    if let order = orderSoFar(conflict.partialOrder) { lines.append(order) }
    if conflict.isSmall {
      lines.append(
        conflict.conflicting.count == 1
          ? "this operation alone is a contradiction"
          : "\(conflict.conflicting.count) operations contradict each other")
    } else {
      lines.append("the contradiction was not narrowed down to a few operations")
    }
    return lines + hints
  }

  private func orderSoFar(_ order: [Int]) -> String? {
    let last = order.suffix(4).map { "'\(history.text(of: $0))'" }
    return switch order.count {
    case 0: nil
    case 1...4: "up to then there is an order: \(last.joined(separator: ", "))"
    default:
      "up to then \(order.count) operations have an order; the last ones are: "
        + last.joined(separator: ", ")
    }
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
      lines += HistoryPicture(of: self, onlyConflict: true).lines.map { "    \($0)" }
      lines.append("")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension HistoryConflict {
  /// Whether a person can take in the operations that contradict each other.
  public var isSmall: Bool { 1...12 ~= conflicting.count }
}
