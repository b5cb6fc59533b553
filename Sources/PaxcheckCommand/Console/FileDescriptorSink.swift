import PaxcheckFiles

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
    do throws(SystemError) {
      try OpenFile.write(Array(text.utf8), to: descriptor)
    } catch {
      throw error.code == EPIPE ? .closed : .failed(error.description)
    }
  }
}
