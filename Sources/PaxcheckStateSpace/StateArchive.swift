/// The component vectors of all states that have a rank.
///
/// While a block is expanded, any number of threads read; between blocks, states are added.
protocol StateArchive: AnyObject {
  /// The memory held, in bytes.
  var byteCount: Int { get }

  /// Finds out which vectors in a buffer are here, and notes their ranks there.
  func find(_ buffer: CandidateBuffer)

  /// Copies the vectors of states to consecutive rows.
  func read(_ places: Range<Int>, of block: Block, to rows: UnsafeMutablePointer<ComponentID>)

  /// The bytes that making room for this many states takes for a moment, besides those held.
  func growth(for count: Int) -> Int

  /// Makes room for more states, given how many there will be.
  func makeRoom(for count: Int)

  /// Adds states that are not here. Several threads may do so at the same time.
  func add(_ states: FreshVectors)
}

/// Fresh states that get consecutive ranks.
struct FreshVectors {
  let handles: ArraySlice<UInt32>
  let firstRank: UInt32
  let records: SegmentedRows<FreshStates.Record>.Rows
  let vectors: SegmentedRows<ComponentID>.Rows

  /// Calls `prepare` and, some states later, `body` with each state's hash, vector and rank.
  @inline(__always)
  func forEach(
    prepare: (_ hash: UInt64) -> Void,
    _ body: (_ hash: UInt64, _ vector: UnsafeMutablePointer<ComponentID>, _ rank: UInt32) -> Void
  ) {
    handles.withUnsafeBufferPointer { handles in
      for index in handles.indices {
        let ahead = index + 16
        if ahead < handles.count { prepare(records[handles[ahead]].pointee.hash) }
        let handle = handles[index]
        body(records[handle].pointee.hash, vectors[handle], firstRank &+ UInt32(index))
      }
    }
  }
}
