package import PaxcheckFiles

/// A folder in which an exhaustive search writes down how far it has come, so that another process can
/// go on from there.
///
/// What is written is the search tree, eight bytes a state, and the order in which the model was asked;
/// never a state. A search that goes on takes the tree's steps again, one for each state instead of
/// all of them, and ends with the bytes of a search that was never interrupted: the same counts, the
/// same verdicts, the same paths, on any number of threads. Limits may be others than before.
///
/// Whenever the writer dies, the last complete checkpoint stays usable: the tree and the memo only
/// grow, what describes them is replaced at once, and each reaches the disk before the next.
public final class Checkpoint: Sendable {
  /// What a search tells about its checkpoints while it runs.
  public enum Event: Sendable, Hashable {
    /// The search has come back to where it was.
    case resumed(states: Int)
    /// The search stopped early, and this many states are saved.
    case saved(states: Int)
    /// A checkpoint could not be written; the last one, of this many states, stays.
    case failed(String, kept: Int?)
    /// The search is over, and its last checkpoint is of no use any more.
    case finished
  }

  public typealias Observer = @Sendable (Event) -> Void

  /// What an earlier search left, or `nil` for a new one.
  let saved: SavedSearch?
  let program: String
  let model: String
  let request: [String]
  /// How much time passes between two checkpoints.
  let interval: Duration
  let observer: Observer?
  let files: any FileStore
  /// Keeps others from writing there.
  private let lock: (any AnyObject & Sendable)?

  /// Begins checkpoints of a new search.
  ///
  /// - Parameters:
  ///   - folder: A folder without a checkpoint.
  ///   - program: Which program this is. A search goes on in the same program only, since another one
  ///     may take a model of the same name for something else: name the build.
  ///   - model: The model with all of its parameters.
  ///   - request: The words with which the user asked for the model, for `SavedSearch.request`.
  ///   - interval: How much time passes between two checkpoints. One is also written when a limit or a
  ///     signal stops the search.
  ///   - observer: Called with what the search tells about its checkpoints.
  /// - Throws: `.occupied`, `.inUse` or `.failed`.
  public convenience init(
    new folder: String, program: String, model: String, request: [String] = [],
    every interval: Duration = .seconds(600), observer: Observer? = nil
  ) throws(CheckpointError) {
    let lock = try Self.lock(folder)
    let files = Folder(folder)
    if let other = try SavedSearch(in: files, folder) {
      throw .occupied(folder: folder, model: other.model)
    }
    self.init(
      files, lock: lock, program: program, model: model, request: request, every: interval,
      observer: observer)
  }

  /// Goes on from the checkpoint in a folder, and writes there again.
  ///
  /// - Parameters:
  ///   - folder: A folder with a checkpoint.
  ///   - program: Which program this is: that of the search that stopped.
  ///   - model: The model with all of its parameters: that of the search that stopped.
  ///   - search: The search that goes on. Its order is that of the search that stopped.
  ///   - interval: How much time passes between two checkpoints.
  ///   - observer: Called with what the search tells about its checkpoints.
  /// - Throws: `.missing` if there is none, `.mismatch` if it is that of another program, model or
  ///   order, `.malformed` if its files are not as they were written, `.inUse`, or `.failed`.
  /// - Complexity: O(*n*) for *n* saved states.
  public convenience init(
    resuming folder: String, program: String, model: String, by search: ExhaustiveSearch,
    every interval: Duration = .seconds(600), observer: Observer? = nil
  ) throws(CheckpointError) {
    let files = Folder(folder)
    guard let saved = try SavedSearch(in: files, folder) else { throw .missing(folder: folder) }
    let lock = try Self.lock(folder)
    try saved.check(program: program, model: model, search)
    try saved.checkSums(of: files, folder)
    self.init(
      files, lock: lock, saved: saved, program: program, model: model, request: saved.request,
      every: interval, observer: observer)
  }

  package init(
    _ files: any FileStore, lock: (any AnyObject & Sendable)? = nil,
    saved: SavedSearch? = nil,
    program: String, model: String, request: [String] = [], every interval: Duration,
    observer: Observer? = nil
  ) {
    self.files = files
    self.lock = lock
    self.saved = saved
    self.program = program
    self.model = model
    self.request = request
    self.interval = interval
    self.observer = observer
  }

  private static func lock(_ folder: String) throws(CheckpointError) -> FolderLock {
    do throws(SystemError) {
      if let lock = try FolderLock(folder) { return lock }
    } catch {
      throw .failed(folder: folder, error.description)
    }
    throw .inUse(folder: folder)
  }
}
