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

  /// Writes a file. A regular one is there completely or not at all: written under another name,
  /// synchronised to the disk, then renamed. Links are followed; a device or a pipe stays what it is.
  static func write(_ text: String, to path: String) throws(CommandFailure) {
    let target = resolved(path)
    do throws(OutputError) {
      if isReplaceable(target) {
        try replace(target, by: text)
      } else {
        try withFile(target) { file throws(OutputError) in try file.write(text) }
      }
    } catch {
      throw CommandFailure(.inputOutput, "cannot write '\(path)': \(error.reason)")
    }
  }

  private static func replace(_ path: String, by text: String) throws(OutputError) {
    let draft = "\(path).\(getpid()).tmp"
    do throws(OutputError) {
      try withFile(draft) { file throws(OutputError) in
        try file.write(text)
        guard fsync(file.descriptor) == 0 else { throw .failed(systemErrorText()) }
      }
      guard rename(draft, path) == 0 else { throw .failed(systemErrorText()) }
    } catch {
      unlink(draft)
      throw .failed("\(error.reason); the file was left as it was")
    }
  }

  /// Opens a file and closes it again.
  private static func withFile(
    _ path: String, _ work: (FileDescriptorSink) throws(OutputError) -> Void
  ) throws(OutputError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .failed(systemErrorText()) }
    do throws(OutputError) {
      try work(FileDescriptorSink(descriptor: file))
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw .failed(systemErrorText()) }
  }

  /// The file that a path leads to, if it is there.
  private static func resolved(_ path: String) -> String {
    guard let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }

  /// Whether nothing is lost when a new file takes this name.
  private static func isReplaceable(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
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
