public import PaxcheckActors
public import PaxcheckJSON

/// A step of an actor in a real run: a line of its record.
public struct RunEvent: Hashable, Sendable {
  /// The actor whose step it is.
  public let actor: ActorID
  /// How often the actor was started, this time included.
  public let incarnation: Int
  /// Which step it is, counted from 1 since the actor was started.
  public let step: Int
  /// When, in microseconds since the beginning of 1970, by the machine's clock: a hint, not an order.
  public let time: Int
  /// What happened, as `ActorAction` words it, or `start 0`.
  public let event: String
  /// The difference that it made to the actor, its timers and its storage.
  public let changes: [String]
  /// The envelopes that the actor sent, in order.
  public let sent: [String]
  /// What the actor recorded in the history, in order.
  public let recorded: [String]
  /// What a recovered actor found in its storage; `nil` for nothing, and for other steps.
  public let storage: String?
  /// Whether the step wrote to the actor's storage, or to what is kept beside it.
  public let saves: Bool

  /// Whether the actor's storage has a line of the step: if it saves, or begins an incarnation.
  var writesStorage: Bool { saves || step == 1 }

  var number: StepNumber { StepNumber(incarnation: incarnation, step: step) }
}

extension RunEvent {
  /// The event as an object with sorted keys; what is empty is left out.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "actor": .integer(actor.index), "incarnation": .integer(incarnation), "step": .integer(step),
      "time": .integer(time), "event": .string(event),
    ]
    let lists = ["changes": changes, "sent": sent, "recorded": recorded]
    for (key, texts) in lists where !texts.isEmpty {
      members[key] = .array(texts.map { .string($0) })
    }
    if let storage { members["storage"] = .string(storage) }
    if saves { members["saves"] = true }
    return .object(members)
  }

  /// The event on a line of a record; `nil` if it is none.
  init?(parsing line: ArraySlice<UInt8>) {
    guard let json = try? JSONValue(parsing: Array(line)) else { return nil }
    self.init(json)
  }

  /// The event that an object stands for; `nil` if it stands for none.
  init?(_ json: JSONValue) {
    guard case .object(let members) = json,
      case .integer(let actor)? = members["actor"], actor >= 0,
      case .integer(let incarnation)? = members["incarnation"],
      case .integer(let step)? = members["step"], case .integer(let time)? = members["time"],
      case .string(let event)? = members["event"],
      let changes = members.texts("changes"), let sent = members.texts("sent"),
      let recorded = members.texts("recorded")
    else { return nil }
    self.actor = ActorID(actor)
    self.incarnation = incarnation
    self.step = step
    self.time = time
    self.event = event
    self.changes = changes
    self.sent = sent
    self.recorded = recorded
    storage = if case .string(let text)? = members["storage"] { text } else { nil }
    saves = members["saves"] == true
  }
}

extension [String: JSONValue] {
  /// A list of texts, empty if it is missing; `nil` if there is something else.
  fileprivate func texts(_ key: String) -> [String]? {
    guard let value = self[key] else { return [] }
    guard case .array(let elements) = value else { return nil }
    let texts = elements.compactMap { element in
      if case .string(let text) = element { text } else { nil }
    }
    return texts.count == elements.count ? texts : nil
  }
}
