import PaxcheckFiles

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
    let bytes = try bytes(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(.malformedInput, "'\(path)' is no text in UTF-8")
    }
    return text
  }

  /// Reads the bytes of a file; `-` is the standard input.
  static func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
    do throws(SystemError) {
      return try OpenFile(reading: path).readToEnd()
    } catch {
      guard !error.isInterruption else {
        throw CommandFailure(.undecided, "interrupted before the end of '\(path)'")
      }
      throw CommandFailure(
        error.isMissing ? .noInput : .inputOutput, "cannot read '\(path)': \(error)")
    }
  }

  /// Writes a file. A regular one is there completely or not at all: written under another name,
  /// synchronised to the disk, then renamed. Links are followed; a device or a pipe stays what it is.
  static func write(_ text: String, to path: String) throws(CommandFailure) {
    let target = resolved(path)
    let bytes = Array(text.utf8)
    if isReplaceable(target) {
      try attempt("write '\(path)'", otherwise: "; the file was left as it was") {
        () throws(SystemError) in try Folder.replace(target, by: bytes)
      }
    } else {
      try attempt("write '\(path)'") { () throws(SystemError) in
        let file = try OpenFile(target, O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(bytes)
        try file.close()
      }
    }
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
    let folder = Folder(path)
    try attempt("make the folder '\(path)'") { () throws(SystemError) in try folder.make() }
    try attempt("write to the folder '\(path)'") { () throws(SystemError) in
      try folder.requireAccess()
    }
  }

  private static func attempt(
    _ what: String, otherwise: String = "", _ work: () throws(SystemError) -> Void
  ) throws(CommandFailure) {
    do throws(SystemError) {
      try work()
    } catch {
      throw CommandFailure(.inputOutput, "cannot \(what): \(error)\(otherwise)")
    }
  }
}
