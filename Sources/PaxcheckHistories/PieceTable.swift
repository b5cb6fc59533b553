/// Pieces of text none of which begins with another one, so that a text is made of them in one way.
struct PieceTable {
  private(set) var texts: [[UInt8]] = []
  private(set) var numbers: [[UInt8]: Int] = [:]
  /// Per piece: how often it was written.
  private(set) var counts: [Int] = []
  private let lengths: [Int]

  /// - Returns: `nil` if a text is empty or begins with another one.
  init?(_ written: [[UInt8]]) {
    lengths = Set(written.map(\.count)).sorted()
    guard lengths.first != 0 else { return nil }
    for text in written {
      if let known = numbers[text] {
        counts[known] += 1
      } else {
        numbers[text] = texts.count
        texts.append(text)
        counts.append(1)
      }
    }
    for text in texts {
      for length in lengths where length < text.count {
        if numbers[Array(text[..<length])] != nil { return nil }
      }
    }
  }

  /// The piece with which a text goes on.
  func piece(of text: [UInt8], at position: Int) -> Int? {
    for length in lengths where position + length <= text.count {
      if let piece = numbers[Array(text[position..<(position + length)])] { return piece }
    }
    return nil
  }

  func text(_ text: [UInt8], has piece: Int, at position: Int) -> Bool {
    let piece = texts[piece]
    return position + piece.count <= text.count
      && text[position..<(position + piece.count)].elementsEqual(piece)
  }
}
