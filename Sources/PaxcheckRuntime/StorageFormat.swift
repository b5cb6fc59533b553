import PaxcheckActors
import PaxcheckJSON

/// What an actor writes to storage, as JSON: its value, or a list of pairs, each a cell and its value.
struct StorageFormat {
  private let value: JSONFormat
  /// `nil` for storage that is a single value.
  private let cell: JSONFormat?

  /// The format of an actor's storage.
  ///
  /// - Throws: `RuntimeError.storageNotCodable` if the values, or the names of the cells, are not `Codable`.
  init(of slot: any Slot) throws(RuntimeError) {
    value = try Self.format(slot.storageType, slot.id)
    cell = slot.cellType == Never.self ? nil : try Self.format(slot.cellType, slot.id)
  }

  private static func format(
    _ type: any (Hashable & Sendable).Type, _ id: ActorID
  ) throws(RuntimeError) -> JSONFormat {
    guard let format = JSONFormat(type) else {
      throw .storageNotCodable(actor: id.index, type: String(describing: type))
    }
    return format
  }

  /// Whether the actor names the cells of its storage.
  var hasCells: Bool { cell != nil }

  /// What a step writes: the value, or the cells that the step changed.
  func json<Message, Event>(_ step: HostStep<Message, Event>) throws -> JSONValue? {
    guard let cell else {
      return try (step.written?.value ?? step.after.written?.value).map { try value.json($0) }
    }
    return .array(
      try step.writtenCells.map { .array([try cell.json($0.cell), try value.json($0.value)]) })
  }

  /// What is left of an actor that finds this in its file.
  func slot<Message, Event>(
    _ slot: any Slot<Message, Event>, leaving json: JSONValue?
  ) throws(JSONFormat.Malformed) -> any Slot<Message, Event> {
    guard let cell else {
      guard let json else { return slot.crashed(leaving: nil) }
      return slot.crashed(leaving: cast(try value.value(json), to: slot.storageType))
    }
    var cells: [StoredCell] = []
    for pair in CellPairs(json).pairs {
      guard let name = cast(try cell.value(pair.cell), to: slot.cellType),
        let content = cast(try value.value(pair.value), to: slot.storageType)
      else { continue }
      cells.append(StoredCell(name, content))
    }
    return slot.crashed(leaving: cells)
  }

  private func cast<Value: Hashable & Sendable>(
    _ value: any Decodable, to type: Value.Type
  ) -> (any Hashable & Sendable)? {
    value as? Value
  }
}
