import PaxcheckTrace

extension Trace {
  /// Reads the trace in a file; `-` is the standard input.
  init(file: String) throws(CommandFailure) {
    let text = try TextFile.read(file)
    do throws(TraceError) {
      try self.init(parsing: text)
    } catch {
      throw CommandFailure(.malformedInput, "\(file):\(error.line): \(error.message)")
    }
  }
}
