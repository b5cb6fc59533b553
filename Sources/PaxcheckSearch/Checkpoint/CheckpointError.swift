/// Why a folder cannot be used for checkpoints, or the checkpoint in it not by this search.
public enum CheckpointError: Error, Hashable, CustomStringConvertible {
  /// There is no checkpoint in the folder.
  case missing(folder: String)
  /// There is one already, which a new search must not overwrite.
  case occupied(folder: String, model: String)
  /// Another search writes to the folder.
  case inUse(folder: String)
  /// What is in the folder is not what was written there.
  case malformed(folder: String, String)
  /// The checkpoint is one of another search: what is different, and both values.
  case mismatch(what: String, saved: String, given: String)
  /// The checkpoint has looked further than the search may.
  case tooDeep(expanded: Int, limit: Int)
  /// The search shall report how often each kind of action was a step, and that was not counted so far.
  case uncounted
  /// Reading or writing failed.
  case failed(folder: String, String)

  public var description: String {
    switch self {
    case .missing(let folder): "there is no checkpoint in '\(folder)'"
    case .occupied(let folder, let model):
      "'\(folder)' holds a checkpoint of \(model) already; go on with it, delete it, or take "
        + "another folder"
    case .inUse(let folder): "another search writes its checkpoints to '\(folder)'"
    case .malformed(let folder, let why): "the checkpoint in '\(folder)' is damaged: \(why)"
    case .mismatch(let what, let saved, let given):
      "the checkpoint is one of another \(what)\n  saved: \(saved)\n  given: \(given)"
    case .tooDeep(let expanded, let limit):
      "the checkpoint has expanded states at depth \(expanded); a depth limit of \(limit) is too low"
    case .uncounted:
      "the search that wrote the checkpoint did not count actions, so this one cannot tell their sums"
    case .failed(let folder, let why): "cannot use '\(folder)' for checkpoints: \(why)"
    }
  }
}
