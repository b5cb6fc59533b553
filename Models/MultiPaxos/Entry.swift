import PaxcheckKit
import RegisterClient

/// What goes into one place of the log.
public struct Entry: Hashable, Codable, Sendable {
  /// What an entry does to the register that the log is of.
  enum Operation: Hashable, Codable, Sendable {
    /// Nothing: a node submitted the entry for its own sake.
    case none
    /// Nothing: the entry fills a round that holds up later ones.
    case fill
    case write(Letter)
    case read
    /// Nothing, but from some later round on another cluster decides.
    case change(to: Int)
    /// Takes the lease, if it is free.
    case take
    /// Extends the lease, if it was taken or last extended by this entry.
    case extend(Entry.ID)
    /// Ends the lease, if it was taken or last extended by this entry. Without an entry it would end any
    /// lease: it must not.
    case release(Entry.ID?)
    /// Nothing, but it says what the first rounds leave behind, for nodes to compare.
    case verify(rounds: Int, checksum: Int)
  }

  /// Tells an entry apart from all others.
  public struct ID: Hashable, Codable, Sendable {
    /// The node or the client that the entry comes from.
    let author: ActorID
    /// Tells the entries of one author apart.
    let serial: Int
  }

  let id: ID
  let operation: Operation
}

extension Entry: CustomStringConvertible {
  public var description: String {
    switch operation {
    case .none: id.description
    case .fill: "\(id) fill"
    case .write(let value): "\(id) put \(value)"
    case .read: "\(id) get"
    case .change(let epoch): "\(id) cluster \(epoch)"
    case .take: "\(id) take"
    case .extend(let renewal): "\(id) extend \(renewal)"
    case .release(let renewal): "\(id) release \(renewal?.description ?? "any")"
    case .verify(let rounds, let checksum): "\(id) checksum \(checksum) of \(rounds) rounds"
    }
  }
}

extension Entry.ID: CustomStringConvertible {
  public var description: String {
    "\(Letter(author.index))\(serial)"
  }
}
