public import PaxcheckModel

/// A `ValueSpace` whose model's type is erased, by way of closures over specialised code.
public final class ErasedValueSpace: StateSpace {
  public let store: StateStore
  private let insertion: (BlockWorker) -> Void
  private let expansion: (Range<Int>, Block, BlockWorker) -> Int
  private let resolution: (ArraySlice<DeferredStep>, BlockWorker) -> Void
  private let repetition: ([DeferredStep], BlockWorker) -> Bool
  private let growing: (Int) -> Int
  private let growingAddresses: (Int) -> Int
  private let reservation: (Int, Threads) -> Void
  private let committing: (ArraySlice<UInt32>, UInt32) -> Void
  private let ending: (ArraySlice<UInt32>) -> Void
  private let satisfaction: (Int, UInt32, BlockWorker) -> Bool
  private let origination: (Int, UInt32, BlockWorker) -> Bool
  private let succession: (UInt32, BlockWorker) -> Successors
  private let weighing: () -> Int
  private let counting: () -> [String: Int]
  private let failing: () -> ModelError?

  @usableFromInline
  init(
    store: StateStore,
    insertInitialStates: @escaping (BlockWorker) -> Void,
    expand: @escaping (Range<Int>, Block, BlockWorker) -> Int,
    resolve: @escaping (ArraySlice<DeferredStep>, BlockWorker) -> Void,
    replay: @escaping ([DeferredStep], BlockWorker) -> Bool,
    growth: @escaping (Int) -> Int,
    addressGrowth: @escaping (Int) -> Int,
    makeRoom: @escaping (Int, Threads) -> Void,
    commit: @escaping (ArraySlice<UInt32>, UInt32) -> Void,
    endBlock: @escaping (ArraySlice<UInt32>) -> Void,
    satisfies: @escaping (Int, UInt32, BlockWorker) -> Bool,
    originates: @escaping (Int, UInt32, BlockWorker) -> Bool,
    successors: @escaping (UInt32, BlockWorker) -> Successors,
    byteCount: @escaping () -> Int,
    kindCounts: @escaping () -> [String: Int],
    failure: @escaping () -> ModelError?
  ) {
    self.store = store
    insertion = insertInitialStates
    expansion = expand
    resolution = resolve
    repetition = replay
    growing = growth
    growingAddresses = addressGrowth
    reservation = makeRoom
    committing = commit
    ending = endBlock
    satisfaction = satisfies
    origination = originates
    succession = successors
    weighing = byteCount
    counting = kindCounts
    failing = failure
  }

  public var failure: ModelError? { failing() }
  public var byteCount: Int { weighing() }
  public var kindCounts: [String: Int] { counting() }

  public func insertInitialStates(_ worker: BlockWorker) { insertion(worker) }

  public func expand(_ places: Range<Int>, of block: Block, _ worker: BlockWorker) -> Int {
    expansion(places, block, worker)
  }

  public func resolve(_ deferred: ArraySlice<DeferredStep>, _ worker: BlockWorker) {
    resolution(deferred, worker)
  }

  public func replay(_ steps: [DeferredStep], _ worker: BlockWorker) -> Bool {
    repetition(steps, worker)
  }

  public func growth(for count: Int) -> Int { growing(count) }

  public func addressGrowth(for count: Int) -> Int { growingAddresses(count) }

  public func makeRoom(for count: Int, _ threads: Threads) { reservation(count, threads) }

  public func commit(_ handles: ArraySlice<UInt32>, firstRank: UInt32, _ worker: BlockWorker) {
    committing(handles, firstRank)
  }

  public func endBlock(discarding handles: ArraySlice<UInt32>) { ending(handles) }

  public func satisfies(_ property: Int, rank: UInt32, _ worker: BlockWorker) -> Bool {
    satisfaction(property, rank, worker)
  }

  public func originates(_ property: Int, rank: UInt32, _ worker: BlockWorker) -> Bool {
    origination(property, rank, worker)
  }

  public func successors(ofRank rank: UInt32, _ worker: BlockWorker) -> Successors {
    succession(rank, worker)
  }
}
