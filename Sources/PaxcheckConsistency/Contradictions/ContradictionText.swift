/// What stands in the way of an order, in sentences.
package struct ContradictionText {
  /// The operation that no order explains.
  package var culprit: String
  /// Where the value that it saw may come from, in sentences.
  package var hints: [String] = []
  /// What it could have been answered.
  package var possibleAnswers: [String] = []
  /// The last operations of an order of what came before, and how many there are in all.
  package var order: [String] = []
  package var orderCount = 0
  /// Whether the order has all that returned before.
  package var isOrderWhole = true
  /// How many operations contradict each other; `nil` if that was not found out.
  package var conflictCount: Int?

  package init(culprit: String) { self.culprit = culprit }

  /// The first one says what cannot be explained.
  package var sentences: [String] {
    var lines = ["no order explains \(culprit)"] + hints
    if !possibleAnswers.isEmpty {
      let more = possibleAnswers.count > 8 ? ", …" : ""
      lines.append(
        "at that point it could have been answered: "
          + possibleAnswers.prefix(8).joined(separator: ", ") + more)
    }
    if let sentence = orderSentence { lines.append(sentence) }
    switch conflictCount {
    case nil: lines.append("the contradiction was not narrowed down to a few operations")
    case 1?: lines.append("this operation alone is a contradiction")
    case let count?: lines.append("\(count) operations contradict each other")
    }
    return lines
  }

  private var orderSentence: String? {
    let last = order.suffix(4).map { "'\($0)'" }.joined(separator: ", ")
    let reach = isOrderWhole ? "up to then" : "up to a point before that"
    return switch orderCount {
    case 0: nil
    case 1...4: "\(reach) there is an order: \(last)"
    default: "\(reach) \(orderCount) operations have an order; the last ones are: \(last)"
    }
  }
}
