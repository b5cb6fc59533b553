/// Tells an object from the operations on it.
struct ObjectGuess {
  private let evidence: ObjectEvidence
  private let names: SeenNames

  init(_ evidence: ObjectEvidence, _ names: SeenNames) {
    self.evidence = evidence
    self.names = names
  }

  /// The first object that has all operations, and has them with such values.
  ///
  /// - Throws: `HistoryFileError` if there is none.
  func object() throws(HistoryFileError) -> ObjectKind {
    let candidates = named
    guard !candidates.isEmpty else { throw mixture }
    let object = candidates.first(where: fits) ?? closest(candidates)
    let tellsNothing = evidence.answers[Int(OperationKind.read.rawValue)] == .null
    if tellsNothing, object == .set, candidates.contains(.counter), fits(.counter) {
      throw HistoryFileError(
        line: 0,
        "reads were answered with nil, which does not tell a set from a counter; --object names the "
          + "object")
    }
    return object
  }

  /// What the object was told from, in words: `add, read of numbers`.
  func reason(for object: ObjectKind) -> String {
    var told: OperationKinds = []
    return names.all.map { name in
      let answers = evidence.answers[Int(name.kind.rawValue)].subtracting(.null)
      guard answers != [], !told.contains(name.kind), Self.isTelling(name.kind, of: object) else {
        return name.text
      }
      told.insert(name.kind)
      return "\(name.text) of \(answers.plural)"
    }.joined(separator: ", ").printable
  }

  /// Another object that fits as well.
  func alternative(to object: ObjectKind) -> ObjectKind? {
    let twins: [ObjectKind: ObjectKind] = [.set: .counter, .map: .log]
    return twins[object].flatMap { named.contains($0) && fits($0) ? $0 : nil }
  }

  private static func isTelling(_ kind: OperationKind, of object: ObjectKind) -> Bool {
    [.set, .counter, .log, .fencedLock].contains(object) && (kind == .read || kind.mayAnswer)
      || object == .fencedLock && kind == .acquire
  }

  /// The objects that have operations of all these names.
  private var named: [ObjectKind] {
    let isMap = evidence.hasKeys || evidence.kinds.contains(.append)
    return ObjectKind.allCases.filter { object in
      switch object {
      case .register, .casRegister: if evidence.hasKeys { return false }
      case .map: if !isMap { return false }
      default: break
      }
      return names.all.allSatisfy {
        object.definition.operation(named: $0.normalized, isTold: false) != nil
      }
    }
  }

  private func fits(_ object: ObjectKind) -> Bool {
    let read = evidence.answers[Int(OperationKind.read.rawValue)]
    if object == .map, evidence.kinds.contains(.append), !read.isDisjoint(with: [.list, .map]) {
      return false
    }
    return object.definition.operations.allSatisfy { operation in
      let kind = Int(operation.kind.rawValue)
      let answers = evidence.answers[kind]
      // What is answered with true did work, whatever the object; with false it did not.
      let acknowledges = operation.kind.mayAnswer && object != .set
      return operation.argument.isSuperset(of: evidence.arguments[kind])
        && operation.answer.union([.null, acknowledges ? .boolean : .null]).isSuperset(of: answers)
    }
  }

  /// Of objects none of which fits, the one that the answers of reads speak for.
  private func closest(_ candidates: [ObjectKind]) -> ObjectKind {
    let read = evidence.answers[Int(OperationKind.read.rawValue)]
    return candidates.first { object in
      guard let operation = object.definition.operation(of: .read) else { return false }
      return !read.isDisjoint(with: operation.answer.subtracting(.null))
    } ?? candidates[0]
  }

  /// Says that no object has all the operations.
  private var mixture: HistoryFileError {
    let first = names.all[0]
    let objects = ObjectKind.allCases.filter {
      $0.definition.operation(named: first.normalized, isTold: false) != nil
    }
    let stranger =
      names.all.first { name in
        !objects.contains {
          $0.definition.operation(named: name.normalized, isTold: false) != nil
        }
      } ?? names.all[names.all.count - 1]
    return HistoryFileError(
      line: stranger.line,
      "no object has the operations \(names.all.map(\.text).joined(separator: ", ")): '\(first.text)' is "
        + "of \(objects[0].noun), '\(stranger.text)' is not; --object names the object, and operations on "
        + "different objects belong in different files")
  }
}
