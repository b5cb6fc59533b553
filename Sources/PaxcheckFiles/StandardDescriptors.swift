#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The descriptors 0, 1 and 2, which a program takes for its standard input, output and error.
package enum StandardDescriptors {
  /// Takes those of the three that are closed, before another file is opened and gets the number: what
  /// is meant for a reader would be written into that file.
  ///
  /// A closed stream stays of no use: reading from it or writing to it fails, as it should.
  package static func reserve() {
    let modes = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    for (descriptor, mode) in modes where fcntl(descriptor, F_GETFD) < 0 {
      // A file gets the lowest number that is free: the others below it were taken before.
      if open("/dev/null", mode) < 0 { _ = open("/", O_RDONLY) }
    }
  }
}
