#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why the system refused something.
package struct SystemError: Error, Hashable, CustomStringConvertible {
  /// The system's number for it.
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// The reason of the call that failed last.
  package static var last: SystemError { SystemError(code: errno) }

  /// Whether there is no such file.
  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  /// Whether a signal ended the call.
  package var isInterruption: Bool { code == EINTR }

  /// The system's words, as part of a sentence: `no space left on device`.
  package var description: String {
    let text = String(cString: strerror(code))
    let isWord = text.dropFirst().first?.isLowercase == true
    return isWord ? text.prefix(1).lowercased() + text.dropFirst() : text
  }
}
