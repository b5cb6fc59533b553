#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file of lines that grows at its end and belongs to this process alone while it is open.
final class AppendFile {
  let path: String
  private let descriptor: Int32
  /// The length in bytes.
  private(set) var size = 0

  /// Opens a file, or makes an empty one.
  init(path: String) throws(RuntimeError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isTaken = errno == EWOULDBLOCK
      let failure = Self.failure(path)
      close(descriptor)
      throw isTaken ? .file(path: path, reason: "it is being written to already") : failure
    }
    size = Int(lseek(descriptor, 0, SEEK_END))
  }

  deinit { close(descriptor) }

  private static func failure(_ path: String) -> RuntimeError {
    .file(path: path, reason: String(cString: strerror(errno)).lowercased())
  }

  /// Everything in the file.
  func contents() throws(RuntimeError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < size {
      let offset = bytes.count
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: size - offset) { buffer, initialized in
        count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        initialized = max(0, count)
      }
      guard count > 0 || errno == EINTR else { throw Self.failure(path) }
      bytes += chunk
    }
    return bytes
  }

  /// Appends a line: afterwards it is out of this process's hands, so that killing the process does
  /// not lose it.
  func append(_ line: String) throws(RuntimeError) {
    var rest = Array("\(line)\n".utf8)[...]
    size += rest.count
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else { throw Self.failure(path) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Waits until everything is on the disk, so that a loss of power does not lose it.
  func synchronize() throws(RuntimeError) {
    guard fsync(descriptor) == 0 else { throw Self.failure(path) }
  }

  /// Cuts off what stands behind a length.
  func truncate(to length: Int) throws(RuntimeError) {
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw Self.failure(path) }
    size = length
    try synchronize()
  }

  /// Puts another file in the place of this path's, which is there completely or not at all.
  static func replace(_ path: String, with lines: [String]) throws(RuntimeError) {
    let draft = "\(path).\(getpid()).tmp"
    unlink(draft)
    let file = try AppendFile(path: draft)
    for line in lines { try file.append(line) }
    try file.synchronize()
    guard rename(draft, path) == 0 else { throw failure(path) }
    // The new name is safe once the folder is.
    let folder = path.contains("/") ? String(path[...path.lastIndex(of: "/")!]) : "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// Makes a folder, and those around it, unless they are there.
func makeFolder(_ path: String) throws(RuntimeError) {
  for end in path.indices.dropFirst() where path[end] == "/" { mkdir(String(path[..<end]), 0o777) }
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
    throw .file(path: path, reason: String(cString: strerror(errno)).lowercased())
  }
}
