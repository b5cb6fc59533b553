#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open file, unbuffered: what `write` returned from is out of our hands, and so are its errors.
struct FileDescriptorSink: OutputSink {
  let descriptor: Int32

  static let standardOutput = FileDescriptorSink(descriptor: STDOUT_FILENO)
  static let standardError = FileDescriptorSink(descriptor: STDERR_FILENO)

  var isTerminal: Bool { isatty(descriptor) == 1 }

  var columns: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  func write(_ text: String) throws(OutputError) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        throw .closed
      } else if errno != EINTR {
        throw .failed(systemErrorText())
      }
    }
  }
}

/// The system's `write`, whose name `OutputSink.write` hides.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}

/// The system's words for its last error, in lower case: "no space left on device".
func systemErrorText() -> String {
  let text = String(cString: strerror(errno))
  return text.prefix(1).lowercased() + text.dropFirst()
}
