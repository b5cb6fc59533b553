import CTraps

/// A mistake of a user of the library that no function can throw. It ends the process with words,
/// where a precondition has none in a release build.
@usableFromInline
package enum Mistake {
  /// Ends the process with a text.
  ///
  /// A program with the command line says what led there, too, and has the status 70.
  @usableFromInline
  package static func stop(_ text: String) -> Never {
    paxcheck_stop(text)
    fatalError(text)
  }

  /// Ends the process with a text unless a condition holds.
  @inlinable @inline(__always)
  package static func unless(_ condition: Bool, _ text: @autoclosure () -> String) {
    if !condition { stop(text()) }
  }
}
