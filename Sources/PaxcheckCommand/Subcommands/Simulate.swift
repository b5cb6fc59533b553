import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckSearch

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
        command: "paxcheck simulate abd-register --loss 1/10 --latency 1...50",
        purpose: "how often messages are lost; steps on a virtual clock, in milliseconds"),
    ],
    options: SimulationSettings.options + ReportSettings.options
  ) { (invocation, session) throws(CommandFailure) in
    let settings = SimulationSettings(invocation: invocation)
    let reporting = try ReportSettings(command: "simulate", invocation, session)
    let instance = try ModelRequest(invocation.operands, in: session.catalogue).instance()
    var simulation = settings.simulation
    let seed = simulation.seed
    if !invocation[.quiet], invocation[.seed] == nil {
      session.console.writeError("seed \(seed)\n")
    }
    simulation.countsActions = reporting.countsActions
    simulation.stop = session.stop
    return try reporting.run(
      instance, by: "random runs with seed \(seed)", threads: simulation.threads,
      limits: SearchLimits(time: simulation.timeLimit), seed: seed
    ) { (progress) throws(ModelError) in
      simulation.progress = progress
      return try instance.simulate(simulation)
    }
  }
}
