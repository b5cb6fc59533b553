import PaxcheckFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The right to write to a folder, held by at most one process, until it lets go or dies.
final class FolderLock: Sendable {
  private let file: OpenFile

  /// - Returns: `nil` if another process holds the lock.
  init?(_ path: String) throws(SystemError) {
    file = try OpenFile("\(path)/lock", O_RDWR | O_CREAT)
    guard try file.lock() else { return nil }
  }
}
