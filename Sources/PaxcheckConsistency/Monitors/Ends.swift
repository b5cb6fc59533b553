/// The operation among some that returns first, and the one that is invoked last.
struct Ends {
  var first: Int32 = -1
  var last: Int32 = -1
  var firstReturn = UInt32.max
  var lastInvocation = UInt32.min

  var isForward: Bool { firstReturn < lastInvocation }
  var start: UInt32 { min(firstReturn, lastInvocation) }
  var isEmpty: Bool { firstReturn == .max && lastInvocation == .min }
  var operations: [Int] { [first, last].filter { $0 >= 0 }.map(Int.init) }

  mutating func add(_ index: Int, _ operation: RegisterZones.Operation) {
    if operation.returned < firstReturn {
      (firstReturn, first) = (operation.returned, Int32(index))
    }
    if operation.invoked > lastInvocation {
      (lastInvocation, last) = (operation.invoked, Int32(index))
    }
  }

  mutating func add(_ other: Ends) {
    if other.firstReturn < firstReturn { (firstReturn, first) = (other.firstReturn, other.first) }
    if other.lastInvocation > lastInvocation {
      (lastInvocation, last) = (other.lastInvocation, other.last)
    }
  }
}
