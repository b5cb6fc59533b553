import PaxcheckModel

extension Disk: ReadableParts {
  package var readableParts: [(name: String, value: any Sendable)] {
    [("durable", durable), ("unsynced", unsynced)]
  }
}
