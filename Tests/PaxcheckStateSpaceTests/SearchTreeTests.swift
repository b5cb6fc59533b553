import PaxcheckModel
import Testing

@testable import PaxcheckStateSpace

@Suite struct `A search tree` {
  @Test func `gives every link back, however far apart`() {
    var generator = SeededGenerator(seed: 1, run: 0)
    var tree = SearchTree()
    var links: [Link] = []
    for rank in 0..<5_000 {
      let parent =
        generator.below(10) == 0
        ? UInt32(truncatingIfNeeded: generator.next()) : UInt32(rank / 2)
      links.append(Link(fromRank: parent, action: UInt32(generator.below(1 << 24))))
      tree.append(links[rank])
    }
    #expect(tree.links(of: 0..<5_000) == links)
    #expect(tree.links(of: 63..<66) == Array(links[63..<66]))
    #expect(links.indices.allSatisfy { tree[UInt32($0)] == links[$0] })
  }

  @Test func `takes little more than three bytes for a link of a breadth-first search`() {
    var tree = SearchTree()
    for rank in 0..<1_000_000 {
      tree.append(Link(fromRank: UInt32(rank / 2), action: UInt32(rank % 8) << 16 | 3))
    }
    #expect(tree.byteCount < 3_500_000)
  }

  @Test func `gives a replaced link`() {
    var tree = SearchTree()
    for rank in 0..<100 { tree.append(Link(fromRank: UInt32(rank), action: 0)) }
    tree.replace(70, by: Link(fromRank: 3, action: 9))
    #expect(tree[70] == Link(fromRank: 3, action: 9))
    #expect(tree[71] == Link(fromRank: 71, action: 0))
  }
}
