import PaxcheckFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where datagrams come from and go to.
package struct DatagramAddress: Hashable, Sendable {
  /// The address of the machine, in the byte order of the network.
  package let host: UInt32
  package let port: UInt16

  /// A port of this machine that others cannot reach.
  package init(loopback port: UInt16) {
    host = UInt32(0x7F00_0001).bigEndian
    self.port = port
  }

  fileprivate init(_ system: sockaddr_in) {
    host = system.sin_addr.s_addr
    port = UInt16(bigEndian: system.sin_port)
  }

  fileprivate var system: sockaddr_in {
    var address = sockaddr_in()
    #if canImport(Darwin)
      address.sin_len = UInt8(MemoryLayout<sockaddr_in>.size)
    #endif
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = host
    return address
  }
}

extension DatagramAddress: CustomStringConvertible {
  package var description: String {
    let bytes = withUnsafeBytes(of: host) { $0.map { String($0) } }
    return "\(bytes.joined(separator: ".")):\(port)"
  }
}

/// A UDP socket on a loopback port.
package final class DatagramSocket {
  package let descriptor: Int32
  /// The port, which the system chose if 0 was asked for.
  package let port: UInt16

  /// Listens on a port of 127.0.0.1.
  package init(port: UInt16) throws(RuntimeError) {
    func failure() -> RuntimeError {
      .cannotBind(port: Int(port), reason: SystemError.last.description)
    }
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_DGRAM, 0)
    #endif
    guard descriptor >= 0 else { throw failure() }
    var address = DatagramAddress(loopback: port).system
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let status = withGenericPointer(&address) { pointer in
      bind(descriptor, pointer, size) == 0 ? getsockname(descriptor, pointer, &size) : -1
    }
    guard status == 0 else {
      let failure = failure()
      close(descriptor)
      throw failure
    }
    self.port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  /// Sends a datagram.
  ///
  /// - Returns: Whether the system took it. A datagram may be lost all the same.
  package func send(_ bytes: [UInt8], to destination: DatagramAddress) -> Bool {
    var address = destination.system
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withGenericPointer(&address) { pointer in
      sendto(descriptor, bytes, bytes.count, 0, pointer, size) == bytes.count
    }
  }

  /// The next datagram and its sender, without waiting; `nil` if none is there.
  package func receive() -> (bytes: [UInt8], sender: DatagramAddress)? {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var count = -1
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
      count = withGenericPointer(&address) { pointer in
        recvfrom(
          descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT), pointer, &size
        )
      }
      initialized = max(0, count)
    }
    return count < 0 ? nil : (bytes, DatagramAddress(address))
  }
}

/// Lets C look at an address of the Internet as at any address.
private func withGenericPointer<Result>(
  _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Result
) -> Result {
  withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
  }
}
