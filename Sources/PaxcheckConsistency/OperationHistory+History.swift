extension OperationHistory {
  /// The same operations with moments: one of the orders of the events that clients cannot tell apart.
  ///
  /// An invocation comes as soon as all that was over before it is, and a return once all has begun
  /// that did so before it.
  var history: History<Specification> {
    let invocations = clients.map(\.invocations)
    var begun = clients.map { _ in 0 }
    var over = begun
    var moment = 0
    var entries: [History<Specification>.Entry] = []
    /// The entry of the operation that a client has in flight.
    var inFlight = clients.map { _ in -1 }

    func mayBegin(_ client: Int) -> Bool {
      guard begun[client] == over[client], begun[client] < invocations[client].count else {
        return false
      }
      let next = invocations[client][begun[client]]
      return clients.indices.allSatisfy { other in
        other == client || over[other] >= next.completedCount(of: clients[other].id)
      }
    }
    func mayReturn(_ client: Int) -> Bool {
      guard begun[client] > over[client], over[client] < clients[client].completed.count else {
        return false
      }
      return clients.indices.allSatisfy { other in
        guard other != client, begun[other] < invocations[other].count else { return true }
        return invocations[other][begun[other]].completedCount(of: clients[client].id)
          > over[client]
      }
    }
    while true {
      if let client = clients.indices.first(where: mayBegin) {
        inFlight[client] = entries.count
        entries.append(
          .init(
            client: clients[client].id, operation: invocations[client][begun[client]].operation,
            response: nil, invoked: moment, returned: nil))
        begun[client] += 1
      } else if let client = clients.indices.first(where: mayReturn) {
        let entry = entries[inFlight[client]]
        entries[inFlight[client]] = .init(
          client: entry.client, operation: entry.operation,
          response: clients[client].completed[over[client]].response, invoked: entry.invoked,
          returned: moment)
        over[client] += 1
      } else {
        return History(of: initial, entries)
      }
      moment += 1
    }
  }
}
