import PaxcheckModel

/// A model that writes a log of its steps, which have roles.
struct Roles: Model {
  let steps: [(name: String, role: StepRole)]
  let length: Int
  var claims = true
  var isPossible: @Sendable (String, [String]) -> Bool = { _, _ in true }

  func with(claims: Bool) -> Roles {
    Roles(steps: steps, length: length, claims: claims, isPossible: isPossible)
  }

  var initialStates: [[String]] { [[]] }
  func actions(in log: [String]) -> [String] { log.count < length ? steps.map(\.name) : [] }
  func successor(of log: [String], after step: String) -> [String]? {
    isPossible(step, log) ? log + [step] : nil
  }
  func role(of action: String, in log: [String]) -> StepRole {
    steps.first { $0.name == action }?.role ?? .ordinary
  }
  var properties: [Property<Self>] {
    guard claims else { return [] }
    return [
      .sometimes("full") { [length] in $0.count == length },
      .eventually("fills") { [length] in $0.count == length },
    ]
  }
}
