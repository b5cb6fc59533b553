#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text files, read and written as a whole.
enum TextFile {
  /// Reads a file; `-` is the standard input.
  ///
  /// - Throws: a failure whose status tells a file that is missing from one that cannot be read or is
  ///   no text in UTF-8.
  static func read(_ path: String) throws(CommandFailure) -> String {
    let file = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw CommandFailure(
        errno == ENOENT || errno == ENOTDIR ? .noInput : .inputOutput,
        "cannot open '\(path)': \(systemErrorText())")
    }
    defer { close(file) }
    guard let bytes = readAll(file) else {
      throw CommandFailure(.inputOutput, "cannot read '\(path)': \(systemErrorText())")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(.malformedInput, "'\(path)' is no text in UTF-8")
    }
    return text
  }

  /// Writes a file so that it is there completely or not at all: under another name, synchronised to
  /// the disk, then renamed.
  static func write(_ text: String, to path: String) throws(CommandFailure) {
    let draft = "\(path).\(getpid()).tmp"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw cannotWrite(path, systemErrorText()) }
    do throws(OutputError) {
      try FileDescriptorSink(descriptor: file).write(text)
      guard fsync(file) == 0 else { throw .failed(systemErrorText()) }
    } catch {
      close(file)
      unlink(draft)
      throw cannotWrite(path, error.reason)
    }
    guard close(file) == 0, rename(draft, path) == 0 else {
      let why = systemErrorText()
      unlink(draft)
      throw cannotWrite(path, why)
    }
  }

  /// Makes a folder, and those around it, unless they are there.
  static func makeFolder(_ path: String) throws(CommandFailure) {
    for end in path.indices.dropFirst() where path[end] == "/" {
      mkdir(String(path[..<end]), 0o777)
    }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw CommandFailure(
        .inputOutput, "cannot make the folder '\(path)': \(systemErrorText())")
    }
    guard access(path + "/.", W_OK | X_OK) == 0 else {
      throw CommandFailure(
        .inputOutput, "cannot write to the folder '\(path)': \(systemErrorText())")
    }
  }

  private static func cannotWrite(_ path: String, _ why: String) -> CommandFailure {
    CommandFailure(.inputOutput, "cannot write '\(path)': \(why); the file was left as it was")
  }

  private static func readAll(_ file: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    let size = 1 << 16
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
        count = systemRead(file, buffer.baseAddress, size)
        initialized = max(0, count)
      }
      if count == 0 { return bytes }
      if count < 0 && errno != EINTR { return nil }
      bytes += chunk
    }
  }
}

/// The system's `read`, whose name `TextFile.read` hides.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ size: Int) -> Int {
  read(file, buffer, size)
}
