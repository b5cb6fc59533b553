import PaxcheckStateSpace

/// What steps do to other components.
extension ActorSemantics {
  var outputCount: Int { outputs.count }

  func inputs(ofOutput output: UInt32) -> [ComponentInput] { outputs[Int(output)] }

  func transition(of component: ComponentID, on number: UInt32) -> ComponentID {
    let before = components[Int(component)]
    guard before.isHistory else {
      return self.component(
        slot: before.content, inbox: inboxes.inbox(before.inbox, after: number))
    }
    var margin = margins[before.inbox]
    margin.strays = inboxes.inbox(margin.strays, after: number)
    margin.spent.add(inputs[number].drawn)
    let history = inputs[number].events.map { cache.history(before.content, after: $0) }
    return self.component(history: history ?? before.content, margin)
  }

  func number(_ input: Input) -> UInt32 {
    let number = inputs.number(input)
    if number == inboxes.inputCount {
      inboxes.addInput(.init(envelopes: input.envelopes, blocked: input.blocked))
    }
    return number
  }

  /// What a change of an actor does to components.
  ///
  /// - Parameter drawn: The budgets that all actors share and the step draws on.
  func change(
    _ change: SlotChange, ofActorAt actor: Int, drawing drawn: BudgetSet = []
  ) -> Change {
    var sent: [(position: Int, input: Input)] = []
    func reach(_ position: Int, _ update: (inout Input) -> Void) {
      let place = sent.firstIndex { $0.position == position } ?? sent.endIndex
      if place == sent.endIndex { sent.append((position, Input())) }
      update(&sent[place].input)
    }
    for envelope in change.sent { reach(place(of: envelope)) { $0.envelopes.append(envelope) } }
    if change.events != nil { reach(actorCount) { $0.events = change.events } }
    if !drawn.isEmpty { reach(actorCount) { $0.drawn = drawn } }
    var result = Change(slot: change.slot)
    result.losesIncoming = change.losesIncoming
    var others: [ComponentInput] = []
    for (position, input) in sent {
      let number = number(input)
      if position == actor {
        result.own = number
      } else {
        others.append(ComponentInput(position: UInt32(position), number: number))
      }
    }
    result.output = output(others)
    return result
  }

  /// The number of a new output.
  func output(_ inputs: [ComponentInput]) -> UInt32 {
    if inputs.isEmpty { return ComponentStep.noOutput }
    outputs.append(inputs)
    return UInt32(outputs.count - 1)
  }
}
