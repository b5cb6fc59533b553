import PaxcheckStateSpace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Checkpoint {
  /// A name for the machine code of this program: another build of changed sources has another one.
  ///
  /// Libraries that the program loads are not part of it.
  ///
  /// - Complexity: O(*n*) for *n* bytes of the program.
  public static var build: String {
    var sum = Checksum()
    if let file = executablePath.flatMap({ fopen($0, "r") }) {
      defer { fclose(file) }
      var words = [UInt64](repeating: 0, count: 1 << 13)
      while fread(&words, 1, 8 * words.count, file) > 0 {
        for index in words.indices {
          sum.add(words[index])
          words[index] = 0
        }
      }
    }
    return "build \(String(sum.value, radix: 16))"
  }

  private static var executablePath: String? {
    #if canImport(Glibc)
      return "/proc/self/exe"
    #else
      var size: UInt32 = 0
      _NSGetExecutablePath(nil, &size)
      var path = [CChar](repeating: 0, count: Int(size))
      return _NSGetExecutablePath(&path, &size) == 0 ? String(cString: path) : nil
    #endif
  }
}
