public import PaxcheckModel

extension Model {
  /// Refuses more properties than a search can judge at once.
  ///
  /// - Parameters:
  ///   - count: How many of them are listed.
  ///   - implied: Those that are judged besides.
  @usableFromInline
  func check(_ count: Int, and implied: [Property<Self>]) throws(ModelError) {
    guard count + implied.count > 64 else { return }
    let besides =
      count > 64 ? "" : implied.map { ", besides '\($0.name)', which is always claimed" }.joined()
    throw .tooLarge(
      "it has \(count) properties\(besides), and a search judges at most 64; leave some to another "
        + "model, or make one of several")
  }
}
