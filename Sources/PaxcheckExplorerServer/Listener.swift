import PaxcheckFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A socket that takes connections from programs of this machine.
struct Listener: ~Copyable {
  let descriptor: Int32
  /// The port, which the system chose if 0 was asked for.
  let port: UInt16

  init(port: UInt16) throws(SystemError) {
    (descriptor, self.port) = try Self.listen(to: port)
  }

  private static func listen(to port: UInt16) throws(SystemError) -> (Int32, UInt16) {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw .last }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    #if canImport(Darwin)
      address.sin_len = UInt8(MemoryLayout<sockaddr_in>.size)
    #endif
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, size) == 0 && systemListen(descriptor) == 0
          ? getsockname(descriptor, address, &size) : -1
      }
    }
    guard status == 0 else {
      let reason = SystemError.last
      close(descriptor)
      throw reason
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  deinit { close(descriptor) }

  /// The next connection; `nil` if there is none, or no descriptor for it.
  func accept() -> Connection? {
    let client = systemAccept(descriptor)
    guard client >= 0 else { return nil }
    _ = fcntl(client, F_SETFD, FD_CLOEXEC)
    return Connection(client)
  }
}

// The system's functions whose names those of `Listener` hide.

private func systemAccept(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }

private func systemListen(_ descriptor: Int32) -> Int32 { listen(descriptor, 64) }
