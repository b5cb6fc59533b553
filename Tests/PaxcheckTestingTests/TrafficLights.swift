import PaxcheckKit

/// Two lights at a crossing. Unless they are `linked`, both may be green.
struct TrafficLights: Model {
  struct State: Hashable { var isGreen = [false, false] }
  var linked = false

  var initialStates: [State] { [State()] }
  func actions(in state: State) -> [String] { ["switch north", "switch east"] }
  func successor(of state: State, after action: String) -> State? {
    let light = action == "switch north" ? 0 : 1
    var next = state
    next.isGreen[light].toggle()
    return linked && next.isGreen == [true, true] ? nil : next
  }
  var properties: [Property<Self>] {
    [
      .always("no two are green") { $0.isGreen != [true, true] },
      .sometimes("north is green") { $0.isGreen[0] },
    ]
  }

  static let catalogue = ModelCatalogue([
    ModelDescription(
      "traffic-lights", "two lights", source: "every crossing",
      parameters: [.flag("linked", "whether one light waits for the other")]
    ) { TrafficLights(linked: $0.flag("linked")) }
  ])
}
