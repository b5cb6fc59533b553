package import PaxcheckFiles
import PaxcheckStateSpace

extension SavedSearch {
  /// The files with the links of the states in the order of ranks, and with the entries of the memo.
  static let treeFile = "tree"
  static let memoFile = "questions"
  /// The words that an entry takes in its file.
  static let memoWords = 2
  private static let longestDescription = 1 << 20

  /// Reads the description of the checkpoint in a folder.
  ///
  /// - Throws: `.missing`, `.malformed` or `.failed`.
  public init(in folder: String) throws(CheckpointError) {
    guard let saved = try SavedSearch(in: Folder(folder), folder) else {
      throw .missing(folder: folder)
    }
    self = saved
  }

  /// - Parameter folder: What to call the place in errors.
  /// - Returns: `nil` if there is no checkpoint.
  package init?(in files: any FileStore, _ folder: String) throws(CheckpointError) {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try files.read(Self.fileName, at: 0, count: Self.longestDescription)
    } catch {
      throw .failed(folder: folder, error.description)
    }
    if bytes.isEmpty { return nil }
    do throws(Malformation) {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Malformation("'\(Self.fileName)' is no text")
      }
      try self.init(text: text)
    } catch {
      throw .malformed(folder: folder, error.reason)
    }
  }

  /// Throws `.mismatch` unless this is the checkpoint of a program.
  public func check(program: String) throws(CheckpointError) {
    guard self.program == program else {
      throw .mismatch(what: "program", saved: self.program, given: program)
    }
  }

  /// Throws unless this is the checkpoint of a search.
  package func check(
    program: String, model: String, _ search: ExhaustiveSearch
  ) throws(CheckpointError) {
    try check(program: program)
    for (what, saved, given) in [
      ("model", self.model, model), ("order", order.name, search.order.name),
    ] where saved != given {
      throw .mismatch(what: what, saved: saved, given: given)
    }
    if let limit = search.limits.depth, limit <= mark.depth {
      throw .tooDeep(expanded: mark.depth, limit: limit)
    }
    if search.countsActions && !countsActions && mark.blocks > 0 {
      throw .uncounted
    }
  }

  /// Throws unless the data files begin with what was written there.
  package func checkSums(
    of files: any FileStore, _ folder: String
  ) throws(CheckpointError) {
    for (name, words, sum) in [
      (Self.treeFile, mark.states, treeSum),
      (Self.memoFile, Self.memoWords * mark.memoEntries, memoSum),
    ] {
      let found: Checksum?
      do throws(SystemError) {
        found = try files.sum(of: name, words: words)
      } catch {
        throw .failed(folder: folder, error.description)
      }
      guard let found else { throw .malformed(folder: folder, "'\(name)' was cut off") }
      guard found == sum else { throw .malformed(folder: folder, "'\(name)' was changed") }
    }
  }
}

extension FileStore {
  /// The sum over a file's first words; `nil` if it has fewer.
  fileprivate func sum(of name: String, words count: Int) throws(SystemError) -> Checksum? {
    var sum = Checksum()
    for start in stride(from: 0, to: count, by: 1 << 16) {
      guard let words = try readWords(name, start..<min(start + 1 << 16, count)) else { return nil }
      for word in words { sum.add(word) }
    }
    return sum
  }
}
