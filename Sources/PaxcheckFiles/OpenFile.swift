#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file, which is closed with its last reference.
package struct OpenFile: ~Copyable, Sendable {
  package let descriptor: Int32

  /// Opens a file.
  ///
  /// - Parameter flags: As for the system's `open`, such as `O_RDWR | O_CREAT`.
  package init(_ path: String, _ flags: Int32) throws(SystemError) {
    descriptor = open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last }
  }

  /// Opens a file for reading; `-` is the standard input.
  package init(reading path: String) throws(SystemError) {
    descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
  }

  deinit { if descriptor >= 0 { systemClose(descriptor) } }

  /// Closes the file, which on some file systems is when a failed write is told of.
  package consuming func close() throws(SystemError) {
    let descriptor = descriptor
    discard self
    guard systemClose(descriptor) == 0 else { throw .last }
  }

  /// Whether this is the only one who holds the lock on the file from now on, until it is closed.
  package func lock() throws(SystemError) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw .last }
    return false
  }

  /// The length in bytes.
  package func size() throws(SystemError) -> Int {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { throw .last }
    return Int(size)
  }

  /// Cuts off what stands behind a length.
  package func truncate(to length: Int) throws(SystemError) {
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw .last }
  }

  /// Returns when what was written would survive a loss of power.
  package func synchronize() throws(SystemError) {
    guard fsync(descriptor) == 0 else { throw .last }
  }
}

// MARK: - Reading

extension OpenFile {
  /// What follows, up to the end of the file.
  package func readToEnd() throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let chunk = try Self.read(1 << 16) { systemRead(descriptor, $0) }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }

  /// So many bytes from a place on; fewer only at the end of the file.
  package func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let place = off_t(offset + bytes.count)
      let chunk = try Self.read(count - bytes.count) {
        pread(descriptor, $0.baseAddress, $0.count, place)
      }
      if chunk.isEmpty { break }
      bytes = bytes.isEmpty ? chunk : bytes + chunk
    }
    return bytes
  }

  private static func read(
    _ count: Int, _ call: (UnsafeMutableBufferPointer<UInt8>) -> Int
  ) throws(SystemError) -> [UInt8] {
    var error: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(SystemError) {
        initialized = try untilDone(isInterruptible: true) { call(buffer) }
      } catch let failure {
        error = failure
      }
    }
    if let error { throw error }
    return bytes
  }
}

// MARK: - Writing

extension OpenFile {
  /// Writes where the last write ended; with `O_APPEND`, at the end of the file.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    try Self.write(bytes, to: descriptor)
  }

  /// Writes to a file that was opened elsewhere.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    try write(bytes) { rest, _ in systemWrite(descriptor, rest) }
  }

  /// Writes from a place on, over what is there.
  package func write(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
    try Self.write(bytes) { rest, done in
      pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
    }
  }

  private static func write(
    _ bytes: [UInt8], _ call: (_ rest: UnsafeRawBufferPointer, _ done: Int) -> Int
  ) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      done += try untilDone { bytes[done...].withUnsafeBytes { call($0, done) } }
    }
  }

  /// Repeats a call that a signal interrupted.
  ///
  /// - Parameter isInterruptible: Whether to throw instead if reading shall end.
  private static func untilDone(
    isInterruptible: Bool = false, _ call: () -> Int
  ) throws(SystemError) -> Int {
    while true {
      let count = call()
      if count >= 0 { return count }
      guard errno == EINTR, !isInterruptible || !ReadInterruption.isRequested else { throw .last }
    }
  }
}

// The system's functions whose names those of `OpenFile` hide.

@discardableResult
private func systemClose(_ file: Int32) -> Int32 { close(file) }

private func systemRead(_ file: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
  read(file, buffer.baseAddress, buffer.count)
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
