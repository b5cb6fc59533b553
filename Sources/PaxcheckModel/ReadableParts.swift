/// A value that people read by other parts than its fields.
package protocol ReadableParts {
  /// The parts, by names that tell them apart.
  var readableParts: [(name: String, value: any Sendable)] { get }
}
