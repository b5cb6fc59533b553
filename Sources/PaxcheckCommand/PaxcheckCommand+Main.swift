public import PaxcheckCatalogue
import PaxcheckFiles
import PaxcheckModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PaxcheckCommand {
  /// Runs the program's own command line and ends the program with the status.
  ///
  /// - Parameters:
  ///   - catalogue: The models, the default one first.
  ///   - name: What the program calls itself; the name that it was called by unless given.
  ///   - words: The command to run where none is given, which is an error otherwise.
  public static func main(
    _ catalogue: @autoclosure @escaping @Sendable () -> ModelCatalogue, name: String? = nil,
    default words: [String] = []
  ) -> Never {
    StandardDescriptors.reserve()
    Interrupts.install()
    let console = Console(
      output: FileDescriptorSink.standardOutput, errors: FileDescriptorSink.standardError,
      environment: { name in getenv(name).map { String(cString: $0) } })
    let given = Array(CommandLine.arguments.dropFirst())
    let file = CommandLine.arguments.first?.split(separator: "/").last.map(String.init)
    let arguments = given.isEmpty ? words : given
    let program = name ?? file ?? "paxcheck"
    TrapReport.install(program: program, status: ExitStatus.software.rawValue)
    let session = Session(
      program: program, makeCatalogue: catalogue, console: console, stop: Interrupts.stop,
      role: .current(arguments))
    let status = run(session, arguments)
    exit(status.rawValue)
  }
}
