/// Numbers clients in the order in which they are first asked for.
struct ClientNumbers {
  private(set) var count = 0
  /// The numbers of clients with small names of their own; negative if they have none yet.
  private var small: [Int32] = []
  private var others: [Int: Int32] = [:]

  /// Up to this name an array is faster, and takes little.
  private static let limit = 1 << 12

  /// The number of a client; the count if it is new.
  mutating func number(of client: Int) -> Int {
    if client >= 0, client < small.count, small[client] >= 0 { return Int(small[client]) }
    if let known = others[client] { return Int(known) }
    let number = Int32(count)
    count += 1
    if client >= 0, client < Self.limit {
      while small.count <= client { small.append(-1) }
      small[client] = number
    } else {
      others[client] = number
    }
    return Int(number)
  }
}
