/// What is said of an object besides its operations: on the command line, or in the header of a file.
struct ObjectSettings {
  var object: ObjectKind?
  var initial: Datum?
  /// The index of the first entry of a log.
  var firstIndex: Int?

  /// What another place says, where this one says nothing.
  func filled(by other: ObjectSettings) -> ObjectSettings {
    ObjectSettings(
      object: object ?? other.object, initial: initial ?? other.initial,
      firstIndex: firstIndex ?? other.firstIndex)
  }
}

/// A value as it is written in EDN or JSON.
public struct HistoryValue: Sendable {
  let datum: Datum

  /// - Throws: `HistoryFileError` if it is not exactly one value.
  public init(_ text: String) throws(HistoryFileError) {
    datum = try Array(text.utf8).withUnsafeBufferPointer { bytes throws(HistoryFileError) in
      var parser = DatumParser(HistoryInput(bytes, line: 0))
      guard let value = try parser.next() else {
        throw HistoryFileError(line: 0, "a value is missing")
      }
      guard try parser.next() == nil else {
        throw HistoryFileError(line: 0, "there is something behind the value")
      }
      return value
    }
  }
}
