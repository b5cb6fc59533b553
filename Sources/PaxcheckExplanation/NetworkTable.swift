package import PaxcheckModel
package import PaxcheckTrace

/// The messages on their way, and what is different from the state before.
package struct NetworkTable: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package let message: Transmission
    /// Whether it was just sent, or is gone; `nil` for one that was there before and still is.
    package let change: StateTable.Change?
  }

  /// What is gone first, and then what is there, in the order of the network.
  package let rows: [Row]

  package init(from old: [Transmission], to new: [Transmission]) {
    var rest: [Transmission: Int] = [:]
    for message in old { rest[message, default: 0] += 1 }
    let there = new.map { message in
      guard let count = rest[message], count > 0 else {
        return Row(message: message, change: .added)
      }
      rest[message] = count - 1
      return Row(message: message, change: nil)
    }
    var gone: [Row] = []
    for message in old.reversed() where rest[message, default: 0] > 0 {
      rest[message, default: 0] -= 1
      gone.append(Row(message: message, change: .removed))
    }
    rows = gone.reversed() + there
  }
}
