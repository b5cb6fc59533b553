/// An operation that puts a value into a queue or stack, or takes one out.
package struct StoreOperation {
  let isInsertion: Bool
  let value: Int32
  let invoked: Int
  let returned: Int

  /// - Parameters:
  ///   - value: What is put in or taken out; 0 if nothing was found, or a removal never returned.
  ///   - returned: `Int.max` if it never did.
  package init(isInsertion: Bool, value: Int32, invoked: Int, returned: Int) {
    self.isInsertion = isInsertion
    self.value = value
    self.invoked = invoked
    self.returned = returned
  }

  var isAnswered: Bool { returned != .max }

  var moments: Moments { Moments(invoked, returned) }
}
