public import PaxcheckModel

/// A `ValueSpace` whose model's type is erased, by way of closures over specialised code.
public final class ErasedValueSpace: StateSpace {
  public let store: StateStore
  private let insertion: (BlockWorker) -> Void
  private let expansion: (Range<Int>, Block, BlockWorker) -> Int
  private let resolution: (ArraySlice<DeferredStep>, BlockWorker) -> Void
  private let repetition: ([DeferredStep], BlockWorker) -> Bool
  private let satisfaction: (Int, UInt32) -> Bool
  private let succession: (UInt32, BlockWorker) -> Successors
  private let contentByteCount: () -> Int
  private let counting: () -> [String: Int]
  private let failing: () -> ModelError?

  @usableFromInline
  init(
    store: StateStore,
    insertInitialStates: @escaping (BlockWorker) -> Void,
    expand: @escaping (Range<Int>, Block, BlockWorker) -> Int,
    resolve: @escaping (ArraySlice<DeferredStep>, BlockWorker) -> Void,
    retake: @escaping ([DeferredStep], BlockWorker) -> Bool,
    satisfies: @escaping (Int, UInt32) -> Bool,
    successors: @escaping (UInt32, BlockWorker) -> Successors,
    contentByteCount: @escaping () -> Int,
    kindCounts: @escaping () -> [String: Int],
    failure: @escaping () -> ModelError?
  ) {
    self.store = store
    insertion = insertInitialStates
    expansion = expand
    resolution = resolve
    repetition = retake
    satisfaction = satisfies
    succession = successors
    self.contentByteCount = contentByteCount
    counting = kindCounts
    failing = failure
  }

  public var failure: ModelError? { failing() }
  public var byteCount: Int { store.byteCount + contentByteCount() }
  public var kindCounts: [String: Int] { counting() }
  public var figures: [String: Int] { [:] }

  public func insertInitialStates(_ worker: BlockWorker) { insertion(worker) }

  public func expand(_ places: Range<Int>, of block: Block, _ worker: BlockWorker) -> Int {
    expansion(places, block, worker)
  }

  public func resolve(_ deferred: ArraySlice<DeferredStep>, _ worker: BlockWorker) {
    resolution(deferred, worker)
  }

  public func retake(_ steps: [DeferredStep], _ worker: BlockWorker) -> Bool {
    repetition(steps, worker)
  }

  /// Nothing: whole states are told apart by themselves, in whatever order they come.
  public var questions: QuestionLog? {
    get { nil }
    set {}
  }

  public func askAgain(_ question: Question) -> Bool { false }

  public func satisfies(_ property: Int, handle: UInt32) -> Bool {
    satisfaction(property, handle)
  }

  public func successors(ofHandle handle: UInt32, _ worker: BlockWorker) -> Successors {
    succession(handle, worker)
  }
}
