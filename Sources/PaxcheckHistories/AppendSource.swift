import PaxcheckConsistency

/// A text that is put, appended to and read, where no piece of text begins with another piece.
///
/// Then every text read tells the pieces that it is made of. The states are the nodes of the trie of
/// the texts read; what was never read is "beyond" the trie, one state for all texts with the same first
/// piece. A piece that was written only once leads only to where it was read, and a node is left for
/// good when a later read needs another one that cannot be reached any more.
struct AppendSource: TransitionSource {
  private struct Node {
    let parent: Int
    let piece: Int
    /// The node of the first piece; the root for itself.
    let base: Int
    var children: [Int] = []
    /// The last invocation of a read of this text; -1 if there is none.
    var lastRead = -1
    /// The last invocation of a read of this text or one that begins with it.
    var lastReadBelow = -1
    /// The last invocation of a read with the same first piece that does not begin with this text.
    var lastReadElsewhere = -1
  }

  private enum Action {
    case read(node: Int?)
    case put(node: Int)
    case append(piece: Int)
  }

  private var nodes = [Node(parent: -1, piece: -1, base: 0)]
  private var actions: [Action] = []
  private let pieces: PieceTable
  /// Per piece: whether some read has it.
  private var wasRead: [Bool]

  /// Prepares the operations on one key; each is an action of its own, under its index.
  ///
  /// - Returns: `nil` if a piece of text is empty or begins with another one.
  init?(_ operations: [RecordedOperation], text: (Int32) -> String) {
    let written = operations.map { operation in
      operation.kind == .read ? nil : Array(text(operation.argument).utf8)
    }
    guard let pieces = PieceTable(written.compactMap { $0 }) else { return nil }
    self.pieces = pieces
    wasRead = pieces.texts.map { _ in false }
    for (operation, written) in zip(operations, written) {
      guard let written, let piece = pieces.numbers[written] else {
        actions.append(.read(node: operation.isAnswered ? node(text(operation.output)) : nil))
        if case .read(let node?) = actions[actions.count - 1] {
          nodes[node].lastRead = max(nodes[node].lastRead, operation.invoked)
        }
        continue
      }
      actions.append(
        operation.kind == .append ? .append(piece: piece) : .put(node: child(of: 0, piece)))
    }
    summarizeReads()
  }

  var actionCount: Int { actions.count }

  /// The node of a text, or `nil` if it is not made of pieces.
  private mutating func node(_ text: String) -> Int? {
    let text = Array(text.utf8)
    var (node, position) = (0, 0)
    while position < text.count {
      let known = nodes[node].children.first {
        pieces.text(text, has: nodes[$0].piece, at: position)
      }
      if let known {
        node = known
      } else if let piece = pieces.piece(of: text, at: position) {
        node = child(of: node, piece)
      } else {
        return nil
      }
      wasRead[nodes[node].piece] = true
      position += pieces.texts[nodes[node].piece].count
    }
    return node
  }

  private mutating func child(of node: Int, _ piece: Int) -> Int {
    if let known = nodes[node].children.first(where: { nodes[$0].piece == piece }) { return known }
    let new = nodes.count
    nodes.append(Node(parent: node, piece: piece, base: node == 0 ? new : nodes[node].base))
    nodes[node].children.append(new)
    return new
  }

  /// Every node comes behind its parent, so two passes do.
  private mutating func summarizeReads() {
    for index in nodes.indices.reversed() {
      nodes[index].lastReadBelow = max(nodes[index].lastReadBelow, nodes[index].lastRead)
      guard index > 0 else { continue }
      let parent = nodes[index].parent
      nodes[parent].lastReadBelow = max(nodes[parent].lastReadBelow, nodes[index].lastReadBelow)
    }
    for index in nodes.indices where nodes[index].parent > 0 {
      let parent = nodes[nodes[index].parent]
      let siblings = parent.children.filter { $0 != index }.map { nodes[$0].lastReadBelow }
      nodes[index].lastReadElsewhere = max(
        parent.lastReadElsewhere, parent.lastRead, siblings.max() ?? -1)
    }
  }

  /// Whether an operation that never returned could matter to any read.
  func matters(_ action: Int) -> Bool {
    switch actions[action] {
    case .read: false
    case .put(let node): nodes[node].lastReadBelow >= 0
    case .append(let piece): wasRead[piece]
    }
  }

  func role(of action: Int) -> ActionRole {
    switch actions[action] {
    case .read: .pure
    case .put: .overwriting
    case .append(let piece): wasRead[piece] ? .other : .conditional
    }
  }

  /// States below the number of nodes are nodes; the others are beyond the texts with one base.
  func transition(from state: Int, by action: Int) -> Transition {
    switch actions[action] {
    case .read(let node): return state == node ? .eager : .illegal
    case .put(let node): return .to(node)
    case .append(let piece):
      if state < nodes.count {
        let child = nodes[state].children.first { nodes[$0].piece == piece }
        if let child { return .to(child) }
      }
      if wasRead[piece] && pieces.counts[piece] == 1 { return .illegal }
      if state < nodes.count { return .to(nodes.count + nodes[state].base) }
      return wasRead[piece] ? .to(state) : .eager
    }
  }

  /// No append leads back to the empty text, nor to a first piece that was written only once.
  func earliestMoment(of state: Int) -> Int {
    if state == 0 { return -1 }
    let base = state < nodes.count ? nodes[state].base : state - nodes.count
    guard base > 0, pieces.counts[nodes[base].piece] == 1 else { return nodes[0].lastRead }
    return max(
      nodes[0].lastRead,
      state < nodes.count ? nodes[state].lastReadElsewhere : nodes[base].lastReadBelow)
  }
}
