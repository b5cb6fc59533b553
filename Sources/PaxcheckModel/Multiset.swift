/// A collection without an order that may hold an element several times.
package protocol Multiset {
  /// The different elements, each with how often it is there; `nil` if none can be there twice.
  var counts: [(element: Any, count: Int)]? { get }
}
