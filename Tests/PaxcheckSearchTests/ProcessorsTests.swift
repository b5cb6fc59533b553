import Testing

@testable import PaxcheckSearch

@Suite struct `The processors for threads` {
  @Test(arguments: [
    ("0", 1), ("0-1", 2), ("3,5", 2), ("0-3,8,10-11", 7), ("none", nil), ("", nil),
  ])
  func `are those that a process may run on`(list: String, count: Int?) {
    let status =
      "Name:\tpaxcheck\nCpus_allowed:\t3\nCpus_allowed_list:\t\(list)\nMems_allowed:\t1\n"
    #expect(Processors.allowed(status: status) == count)
    #expect(Processors.allowed(status: "Name:\tpaxcheck\n") == nil)
  }

  @Test(arguments: [
    ("max 100000\n", nil), ("100000 100000\n", 1), ("150000 100000\n", 2), ("200000 100000\n", 2),
    ("1000 100000\n", 1), ("1600000 100000\n", 16), ("", nil), ("100000", nil), ("5 0", nil),
  ])
  func `are as many as a container may keep busy, rounded up`(cpuMax: String, limit: Int?) {
    #expect(Processors.limit(cpuMax: cpuMax) == limit)
  }
}
