import PaxcheckKit
import Testing

@testable import MultiPaxos

@Suite struct `Mutants of Multi-Paxos` {
  /// Those that a breadth-first search meets among so many states.
  static let states = 60_000
  static let deep: [MultiPaxosMutation] = [.countsStaleAnswers]
  /// What takes the large searches of a release build, and here a trace that replays.
  static let guided: [MultiPaxosMutation] = [.trustsSettledRound, .trustsLateProposal]
  static let caught = MultiPaxosMutation.allCases.filter {
    $0.description.property != nil && !(deep + guided).contains($0)
  }
  static let harmless = MultiPaxosMutation.allCases.filter { $0.description.property == nil }

  @Test(arguments: caught)
  func `are caught, and nothing else is`(mutation: MultiPaxosMutation) throws {
    let mutation = mutation.description
    let property = try #require(mutation.property)
    let search = ExhaustiveSearch(limits: SearchLimits(states: Self.states))
    let mutant = try ModelDescription.multiPaxos.instance(with: mutation)
    let finding = try #require(mutant.check(search)[property])
    #expect(finding.verdict == "violated")
    let trace = try #require(finding.trace)
    _ = try mutant.replay(trace)
    let sound = try ModelDescription.multiPaxos.instance(without: mutation)
    #expect(try sound.check(search).violations.isEmpty)
  }

  @Test(arguments: deep)
  func `are caught by random runs where a search goes too deep`(
    mutation: MultiPaxosMutation
  ) throws {
    let mutation = mutation.description
    let property = try #require(mutation.property)
    let simulation = Simulation(seed: 1, runs: 20_000, maxSteps: 60)
    let report = try ModelDescription.multiPaxos.instance(with: mutation).simulate(simulation)
    #expect(report[property]?.verdict == "violated")
  }

  @Test(arguments: harmless)
  func `are not reported when they are harmless`(mutation: MultiPaxosMutation) throws {
    let search = ExhaustiveSearch(limits: SearchLimits(states: 100_000))
    let report = try ModelDescription.multiPaxos.instance(with: mutation.description).check(search)
    #expect(report.violations.isEmpty)
    if report.statistics.isComplete { #expect(report.isAsExpected == true) }
  }

  /// In a small cluster there is no second quorum to take the votes of.
  @Test(arguments: MultiPaxosMutation.controls)
  func `are not reported where they do no harm`(control: Mutation) throws {
    #expect(control.property == nil)
    let report = try ModelDescription.multiPaxos.instance(with: control).check()
    #expect(report.isAsExpected == true)
  }

  /// A message that a mutant would not ignore must not be taken off the network.
  @Test(arguments: caught + harmless)
  func `are judged alike whether dead messages stay or go`(mutation: MultiPaxosMutation) throws {
    let parameters = mutation.description.assignments.joined(separator: " ")
    let name = mutation.rawValue
    let without = try check("\(parameters) mutation=\(name)", states: 12_000)
    let with = try check("\(parameters) mutation=\(name) dead-messages=true", states: 12_000)
    for (property, steps) in with.violations { #expect(without.violations[property] == steps) }
    guard with.statistics.isComplete else { return }
    #expect(without.violations == with.violations)
  }
}
