import BuiltInModels
import Foundation
import PaxcheckKit
import PaxcheckRuntime
import Testing

/// A process is killed at every point between its writes, and in the middle of each, and started again.
@Suite struct `A process that is killed` {
  /// What is on the disk of a process.
  private struct Disk {
    let folder: String

    init() {
      folder =
        FileManager.default.temporaryDirectory
        .appending(path: "paxcheck-\(UUID().uuidString)").path()
    }

    var record: String { "\(folder)/record" }
    var history: String { "\(folder)/history" }

    var files: [String: Data] {
      get throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try Dictionary(
          uniqueKeysWithValues: names.map {
            ($0, try Data(contentsOf: URL(filePath: "\(folder)/\($0)")))
          })
      }
    }

    func write(_ files: [String: Data]) throws {
      try? FileManager.default.removeItem(atPath: folder)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (name, data) in files { try data.write(to: URL(filePath: "\(folder)/\(name)")) }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// Runs actors until they have taken so many steps.
  ///
  /// - Returns: What was on the disk after each line of the record, and before its effects; and at the end.
  private func run(
    _ model: String, _ disk: Disk, _ actors: [ActorID], steps: Int
  ) throws -> [[String: Data]] {
    var runtime = try runtime(of: model) {
      $0.actors = actors
      $0.storageFolder = disk.folder
      $0.recordFile = disk.record
      $0.historyFile = disk.history
    }
    var disks: [[String: Data]] = []
    let patience = Patience()
    try runtime.run(
      until: { disks.count >= steps || patience.isOver },
      { news in if case .step = news { disks.append((try? disk.files) ?? [:]) } })
    return disks + [try disk.files]
  }

  private func validate(_ model: String, _ disk: Disk) throws -> RunValidation {
    let record = try RunRecord(
      parsing: String(contentsOfFile: disk.record, encoding: .utf8), file: "record")
    let instance = try ModelCatalogue.builtIn.model(named: model).instance([])
    return try record.validate(against: instance.model)
  }

  /// What is on the disk if the process is killed in the middle of a write between two moments: of a
  /// line of storage, which comes before the next line of the record, or of that line.
  private func torn(between before: [String: Data], and after: [String: Data]) -> [[String: Data]] {
    after.filter { $0.value.count > before[$0.key]?.count ?? 0 }.flatMap { name, data in
      let old = before[name]?.count ?? 0
      return [old + 1, (old + data.count) / 2, data.count - 1].map { length in
        var files = after
        if name != "record" { files["record"] = before["record"] }
        files[name] = data.prefix(length)
        return files
      }
    }
  }

  @Test(arguments: ["durable-counter", "undo-log"])
  func `leaves a record that its model has`(model: String) throws {
    let disk = Disk()
    defer { disk.remove() }
    let moments = try run(model, disk, [0, 1], steps: 6)
    let disks = moments + zip(moments, moments.dropFirst()).flatMap(torn)
    #expect(disks.count > 12)
    for files in disks {
      try disk.write(files)
      // The client does not crash in the model: it goes on only if it had not begun.
      let begun = Self.lines(files["actor-1.storage"]) > 1
      let again = try run(model, disk, begun ? [0] : [0, 1], steps: begun ? 1 : 2)
      let validation = try validate(model, disk)
      #expect(validation.mismatch == nil, "\(validation)")
      // Killed again, before the storage knows of the recovery.
      try disk.write(again[0])
      _ = try run(model, disk, begun ? [0] : [0, 1], steps: 1)
      #expect(try validate(model, disk).mismatch == nil)
    }
  }

  private static func lines(_ data: Data?) -> Int { data?.count { $0 == 10 } ?? 0 }
}
