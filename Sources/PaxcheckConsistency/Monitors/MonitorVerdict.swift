/// What a monitor of one type of object found out. Operations are numbered as they were given to it.
package enum MonitorVerdict: Hashable {
  /// The operations in a legal order, without those that never returned and need not have happened.
  case consistent(order: [Int])
  /// These operations have no legal order by themselves.
  case inconsistent(conflict: [Int])
}
