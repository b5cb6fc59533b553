import PaxcheckKit
import Testing

@testable import MultiPaxos

@Suite struct `A lease in a log` {
  /// The lease after entries of two nodes in turn.
  private func lease(after operations: [Entry.Operation]) -> Lease? {
    LogState(
      of: operations.enumerated().map { place, operation in
        Entry(id: id(place), operation: operation)
      }
    ).lease
  }

  private func id(_ place: Int) -> Entry.ID {
    Entry.ID(author: ActorID(place % 2), serial: place)
  }

  @Test func `is held by whoever takes it first`() {
    #expect(lease(after: [.take, .take]) == Lease(holder: 0, renewal: id(0)))
    #expect(lease(after: [.take, .release(id(0)), .none, .take])?.holder == 1)
  }

  @Test func `does not end by what was over before it was extended or taken anew`() {
    #expect(lease(after: [.take, .none, .extend(id(0)), .release(id(0))])?.renewal == id(2))
    #expect(lease(after: [.take, .release(id(0)), .take, .release(id(0))])?.renewal == id(2))
    #expect(lease(after: [.take, .none, .extend(id(0)), .release(id(2))]) == nil)
    #expect(lease(after: [.take, .release(nil)]) == nil)
  }

  @Test func `is not extended once it has ended`() {
    #expect(lease(after: [.take, .release(id(0)), .extend(id(0))]) == nil)
  }
}
