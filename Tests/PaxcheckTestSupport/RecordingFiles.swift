package import PaxcheckFiles
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files in memory that remember what a disk would hold after a crash at each moment.
///
/// A killed process leaves what it wrote; a machine without power may lose whatever was not
/// synchronized, the names of files as well as their bytes.
package final class RecordingFiles: FileStore {
  /// The bytes of each file by name.
  package typealias Disk = [String: [UInt8]]

  private struct Contents {
    var names: [String: Int] = [:]
    var bytes: [Int: [UInt8]] = [:]
    var durableNames: [String: Int] = [:]
    var durableBytes: [Int: [UInt8]] = [:]
    var disks: [Disk] = []
    /// Writes fail once there are so many bytes.
    var capacity = Int.max

    /// Takes down what a crash at this moment would leave.
    mutating func record() {
      disks.append(names.mapValues { bytes[$0] ?? [] })
      disks.append(durableNames.mapValues { durableBytes[$0] ?? [] })
    }
  }

  private let contents: Mutex<Contents>

  package init(_ disk: Disk = [:], capacity: Int = .max) {
    var start = Contents()
    start.capacity = capacity
    for (number, file) in disk.sorted(by: { $0.key < $1.key }).enumerated() {
      start.names[file.key] = number
      start.bytes[number] = file.value
    }
    start.durableNames = start.names
    start.durableBytes = start.bytes
    start.record()
    contents = Mutex(start)
  }

  /// What crashes would leave, in the order of time.
  package var disks: [Disk] { contents.withLock { $0.disks } }

  /// What is there now.
  package var disk: Disk {
    contents.withLock { contents in contents.names.mapValues { contents.bytes[$0] ?? [] } }
  }

  package func read(_ name: String, at offset: Int, count: Int) -> [UInt8] {
    Array((disk[name] ?? []).dropFirst(offset).prefix(count))
  }

  package func write(_ bytes: [UInt8], to name: String, at offset: Int) throws(SystemError) {
    let isFull = contents.withLock { contents in
      let file = contents.names[name] ?? contents.bytes.count
      contents.names[name] = file
      // A crash may tear the write.
      for end in [bytes.count / 2, bytes.count] {
        var all = contents.bytes[file] ?? []
        let missing = offset + end - all.count
        if missing > 0 { all += Array(repeating: 0, count: missing) }
        all.replaceSubrange(offset..<offset + end, with: bytes[..<end])
        if contents.bytes.values.reduce(0, { $0 + $1.count }) > contents.capacity { return true }
        contents.bytes[file] = all
        contents.record()
      }
      return false
    }
    if isFull { throw SystemError(code: ENOSPC) }
  }

  package func remove(_ name: String) {
    contents.withLock {
      $0.names[name] = nil
      $0.record()
    }
  }

  package func rename(_ name: String, to other: String) {
    contents.withLock {
      $0.names[other] = $0.names.removeValue(forKey: name)
      $0.record()
    }
  }

  package func synchronize(_ name: String) {
    contents.withLock { contents in
      guard let file = contents.names[name] else { return }
      contents.durableBytes[file] = contents.bytes[file]
      contents.record()
    }
  }

  package func synchronizeFolder() {
    contents.withLock {
      $0.durableNames = $0.names
      $0.record()
    }
  }
}
