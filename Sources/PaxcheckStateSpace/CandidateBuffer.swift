/// Successors that were produced but not looked up yet, or states that get their ranks.
///
/// Looking up many at a time lets the processor fetch their table slots together.
final class CandidateBuffer {
  static let capacity = 128
  /// The number of states whose vectors are read at a time, to be expanded.
  static let chunkSize = 32
  /// The rank of a state that has none.
  static let unknownRank = UInt32.max
  /// The most kinds of actions that are counted apart.
  static let kindCapacity = 1 << 10

  let width: Int
  /// The states that are expanded.
  let parents: UnsafeMutablePointer<ComponentID>
  let vectors: UnsafeMutablePointer<ComponentID>
  let hashes: UnsafeMutablePointer<UInt64>
  let links: UnsafeMutablePointer<UInt64>
  /// The ranks of those vectors that have one.
  let ranks: UnsafeMutablePointer<UInt32>
  /// The handles that the vectors have among the fresh states.
  let handles: UnsafeMutablePointer<UInt32>
  /// Room for an archive to note something about each vector.
  let keys: UnsafeMutablePointer<UInt64>
  let kinds: UnsafeMutablePointer<UInt16>
  /// The numbers of the steps that lead to the vectors.
  let steps: UnsafeMutablePointer<UInt32>
  let kindCounts: UnsafeMutablePointer<Int>
  /// For each property, how many states were built to judge it.
  let wholeStateCounts: UnsafeMutablePointer<Int>
  @exclusivity(unchecked) var count = 0
  /// How many of the vectors are whole: the components that a step reaches have reacted.
  @exclusivity(unchecked) var wholeCount = 0
  /// Where successors are reported instead of inserted.
  @exclusivity(unchecked) var collected: Successors?

  init(width: Int) {
    self.width = width
    parents = .allocate(capacity: width * Self.chunkSize)
    vectors = .allocate(capacity: width * Self.capacity)
    hashes = .allocate(capacity: Self.capacity)
    links = .allocate(capacity: Self.capacity)
    ranks = .allocate(capacity: Self.capacity)
    handles = .allocate(capacity: Self.capacity)
    keys = .allocate(capacity: Self.capacity)
    kinds = .allocate(capacity: Self.capacity)
    steps = .allocate(capacity: Self.capacity)
    kindCounts = .allocate(capacity: Self.kindCapacity)
    kindCounts.initialize(repeating: 0, count: Self.kindCapacity)
    wholeStateCounts = .allocate(capacity: 64)
    wholeStateCounts.initialize(repeating: 0, count: 64)
  }

  deinit {
    parents.deallocate()
    vectors.deallocate()
    hashes.deallocate()
    links.deallocate()
    ranks.deallocate()
    handles.deallocate()
    keys.deallocate()
    kinds.deallocate()
    steps.deallocate()
    kindCounts.deallocate()
    wholeStateCounts.deallocate()
  }

  @inline(__always)
  var isFull: Bool { count == Self.capacity }

  /// Adds a successor whose vector has been written.
  @inline(__always)
  func append(_ hash: UInt64, _ link: Link, kind: UInt16) {
    hashes[count] = hash
    links[count] = link.bits
    kinds[count] = kind
    count &+= 1
  }

  /// Counts a state that was built for some properties.
  func countWholeState(_ properties: UInt64) {
    var rest = properties
    while rest != 0 {
      wholeStateCounts[rest.trailingZeroBitCount] += 1
      rest &= rest - 1
    }
  }

  /// Moves a successor to a lower place with the number of its step, as long as that is needed.
  @inline(__always)
  func moveWithStep(_ index: Int, to place: Int) {
    guard index != place else { return }
    move(index, to: place)
    steps[place] = steps[index]
  }

  /// Moves a successor to a lower place.
  @inline(__always)
  func move(_ index: Int, to place: Int) {
    guard index != place else { return }
    copy(vectors + index &* width, to: vectors + place &* width, width)
    hashes[place] = hashes[index]
    links[place] = links[index]
    kinds[place] = kinds[index]
  }
}
