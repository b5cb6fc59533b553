import PaxcheckStateSpace

/// What steps do to other components.
extension ActorSemantics {
  var effectCount: Int { effects.count }

  func stimuli(ofEffect effect: UInt32) -> [ComponentStimulus] { effects[Int(effect)] }

  func reaction(of component: ComponentID, to number: UInt32) -> ComponentID {
    let before = components[Int(component)]
    guard before.isHistory else {
      return self.component(
        slot: before.content, inbox: inboxes.inbox(before.inbox, after: number))
    }
    var margin = margins[before.inbox]
    margin.strays = inboxes.inbox(margin.strays, after: number)
    margin.spent.add(stimuli[number].drawn)
    let history = stimuli[number].events.map { memory.history(before.content, after: $0) }
    return self.component(history: history ?? before.content, margin)
  }

  func number(_ stimulus: Stimulus) -> UInt32 {
    let number = stimuli.number(stimulus)
    if number == inboxes.stimulusCount {
      inboxes.addStimulus(.init(envelopes: stimulus.envelopes, blocked: stimulus.blocked))
    }
    return number
  }

  /// What a change of an actor does to components.
  ///
  /// - Parameter drawn: The budgets that all actors share and the step draws on.
  func change(
    _ change: SlotChange, ofActorAt actor: Int, drawing drawn: BudgetSet = []
  ) -> Change {
    var sent: [(position: Int, stimulus: Stimulus)] = []
    func stimulate(_ position: Int, _ update: (inout Stimulus) -> Void) {
      let place = sent.firstIndex { $0.position == position } ?? sent.endIndex
      if place == sent.endIndex { sent.append((position, Stimulus())) }
      update(&sent[place].stimulus)
    }
    for envelope in change.sent { stimulate(place(of: envelope)) { $0.envelopes.append(envelope) } }
    if change.events != nil { stimulate(actorCount) { $0.events = change.events } }
    if !drawn.isEmpty { stimulate(actorCount) { $0.drawn = drawn } }
    var result = Change(slot: change.slot)
    result.losesIncoming = change.losesIncoming
    var others: [ComponentStimulus] = []
    for (position, stimulus) in sent {
      let number = number(stimulus)
      if position == actor {
        result.own = number
      } else {
        others.append(ComponentStimulus(position: UInt32(position), number: number))
      }
    }
    result.effect = effect(others)
    return result
  }

  /// The number of a new effect.
  func effect(_ stimuli: [ComponentStimulus]) -> UInt32 {
    if stimuli.isEmpty { return ComponentStep.noEffect }
    effects.append(stimuli)
    return UInt32(effects.count - 1)
  }
}
