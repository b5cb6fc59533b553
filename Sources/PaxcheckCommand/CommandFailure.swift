/// Why a command ended without a result: one paragraph for people, a status for the shell.
struct CommandFailure: Error {
  let status: ExitStatus
  /// What happened, where, and what was there instead.
  let message: String
  /// The command that shows what would be right; `nil` where the help of the command at hand does.
  let seeAlso: String?

  init(_ status: ExitStatus, _ message: String, seeAlso: String? = nil) {
    self.status = status
    self.message = message
    self.seeAlso = seeAlso
  }

  static func usage(_ message: String, seeAlso: String? = nil) -> CommandFailure {
    CommandFailure(.usage, message, seeAlso: seeAlso)
  }
}
