/// The transitions of an object, each asked for once.
package struct TransitionTable {
  /// What `next` answers where an action is illegal.
  static let illegal: Int32 = -1
  /// What `next` answers where an action is eager.
  static let eager: Int32 = -2

  private(set) var source: any TransitionSource
  private let roles: [ActionRole]
  private var keys: [UInt64]
  private var values: [Int32]
  private var count = 0
  private var earliestMoments: [Int] = []

  package init(_ source: any TransitionSource, actionCount: Int) {
    self.source = source
    roles = (0..<actionCount).map { source.role(of: $0) }
    keys = Array(repeating: .max, count: 64)
    values = Array(repeating: 0, count: 64)
  }

  var actionCount: Int { roles.count }

  func role(of action: Int32) -> ActionRole { roles[Int(action)] }

  /// The state after an action, or `illegal`, or `eager`.
  mutating func next(_ state: Int32, _ action: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: action))
    var index = slot(of: key)
    while keys[index] != key {
      if keys[index] == .max { return resolve(state, action, key) }
      index = (index + 1) & (keys.count - 1)
    }
    return values[index]
  }

  /// Whether the object can be in a state at a moment.
  mutating func isViable(_ state: Int32, at moment: Int) -> Bool {
    while earliestMoments.count <= state {
      earliestMoments.append(source.earliestMoment(of: earliestMoments.count))
    }
    return moment > earliestMoments[Int(state)]
  }

  private func slot(of key: UInt64) -> Int {
    let mixed = (key ^ key >> 29) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (keys.count - 1)
  }

  private mutating func resolve(_ state: Int32, _ action: Int32, _ key: UInt64) -> Int32 {
    let value: Int32 =
      switch source.transition(from: Int(state), by: Int(action)) {
      case .illegal: Self.illegal
      case .eager: Self.eager
      case .to(let next): Int32(next)
      }
    if count * 2 >= keys.count { grow() }
    insert(key, value)
    return value
  }

  private mutating func insert(_ key: UInt64, _ value: Int32) {
    var index = slot(of: key)
    while keys[index] != .max { index = (index + 1) & (keys.count - 1) }
    keys[index] = key
    values[index] = value
    count += 1
  }

  private mutating func grow() {
    let old = zip(keys, values).filter { $0.0 != .max }
    keys = Array(repeating: .max, count: keys.count * 2)
    values = Array(repeating: 0, count: keys.count)
    count = 0
    for (key, value) in old { insert(key, value) }
  }
}
