import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTrace

extension Subcommand {
  /// Random runs with a seed.
  static let simulate = Subcommand(
    name: "simulate",
    summary: "take random runs with a seed, and shrink what they find",
    usage: "[MODEL] [name=value …] [options]",
    operands: .model(parameters: true),
    examples: [
      Example(
        command: "paxcheck simulate",
        purpose: "10,000 runs of the default model; the seed is drawn and printed"),
      Example(
        command: "paxcheck simulate single-decree-paxos clients=4 --seed 42 --runs 500",
        purpose: "the same runs every time, in every release"),
      Example(
        command: "paxcheck simulate abd-register lossy=true --loss 1/10 --latency 1...50",
        purpose: "how often messages are lost; steps on a virtual clock, in milliseconds"),
      Example(
        command: "paxcheck simulate multi-paxos --strategy pct --bug-depth 4",
        purpose: "strands of steps have random priorities that change three times"),
      Example(
        command: "paxcheck simulate mutation=forgets-promise --first --seed 1",
        purpose: "stop at the first violation of anything"),
      Example(
        command: "paxcheck simulate --until 'value chosen' --save-traces traces",
        purpose: "look for one example only"),
    ],
    optionsTitle: "What to check",
    options: FocusSettings.options
      + [Option<Bool>.first.description, Option<Bool>.deadlock.description]
      + SimulationSettings.options
      + [Option<Int>.memoryLimit.description] + ReportSettings.options
  ) { (invocation, session) throws(CommandFailure) in
    let settings = try SimulationSettings(invocation: invocation)
    let reporting = try ReportSettings(command: "simulate", invocation, session)
    let focus = try FocusSettings(invocation)
    let request = focus.request(invocation.operands)
    let instance = try focus.focused(ModelRequest(request, in: session.catalogue).instance())
    let rehearsal = Rehearsal(of: instance, ExhaustiveSearch(stop: session.stop))
    if case .second(let parent) = session.role {
      return try rehearsal.answer(session.console, parent: parent)
    }
    var simulation = settings.simulation
    simulation.goal = try focus.goal(of: instance)
    simulation.stopsAtFirstViolation = invocation[.first]
    simulation.findsDeadlocks = invocation[.deadlock]
    try refuseIdleOptions(of: simulation, on: instance)
    let seed = simulation.seed
    if !invocation[.quiet], invocation[.seed] == nil {
      session.console.writeError("seed \(seed)\n")
    }
    simulation.countsActions = reporting.countsActions
    simulation.stop = session.stop
    let second = session.startSecondProcess()
    return try reporting.run(
      instance, by: focus.method(settings.method), threads: simulation.threads,
      limits: SearchLimits(time: simulation.timeLimit), seed: seed, request: request
    ) { (progress) throws(ModelError) in
      simulation.progress = progress
      let report = try instance.simulate(simulation)
      return report.adding(
        warnings: try rehearsal.hazards(comparedWith: second, orElse: session.warn))
    }
  }

  private static func refuseIdleOptions(
    of simulation: Simulation, on instance: ModelInstance
  ) throws(CommandFailure) {
    let model = ModelReference(brief: instance.name, instance.arguments)
    try SimulationSettings.refuse(instance.idleSettings(of: simulation), about: "\(model)")
  }
}
