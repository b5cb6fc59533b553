/// The moments from the first to the last at which something may happen.
struct Moments {
  let first: Int
  let last: Int

  init(_ first: Int, _ last: Int) {
    self.first = first
    self.last = last
  }
}

/// A value in a queue or stack. Its entry cannot be later than its exit, nor its exit earlier.
struct Stay {
  /// The exit of a value that stays: after all others.
  static let never = Int.max
  /// The end of an exit that was not seen.
  static let someTime = Int.max - 1

  let insertion: Int
  var removal: Int?
  let entry: Moments
  var exit: Moments

  init(insertion: Int, removal: Int? = nil, entry: Moments, exit: Moments) {
    self.insertion = insertion
    self.removal = removal
    self.entry = entry
    self.exit = exit
  }

  var operations: [Int] { [insertion] + (removal.map { [$0] } ?? []) }
}
