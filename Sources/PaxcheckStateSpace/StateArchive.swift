/// The component vectors of all states that have a rank.
///
/// While a block is expanded, any number of threads read; between blocks, states are added.
protocol StateArchive: AnyObject {
  /// What the states are kept as, in a few words.
  var name: String { get }
  /// The memory held, in bytes.
  var byteCount: Int { get }

  /// The number of states for which there is room.
  var count: Int { get }

  /// Finds out which vectors in a buffer are here, and notes their ranks there, and keys that make it
  /// easier to add the others.
  func find(_ buffer: CandidateBuffer)

  /// Copies the vectors of states to consecutive rows.
  func read(_ places: Range<Int>, of block: Block, to rows: UnsafeMutablePointer<ComponentID>)

  /// The bytes that making room for this many states takes for a moment, besides those held.
  func growth(for count: Int) -> Int

  /// The addresses that making room for this many states takes, in bytes. Much of what has an address is
  /// not in memory yet.
  func addressGrowth(for count: Int) -> Int

  /// Makes room for more states, given how many there will be.
  func makeRoom(for count: Int, _ threads: Threads)

  /// Adds the vectors in a buffer, which are not here, under the ranks that are noted there, with the
  /// keys that `find` gave them. Several threads may do so at the same time.
  func add(_ buffer: CandidateBuffer)
}
