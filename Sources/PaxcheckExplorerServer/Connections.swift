import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The connections that are open.
final class Connections: Sendable {
  /// How many there may be.
  static let limit = 64

  /// In the order in which they were opened.
  private let open = Mutex<[Connection]>([])

  /// All of them, the oldest first.
  var all: [Connection] { open.withLock { $0 } }

  /// Adds a connection. If there are many, the oldest that waits for a request is ended.
  ///
  /// - Returns: Whether there was room.
  func add(_ connection: Connection) -> Bool {
    open.withLock { open in
      if open.count >= Self.limit {
        guard let idle = open.firstIndex(where: { !$0.isWorking }) else { return false }
        open.remove(at: idle).end()
      }
      open.append(connection)
      return true
    }
  }

  /// Closes a connection that is not served any more.
  func close(_ connection: Connection) {
    // Its number must not go to another one while `add` may end it.
    open.withLock { open in
      open.removeAll { $0 === connection }
      closeDescriptor(connection.descriptor)
    }
  }
}

/// The system's `close`, whose name `Connections.close` hides.
private func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
