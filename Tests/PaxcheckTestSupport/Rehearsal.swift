package import PaxcheckModel
package import PaxcheckSearch

/// A search that writes a checkpoint after every block, and what crashes at any moment leave of it.
package struct Rehearsal<M: Model> {
  private let model: M
  private let search: ExhaustiveSearch
  /// What the search says that nobody interrupts.
  package let expected: [String]
  /// What crashes leave, in the order of time, each once.
  package let disks: [RecordingFiles.Disk]

  package init(_ model: M, _ search: ExhaustiveSearch) throws {
    self.model = model
    self.search = search
    expected = try search.run(model).summary
    let files = RecordingFiles()
    var saving = search
    saving.checkpoint = Checkpoint(
      files, program: "test", model: "model", every: .zero, observer: nil)
    _ = try saving.run(model)
    var disks: [RecordingFiles.Disk] = []
    for disk in files.disks where disk != disks.last && !disks.dropLast().suffix(2).contains(disk) {
      disks.append(disk)
    }
    self.disks = disks
  }

  /// Goes on from what a crash left.
  ///
  /// - Returns: What the search says then; `nil` if nothing had been saved yet.
  package func resume(_ disk: RecordingFiles.Disk, threads: Int) throws -> [String]? {
    let files = RecordingFiles(disk)
    guard let saved = try SavedSearch(in: files, "memory") else { return nil }
    var resumed = search
    resumed.threads = threads
    try saved.check(program: "test", model: "model", resumed)
    try saved.checkSums(of: files, "memory")
    resumed.checkpoint = Checkpoint(
      files, saved: saved, program: "test", model: "model", every: .zero, observer: nil)
    return try resumed.run(model).summary
  }
}
