import PaxcheckExplanation
import PaxcheckModel
import PaxcheckTrace

/// Where everything stands in the drawing of a behaviour: time runs downwards, a line for each
/// participant at the left, a line of text for each step at the right.
struct SequenceDrawing {
  static let rowHeight = 32
  static let headerHeight = 44
  private static let characterWidth = 7.3

  let explanation: Explanation
  let laneWidth: Int
  let width: Int
  let height: Int

  init(_ explanation: Explanation) {
    self.explanation = explanation
    let longestName = explanation.participants.map { $0.drop { $0.isNumber }.count }.max() ?? 0
    laneWidth = max(48, min(100, 14 + Int(Double(longestName) * 6.1)))
    let longest = explanation.steps.map { Self.label(of: $0).count }.max() ?? 0
    let lanes = max(1, explanation.participants.count) * laneWidth + 24
    width = lanes + Int(Double(longest + 5) * Self.characterWidth) + 24
    height = Self.headerHeight + (explanation.steps.count + 1) * Self.rowHeight
  }

  /// The horizontal place of a participant's line.
  func x(_ participant: Int) -> Int { participant * laneWidth + laneWidth / 2 + 12 }

  /// The vertical place of a step, counted from 1; of 0, where everything begins.
  func y(_ step: Int) -> Int {
    step == 0 ? Self.headerHeight : Self.headerHeight + step * Self.rowHeight - 6
  }

  /// Where the texts of the steps begin.
  var textX: Int { max(1, explanation.participants.count) * laneWidth + 28 }

  /// What is said of a step beside the drawing.
  static func label(of step: Explanation.Step) -> String {
    guard let details = step.details else {
      let changes = step.changes.map(\.description).joined(separator: "; ")
      return changes.isEmpty ? step.action : "\(step.action)   \(changes)".shortened(to: 110)
    }
    let label =
      switch details.sort {
      case .delivery: details.label
      case .loss: "lost: \(details.label)"
      case .timeout: "timeout: \(details.label)"
      case .choice: "choice: \(details.label)"
      case .crash, .recovery, .amnesia, .partition: details.label
      }
    return label.shortened(to: 90)
  }

  /// The steps between which a participant is crashed.
  func crashes(of participant: Int) -> [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    var start: Int?
    for step in explanation.steps where step.details?.place == participant {
      switch step.details?.sort {
      case .crash: start = step.number
      case .recovery:
        if let start { ranges.append(start...step.number) }
        start = nil
      default: break
      }
    }
    if let start { ranges.append(start...max(start, explanation.steps.count)) }
    return ranges
  }
}

extension String {
  func shortened(to limit: Int) -> String { count > limit ? prefix(limit - 1) + "…" : self }
}
