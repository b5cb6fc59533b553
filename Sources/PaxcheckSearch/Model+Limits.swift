public import PaxcheckModel

extension Model {
  /// Refuses more properties than a search can judge at once.
  @usableFromInline
  func check(_ propertyCount: Int) throws(ModelError) {
    guard propertyCount <= 64 else {
      throw .tooLarge(
        "it has \(propertyCount) properties, and a search judges at most 64; leave some to another "
          + "model, or make one of several")
    }
  }
}
