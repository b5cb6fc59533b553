#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is there as long as this value.
final class TemporaryFile {
  let path: String

  init(_ text: String) throws {
    var template = Array("/tmp/history-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    path = template.dropLast().withUnsafeBufferPointer {
      String(decoding: UnsafeRawBufferPointer($0), as: UTF8.self)
    }
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count, close(descriptor) == 0 else {
      throw POSIXFailure(code: errno)
    }
  }

  deinit { unlink(path) }

  struct POSIXFailure: Error { let code: Int32 }
}
