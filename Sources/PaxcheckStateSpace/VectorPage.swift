/// The vectors of a few states with consecutive ranks, each as what is different from the one before:
/// about a dozen bytes each, since most of them follow the same state.
///
/// A vector is, for every eight components, a bit for each one that changed, and then the numbers of
/// those, seven bits a byte, the lowest first. The first vector of a page changes one of zeros.
struct VectorPage {
  /// The most states in a page.
  static let capacity = 32

  let ranks: Range<UInt32>
  private let bytes: [UInt8]

  /// - Parameter vectors: Those of the states, one after the other.
  init(_ ranks: Range<UInt32>, _ vectors: UnsafePointer<ComponentID>, width: Int) {
    self.ranks = ranks
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16 * ranks.count)
    for index in 0..<ranks.count {
      let vector = vectors + index * width
      bytes.append(vector, after: index == 0 ? nil : vector - width, width)
    }
    // The copy has no room to spare.
    self.bytes = bytes.withUnsafeBufferPointer { Array($0) }
  }

  /// The memory of its bytes, with the header of an array.
  var byteCount: Int { bytes.count + 32 }

  /// Goes through the vectors of a page.
  struct Reader {
    private let page: VectorPage
    private var place = 0
    private var next: UInt32

    init(_ page: VectorPage) {
      self.page = page
      next = page.ranks.lowerBound
    }

    /// Whether a state's vector is still to come.
    func isAhead(_ rank: UInt32) -> Bool { next <= rank && rank < page.ranks.upperBound }

    /// Turns the vector that was read last, or a vector of zeros at first, into that of a state ahead.
    mutating func advance(
      to rank: UInt32, _ vector: UnsafeMutablePointer<ComponentID>, _ width: Int
    ) {
      page.bytes.withUnsafeBufferPointer { bytes in
        while next <= rank {
          for start in stride(from: 0, to: width, by: 8) {
            var changes = bytes[place]
            place += 1
            while changes != 0 {
              vector[start + changes.trailingZeroBitCount] = Self.number(bytes, &place)
              changes &= changes &- 1
            }
          }
          next += 1
        }
      }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt32 {
      var number: UInt32 = 0
      var shift: UInt32 = 0
      while true {
        let byte = bytes[place]
        place += 1
        number |= UInt32(byte & 0x7F) << shift
        if byte < 0x80 { return number }
        shift += 7
      }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(
    _ vector: UnsafePointer<ComponentID>, after before: UnsafePointer<ComponentID>?, _ width: Int
  ) {
    for start in stride(from: 0, to: width, by: 8) {
      let end = Swift.min(start + 8, width)
      let mask = count
      append(0)
      for place in start..<end where vector[place] != before?[place] ?? 0 {
        self[mask] |= 1 << UInt8(place - start)
        append(number: vector[place])
      }
    }
  }

  private mutating func append(number: UInt32) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
