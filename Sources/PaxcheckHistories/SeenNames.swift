/// What the operations of a history are called.
struct SeenNames {
  struct Name {
    /// As it is in the file.
    let text: String
    /// As `OperationNames` writes it.
    let normalized: String
    /// What it means to most people.
    let kind: OperationKind
    /// Where it is used first.
    let line: Int
  }

  /// The names in the order in which they were first used.
  private(set) var all: [Name] = []
  private var last = 0
  /// Whether something is put, and not written.
  private(set) var usesPut = false

  /// What an operation of this name is, whatever the object.
  mutating func kind(of text: String, line: Int) throws(HistoryFileError) -> OperationKind {
    if last < all.count, all[last].text == text { return all[last].kind }
    if let known = all.firstIndex(where: { $0.text == text }) {
      last = known
      return all[known].kind
    }
    let normalized = OperationNames.normalized(text)
    guard let kind = OperationNames.kind(of: normalized) else {
      throw OperationNames.error(unknown: text, line: line)
    }
    usesPut = usesPut || normalized == "put"
    last = all.count
    all.append(Name(text: text, normalized: normalized, kind: kind, line: line))
    return kind
  }

  /// What operations of a kind are called.
  func texts(of kind: OperationKind) -> [String] {
    all.filter { $0.kind == kind }.map(\.text)
  }
}
