/// Leaves out parts of something as long as the rest is enough: long runs first, and at last each by itself.
///
/// - Parameters:
///   - length: How many parts something has.
///   - isMonotonic: Whether what is enough is so with more parts, too. If not, what could not be left out is
///     tried again after others were.
///   - isStopped: Checked before each attempt; what is left by then is the result.
///   - without: What is left without a run of parts, and perhaps without more of them; `nil` if that is not
///     enough.
/// - Returns: Something of which no single part can be left out, unless the reduction was stopped.
/// - SeeAlso: A. Zeller, R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", TSE 2002.
package func reduce<Whole>(
  _ whole: Whole, length: (Whole) -> Int, isMonotonic: Bool, isStopped: () -> Bool,
  without: (Whole, Range<Int>) -> Whole?
) -> Whole {
  var kept = whole
  var size = length(kept)
  while size > 0 {
    let before = length(kept)
    var start = 0
    while start < length(kept) {
      if isStopped() { return kept }
      if let rest = without(kept, start..<min(start + size, length(kept))) {
        kept = rest
      } else {
        start += size
      }
    }
    if isMonotonic {
      size /= 2
    } else if size > 1 || length(kept) < before {
      size = max(1, min(size / 2, length(kept) / 2))
    } else {
      size = 0
    }
  }
  return kept
}

/// Leaves out elements as long as a question about the rest is answered by yes. What is enough must be so
/// with more elements, too.
///
/// - Returns: Elements none of which can be left out, unless the reduction was stopped.
package func reduce<Element>(
  _ elements: [Element], isStopped: () -> Bool = { false }, while isEnough: ([Element]) -> Bool
) -> [Element] {
  reduce(elements, length: \.count, isMonotonic: true, isStopped: isStopped) { kept, run in
    var rest = kept
    rest.removeSubrange(run)
    return isEnough(rest) ? rest : nil
  }
}
