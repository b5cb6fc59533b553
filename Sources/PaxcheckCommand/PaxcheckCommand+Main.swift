public import PaxcheckCatalogue

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PaxcheckCommand {
  /// Runs the program's own command line and ends the program with the status.
  ///
  /// - Parameter name: What the program calls itself; the name that it was called by unless given.
  public static func main(
    _ catalogue: @autoclosure @escaping @Sendable () -> ModelCatalogue, name: String? = nil
  ) -> Never {
    Interrupts.install()
    let console = Console(
      output: FileDescriptorSink.standardOutput, errors: FileDescriptorSink.standardError,
      environment: { name in getenv(name).map { String(cString: $0) } })
    let arguments = Array(CommandLine.arguments.dropFirst())
    let file = CommandLine.arguments.first?.split(separator: "/").last.map(String.init)
    let status = run(
      catalogue(), arguments: arguments, console: console, stop: Interrupts.stop,
      name: name ?? file ?? "paxcheck")
    exit(status.rawValue)
  }
}
