public import PaxcheckCatalogue

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PaxcheckCommand {
  /// Runs the program's own command line and ends the program with the status.
  public static func main(
    _ catalogue: @autoclosure @escaping @Sendable () -> ModelCatalogue
  ) -> Never {
    Interrupts.install()
    let console = Console(
      output: FileDescriptorSink.standardOutput, errors: FileDescriptorSink.standardError,
      environment: { name in getenv(name).map { String(cString: $0) } })
    let arguments = Array(CommandLine.arguments.dropFirst())
    let status = run(catalogue(), arguments: arguments, console: console, stop: Interrupts.stop)
    exit(status.rawValue)
  }
}
