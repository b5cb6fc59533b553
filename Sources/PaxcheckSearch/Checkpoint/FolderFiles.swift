#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files in a folder of the file system.
struct FolderFiles: CheckpointFiles {
  let path: String

  func read(_ name: String, at offset: Int, count: Int) throws(FileFailure) -> [UInt8] {
    let file = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
    if file < 0 && (errno == ENOENT || errno == ENOTDIR) { return [] }
    guard file >= 0 else { throw .last }
    defer { close(file) }
    var failure: FileFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled...])
        let number = pread(file, rest.baseAddress, rest.count, off_t(offset + filled))
        if number == 0 { break }
        if number > 0 {
          filled += number
        } else if errno != EINTR {
          failure = .last
          break
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }

  func write(_ bytes: [UInt8], to name: String, at offset: Int) throws(FileFailure) {
    try withFile(name, O_WRONLY | O_CREAT) { (file) throws(FileFailure) in
      var done = 0
      while done < bytes.count {
        let number = bytes[done...].withUnsafeBytes {
          pwrite(file, $0.baseAddress, $0.count, off_t(offset + done))
        }
        if number >= 0 {
          done += number
        } else if errno != EINTR {
          throw .last
        }
      }
    }
  }

  func remove(_ name: String) throws(FileFailure) {
    guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else { throw .last }
  }

  func rename(_ name: String, to other: String) throws(FileFailure) {
    guard systemRename("\(path)/\(name)", "\(path)/\(other)") == 0 else { throw .last }
  }

  func synchronize(_ name: String) throws(FileFailure) {
    try withFile(name, O_WRONLY | O_CREAT) { (file) throws(FileFailure) in
      guard fsync(file) == 0 else { throw .last }
    }
  }

  func synchronizeFolder() throws(FileFailure) {
    try withFile(".", O_RDONLY) { (folder) throws(FileFailure) in
      guard fsync(folder) == 0 else { throw .last }
    }
  }

  private func withFile(
    _ name: String, _ flags: Int32, _ work: (Int32) throws(FileFailure) -> Void
  ) throws(FileFailure) {
    let file = open("\(path)/\(name)", flags | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .last }
    do throws(FileFailure) {
      try work(file)
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw .last }
  }
}

/// The right to write to a folder, held by at most one process, until it lets go or dies.
final class FolderLock: Sendable {
  private let file: Int32

  /// - Returns: `nil` if somebody else holds the lock.
  init?(_ path: String) throws(FileFailure) {
    file = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .last }
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
    let isHeld = errno == EWOULDBLOCK
    let failure = FileFailure.last
    close(file)
    guard isHeld else { throw failure }
    return nil
  }

  deinit { close(file) }
}

extension FileFailure {
  /// The system's last error.
  fileprivate static var last: FileFailure {
    let text = String(cString: strerror(errno))
    return FileFailure(text.prefix(1).lowercased() + text.dropFirst())
  }
}

/// The system's `rename`, whose name `FolderFiles.rename` hides.
private func systemRename(_ name: String, _ other: String) -> Int32 { rename(name, other) }
