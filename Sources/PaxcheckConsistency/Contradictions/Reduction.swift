/// Leaves out elements as long as a question about the rest is answered by yes: long runs first, and at
/// last each by itself. What is enough must be so with more elements, too.
///
/// - SeeAlso: A. Zeller, R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", TSE 2002.
/// - Returns: Elements none of which can be left out, unless the reduction was stopped.
package func reduce<Element>(
  _ elements: [Element], isStopped: () -> Bool = { false }, while isEnough: ([Element]) -> Bool
) -> [Element] {
  var kept = elements
  var length = kept.count
  while length > 0 {
    var start = 0
    while start < kept.count {
      if isStopped() { return kept }
      var rest = kept
      rest.removeSubrange(start..<min(start + length, kept.count))
      if isEnough(rest) {
        kept = rest
      } else {
        start += length
      }
    }
    length /= 2
  }
  return kept
}
