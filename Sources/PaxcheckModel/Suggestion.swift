/// The question "did you mean …?" to be put behind an unknown word, or an empty text.
public func didYouMean(_ word: String, among known: [String]) -> String {
  guard let best = closest(to: word, among: known) else { return "" }
  return " (did you mean '\(best)'?)"
}

/// The known word that begins with `word`, or differs least from it and little enough to be a slip of
/// the hand.
func closest(to word: String, among known: [String]) -> String? {
  if word.count > 2, let longer = known.first(where: { $0.hasPrefix(word) }) { return longer }
  let scored = known.map { (word: $0, distance: editDistance(word, $0)) }
  guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(2, word.count / 3) ? best.word : nil
}

/// The number of insertions, deletions and replacements between two words (Levenshtein).
///
/// - Complexity: O(*m n*) for words of *m* and *n* characters.
package func editDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (i, character) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in right.indices {
      let replaced = diagonal + (character == right[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
    }
  }
  return row[right.count]
}
