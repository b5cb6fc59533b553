import PaxcheckModel

extension Contradiction {
  /// The contradiction for people: sentences and a drawing.
  var diagnosis: Diagnosis {
    var text = ContradictionText(
      culprit: "'\(culprit.label)' of client \(culprit.client)")
    text.possibleAnswers = possibleAnswers.map { PaxcheckConsistency.text(of: $0) }.sorted()
    text.order = order.suffix(4).map(\.label)
    text.orderCount = order.count
    text.isOrderWhole = isOrderWhole
    text.conflictCount = conflicting.count
    let sentences = text.sentences
    return Diagnosis(
      sentences[0],
      details: sentences.dropFirst() + names + [""] + picture.lines.map { "  \($0)" },
      picture: picture.svg)
  }

  /// The conflicting operations by name, where the drawing shows others, too.
  private var names: [String] {
    guard 2..<shown.count ~= conflicting.count else { return [] }
    return conflicting.map { "  '\($0.label)' of client \($0.client)" }
  }

  /// All operations, if they are few.
  private var shown: [Entry] { past.count <= 12 ? past : conflicting }

  private var picture: OperationPicture {
    let places = Dictionary(
      uniqueKeysWithValues: shown.enumerated().map { ($0.element.invoked, $0.offset) })
    let isConflicting = Set(conflicting.map(\.invoked))
    var latest = 0
    let points = order.enumerated().compactMap { rank, entry in
      latest = max(latest, entry.invoked)
      return places[entry.invoked].map { (operation: $0, moment: latest, rank: rank + 1) }
    }
    return OperationPicture(
      of: shown.map { entry in
        .init(
          client: entry.client, clientName: "client \(entry.client)", label: entry.label,
          details: "'\(entry.label)' of client \(entry.client)", invoked: entry.invoked,
          returned: entry.returned ?? .max, isConflicting: isConflicting.contains(entry.invoked),
          isCulprit: entry.invoked == culprit.invoked)
      }, points: points)
  }
}

extension History.Entry {
  /// The operation with its answer, unless this says no more than that it worked.
  fileprivate var label: String {
    let name = text(of: operation)
    guard let answer = response.map({ text(of: $0) }), answer != "ok" else { return name }
    return "\(name) > \(answer)"
  }
}
