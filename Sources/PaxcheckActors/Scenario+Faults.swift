public import PaxcheckModel

extension Scenario {
  /// The scenario `no-faults`: all that happens when the network and the machines work.
  public static func withoutFaults<Message, History>() -> Self
  where M == ActorSystem<Message, History> {
    Scenario(
      "no-faults", "nothing is lost, and nobody crashes",
      actions: { action in
        switch action {
        case .drop, .crash, .amnesia, .partition: false
        case .deliver, .timeout, .choose, .recover, .heal: true
        }
      })
  }
}
