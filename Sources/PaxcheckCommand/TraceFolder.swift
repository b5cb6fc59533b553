import PaxcheckCatalogue
import PaxcheckTrace

/// The folder that traces are saved to, `<model>/<property>.trace` each.
struct TraceFolder {
  let path: String

  /// Makes the folder unless it is there.
  init(_ path: String) throws(CommandFailure) {
    self.path = path == "/" ? path : String(path.trimmingSuffix("/"))
    try TextFile.makeFolder(self.path)
  }

  /// Writes the traces of a report, up to the first failure.
  ///
  /// - Returns: The files, by the name of the property, and what kept the others from being written.
  func save(_ report: CheckReport) -> (files: [String: String], failure: CommandFailure?) {
    var files: [String: String] = [:]
    do throws(CommandFailure) {
      let names = Trace.fileNames(of: report.properties.map(\.claim.name))
      for (property, name) in zip(report.properties, names) {
        guard let trace = property.trace else { continue }
        if files.isEmpty { try TextFile.makeFolder("\(path)/\(report.model)") }
        let file = "\(path)/\(report.model)/\(name)"
        try TextFile.write(trace.description, to: file)
        files[property.claim.name] = file
      }
    } catch {
      return (files, error)
    }
    return (files, nil)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> Substring {
    var rest = self[...]
    while rest.last == character { rest.removeLast() }
    return rest
  }
}
