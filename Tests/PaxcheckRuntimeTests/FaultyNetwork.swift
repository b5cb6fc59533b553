import Foundation
import PaxcheckModel
import PaxcheckRuntime
import Synchronization

/// A proxy between processes: it delays every datagram by 0 to 8 ms, so that they overtake each other,
/// loses a tenth of those between servers, and delivers a tenth of those that servers send twice.
///
/// Clients ask once: their requests are delayed, but neither lost nor repeated.
///
/// Each process sees the others at ports of its own, so that a server knows by the port who speaks.
final class FaultyNetwork: Sendable {
  /// Who speaks to whom at a port of the proxy: the listener sees the speaker there.
  private struct Door: Hashable {
    /// A server; or the process of the clients, which comes behind the servers.
    let process: Int
    let actor: Int
  }

  private let servers: Int
  private let clients: Int
  private let doors: [(door: Door, port: UInt16)]
  private let addresses: [UInt16]
  private let isStopped = Mutex(false)
  private let held = Mutex<Set<Int>>([])
  private let isDone = DispatchSemaphore(value: 0)
  private let seed: UInt64

  init(servers: Int, clients: Int, seed: UInt64) throws {
    self.servers = servers
    self.clients = clients
    self.seed = seed
    var doors: [Door] = []
    for process in 0...servers {
      for actor in 0..<(process < servers ? servers + clients : servers) where actor != process {
        doors.append(Door(process: process, actor: actor))
      }
    }
    let ports = try freePorts(doors.count + servers + clients).map { UInt16($0) }
    self.doors = Array(zip(doors, ports))
    addresses = Array(ports.dropFirst(doors.count))
  }

  /// Where a process believes the actors to be, itself included.
  func ports(seenBy process: Int) -> [(actor: Int, port: UInt16)] {
    (0..<servers + clients).map { actor in
      let door = doors.first { $0.door == Door(process: process, actor: actor) }
      return (actor, door?.port ?? addresses[actor])
    }
  }

  func start() {
    let ready = DispatchSemaphore(value: 0)
    Thread.detachNewThread { [self] in
      // Somebody else may have taken a port by now; then nothing gets through, and the run shows it.
      let sockets = doors.compactMap { try? DatagramSocket(port: $0.port) }
      ready.signal()
      if sockets.count == doors.count { forward(sockets) }
      isDone.signal()
    }
    ready.wait()
  }

  /// Keeps the requests of clients to a server until it is back, or delivers them again.
  func holdRequests(to server: Int, _ isHeld: Bool) {
    held.withLock { if isHeld { $0.insert(server) } else { $0.remove(server) } }
  }

  func stop() {
    isStopped.withLock { $0 = true }
    isDone.wait()
  }

  private struct Parcel {
    let due: ContinuousClock.Instant
    let bytes: [UInt8]
    let socket: DatagramSocket
    let destination: UInt16
    /// The server that a client asks; `nil` if it is no request.
    let asked: Int?
  }

  private func forward(_ sockets: [DatagramSocket]) {
    var chance = SeededGenerator(seed: seed)
    var parcels: [Parcel] = []
    let places = Dictionary(uniqueKeysWithValues: doors.enumerated().map { ($1.door, $0) })
    while !isStopped.withLock({ $0 }) {
      for (index, socket) in sockets.enumerated() {
        while let (bytes, sender) = socket.receive() {
          guard let source = addresses.firstIndex(of: sender.port) else { continue }
          let destination = doors[index].door.actor
          // The receiver sees it come from the door that is the sender's there.
          let process = min(destination, servers)
          guard let door = places[Door(process: process, actor: source)] else { continue }
          let isFromServer = source < servers
          if isFromServer, destination < servers, chance.chance(Ratio(1, 10)) { continue }
          let copies = isFromServer && chance.chance(Ratio(1, 10)) ? 2 : 1
          for _ in 0..<copies {
            parcels.append(
              Parcel(
                due: .now + .microseconds(chance.below(8000)), bytes: bytes,
                socket: sockets[door], destination: addresses[destination],
                asked: isFromServer ? nil : destination))
          }
        }
      }
      let now = ContinuousClock.now
      let held = held.withLock { $0 }
      func isDue(_ parcel: Parcel) -> Bool {
        parcel.due <= now && !(parcel.asked.map(held.contains) ?? false)
      }
      for parcel in parcels where isDue(parcel) {
        _ = parcel.socket.send(parcel.bytes, to: DatagramAddress(loopback: parcel.destination))
      }
      parcels.removeAll(where: isDue)
      Thread.sleep(forTimeInterval: 0.0005)
    }
  }
}
