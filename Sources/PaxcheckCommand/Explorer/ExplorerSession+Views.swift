import PaxcheckExplanation
import PaxcheckModel
import PaxcheckReport
import PaxcheckTrace

// What the explorer shows of the place that it is at.
extension ExplorerSession {
  /// The steps that are possible, with their numbers.
  var steps: String {
    let offers = walk.offers()
    guard !offers.isEmpty else { return "nothing more can happen\n" }
    return offers.enumerated().map { index, step in
      "\(index < 9 ? "  " : " ")\(index + 1)  \(actionText(step.action))\n"
    }.joined()
  }

  /// The steps that were taken, from the one after `start` on.
  func path(from start: Int) -> String {
    guard !walk.steps.isEmpty else { return "no step was taken\n" }
    return walk.steps.enumerated().dropFirst(start).map { index, step in
      "\(index < 9 ? " " : "")\(index + 1). \(actionText(step.action))\n"
    }.joined()
  }

  /// The last step, and what it changed.
  var difference: String {
    let explanation = explanation
    guard let step = explanation.steps.last else { return "this is the start\n" }
    return explanation.text(of: step, style) + changedProperties
  }

  /// The properties whose conditions the last step made true or false.
  private var changedProperties: String {
    let (path, count) = (walk.path, walk.steps.count)
    return path.claims(of: model).compactMap { property in
      let judge = Judge(model, property)
      let (old, new) = (
        judge.isTrue(after: count - 1, on: path), judge.isTrue(after: count, on: path)
      )
      guard old != new else { return nil }
      return "      ⇒ '\(property.name)' is \(new) now\n"
    }.joined()
  }

  var network: String {
    guard let view = ParticipantView(model) else { return "this model passes no messages\n" }
    let messages = view.messages(walk.state)
    return messages.isEmpty ? "nothing\n" : messages.map { "  \($0)\n" }.joined()
  }

  /// The state as tables, or the parts of it whose names begin so, with a mark before what the last
  /// step made different.
  func state(_ part: String) -> String {
    let tables = explanation.tables(after: walk.steps.count).compactMap { table in
      part.isEmpty || table.title?.hasPrefix(part) == true ? table : table.rows(beginningWith: part)
    }
    guard !tables.isEmpty else { return "no part of the state has a name that begins so\n" }
    return tables.flatMap(\.lines).map { "  \($0)\n" }.joined()
  }

  /// What the properties say of this state, and of those before it.
  var properties: String {
    let rows = path.claims(of: model).map { property in
      let here = Judge(model, property).isTrue(after: walk.steps.count, on: walk.path)
      return "  \(property.expectation.rawValue) '\(property.name)': "
        + "\(here) here\(earlier(property, unlike: here))\n"
    }
    return rows.isEmpty ? "the model claims nothing\n" : rows.joined()
  }

  private func earlier(_ property: Property<M>, unlike here: Bool) -> String {
    let other = Judge(model, property).first(on: walk.path, where: !here)
    return other.map { ", \(!here) after \($0.counted("step"))" } ?? ""
  }

  private var explanation: Explanation {
    let draft = Trace(
      model: reference, expectation: .always, property: "",
      steps: walk.path.actions.map { actionText($0) })
    return Explanation(walk.path, of: model, trace: draft)
  }
}

extension StateTable {
  /// The rows whose names begin so, behind the title and a point, with the rows that are part of them;
  /// `nil` if there are none.
  fileprivate func rows(beginningWith prefix: String) -> StateTable? {
    var isMeant = false
    let rows = rows.filter { row in
      if row.depth == 0 { isMeant = "\(title.map { "\($0)." } ?? "")\(row.name)".hasPrefix(prefix) }
      return isMeant
    }
    return rows.isEmpty ? nil : StateTable(title, rows)
  }
}

/// The help within the explorer.
enum ExplorerHelp {
  static func text(_ topic: String?) throws(CommandFailure) -> String {
    let table = ExplorerCommand.table
    guard let topic else {
      let width = table.map(\.usage.count).max() ?? 0
      let rows = table.map { row in
        "  \(row.usage)\(String(repeating: " ", count: width - row.usage.count))  \(row.summary)\n"
      }
      return rows.joined() + "A command may be shortened: 'b 2' takes back two steps.\n"
    }
    guard let row = table.first(where: { $0.name == topic }) else {
      throw CommandFailure(
        .malformedInput,
        "there is no command '\(topic)'\(didYouMean(topic, among: table.map(\.name)))")
    }
    return "  \(row.usage)\n      \(row.summary)\n"
  }
}
