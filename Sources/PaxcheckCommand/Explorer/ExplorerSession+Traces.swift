import PaxcheckCatalogue
import PaxcheckExplanation
import PaxcheckModel
import PaxcheckReport
import PaxcheckTrace

// The explorer's path as a file, and back.
extension ExplorerSession {
  /// Saves the path as a trace of a property: the one named, or the first that it decides.
  func save(_ file: String, _ name: String?) throws(CommandFailure) -> String {
    let path = path
    let property: Property<M>
    if let name {
      property = try self.property(name)
    } else {
      let decided = path.claims(of: model).first { path.decision(on: $0.name, of: model) != nil }
      guard let decided else {
        let names = model.properties.map { "'\($0.name)'" }.joined(separator: ", ")
        throw CommandFailure(
          .unexpected,
          "this path decides no property, and a trace is of one; name it behind the file: \(names)")
      }
      property = decided
    }
    let trace = Trace(path, deciding: property, of: model, named: reference)
    try TextFile.write(trace.description, to: file)
    let isDecided = path.decision(on: property.name, of: model) != nil
    let verdict = isDecided ? "is \(Self.verdict(property))" : "is not decided yet"
    return "saved to \(file): '\(property.name)' \(verdict)\n"
  }

  /// Takes the steps of a trace, whatever they show.
  mutating func load(_ file: String) throws(CommandFailure) -> String {
    let trace = try Trace(file: file)
    guard instance.isMeant(by: trace.model) else {
      throw CommandFailure(
        .unexpected,
        """
        \(file) is a trace of another model: \(trace.model)
          Explore that with: \(program) explore --trace \(file.shellQuoted)
        """)
    }
    do throws(ReplayError) {
      var walk = try Walk(model, start: trace.start ?? walk.start)
      for step in trace.steps { try walk.take(step) }
      begin(walk)
    } catch {
      let line = error.step.map { ":\(trace.line(ofStep: $0))" } ?? ""
      throw CommandFailure(.unexpected, "\(file)\(line): \(error)")
    }
    return path(from: 0) + steps
  }
}
