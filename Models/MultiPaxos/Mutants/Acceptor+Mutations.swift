extension Acceptor {
  mutating func forgetPromises() {
    promises = promises.map { _ in 0 }
    observed = 0
  }

  mutating func forgetVotes() { accepted = accepted.map { _ in nil } }

  mutating func forgetLastVote() {
    if let last = accepted.lastIndex(where: { $0 != nil }) { accepted[last] = nil }
  }

  /// Makes the acceptor forget that it promised exactly this number, so that it may do so again.
  mutating func takeBackPromise(of number: Int) {
    promises = promises.map { $0 == number ? number - 1 : $0 }
  }

  mutating func raisePromises(to promises: [Int]) {
    self.promises = zip(self.promises, promises).map(max)
  }

  mutating func raisePromises(to number: Int, from round: Int) {
    for later in round..<promises.count { promises[later] = max(promises[later], number) }
  }
}
