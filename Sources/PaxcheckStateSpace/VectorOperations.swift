// Vectors of a dozen components: four at a time, the last four perhaps once more, are faster than a call
// or a loop over each.

/// Whether two vectors are equal.
@inline(__always)
func areEqual(
  _ left: UnsafePointer<ComponentID>, _ right: UnsafePointer<ComponentID>, _ width: Int
) -> Bool {
  guard width >= 4 else {
    for place in 0..<width where left[place] != right[place] { return false }
    return true
  }
  var place = 0
  while place < width &- 4 {
    if quad(left + place) != quad(right + place) { return false }
    place &+= 4
  }
  return quad(left + (width &- 4)) == quad(right + (width &- 4))
}

/// Copies a vector.
@inline(__always)
func copy(
  _ source: UnsafePointer<ComponentID>, to target: UnsafeMutablePointer<ComponentID>, _ width: Int
) {
  guard width >= 4 else {
    for place in 0..<width { target[place] = source[place] }
    return
  }
  var place = 0
  while place < width &- 4 {
    setQuad(target + place, quad(source + place))
    place &+= 4
  }
  setQuad(target + (width &- 4), quad(source + (width &- 4)))
}

@inline(__always)
private func quad(_ components: UnsafePointer<ComponentID>) -> SIMD4<ComponentID> {
  UnsafeRawPointer(components).loadUnaligned(as: SIMD4<ComponentID>.self)
}

@inline(__always)
private func setQuad(
  _ components: UnsafeMutablePointer<ComponentID>, _ quad: SIMD4<ComponentID>
) {
  UnsafeMutableRawPointer(components).storeBytes(of: quad, as: SIMD4<ComponentID>.self)
}
