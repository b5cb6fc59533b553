/// How each state was first reached, by rank: about three bytes each.
///
/// States that follow one another in rank come from states that do so, too. A link is therefore kept
/// as the distance of its rank from that of the link before, and its action; both as numbers of seven
/// bits a byte. Every 64th link stands for itself, so that one can be found.
///
/// - Complexity: `append` and `subscript` are O(1).
public struct SearchTree: ~Copyable {
  private static let groupSize = 64

  private var bytes = ByteLog()
  /// Where each group of links begins.
  private var groups: [Int] = []
  private var last: UInt32 = 0
  /// Links that took the place of others.
  private var replaced: [UInt32: Link] = [:]
  public private(set) var count = 0

  init() {}

  /// The memory held, in bytes.
  public var byteCount: Int { bytes.byteCount + 8 * groups.capacity + 32 * replaced.capacity }

  /// Adds the link of the state that has the next rank.
  public mutating func append(_ link: Link) {
    if count % Self.groupSize == 0 {
      groups.append(bytes.count)
      last = 0
    }
    let distance = Int32(bitPattern: link.rank &- last)
    bytes.append(UInt32(bitPattern: distance << 1 ^ distance >> 31))
    // The position of a component, in the upper bits, is small, and so is the step, in the lower.
    bytes.append(link.action << 8 & 0xFF_FFFF | link.action >> 16)
    last = link.rank
    count += 1
  }

  /// The links of consecutive states.
  ///
  /// - Complexity: O(*n*) for *n* states.
  public func links(of ranks: Range<Int>) -> [Link] {
    guard !ranks.isEmpty else { return [] }
    var place = 0
    var before: UInt32 = 0
    let start = ranks.lowerBound / Self.groupSize * Self.groupSize
    return (start..<ranks.upperBound).compactMap { rank in
      if rank % Self.groupSize == 0 { (place, before) = (groups[rank / Self.groupSize], 0) }
      let link = link(after: &before, &place)
      return rank < ranks.lowerBound ? nil : replaced[UInt32(rank)] ?? link
    }
  }

  /// How the state with a rank was first reached.
  public subscript(rank: UInt32) -> Link {
    links(of: Int(rank)..<Int(rank) + 1)[0]
  }

  /// Gives a state another link.
  public mutating func replace(_ rank: UInt32, by link: Link) { replaced[rank] = link }

  private func link(after last: inout UInt32, _ place: inout Int) -> Link {
    let distance = bytes.number(at: &place)
    last = last &+ (distance >> 1 ^ (0 &- (distance & 1)))
    let action = bytes.number(at: &place)
    return Link(fromRank: last, action: action >> 8 | (action & 0xFF) << 16)
  }
}

/// Numbers of up to 32 bits, seven bits a byte, the lowest first. They never move.
struct ByteLog: ~Copyable {
  private static let segmentBits = 16

  private var segments: [UnsafeMutablePointer<UInt8>] = []
  private(set) var count = 0

  deinit { for segment in segments { segment.deallocate() } }

  var byteCount: Int { segments.count << Self.segmentBits }

  mutating func append(_ number: UInt32) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  private mutating func append(_ byte: UInt8) {
    let segment = count >> Self.segmentBits
    if segment == segments.count { segments.append(.allocate(capacity: 1 << Self.segmentBits)) }
    segments[segment][count & (1 << Self.segmentBits - 1)] = byte
    count += 1
  }

  /// The number that begins at a place, which moves behind it.
  func number(at place: inout Int) -> UInt32 {
    var number: UInt32 = 0
    var shift: UInt32 = 0
    while true {
      let byte = segments[place >> Self.segmentBits][place & (1 << Self.segmentBits - 1)]
      place += 1
      number |= UInt32(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
  }
}
