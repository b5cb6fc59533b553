/// A model whose participants send each other messages, known well enough to be drawn and explained.
package protocol MessagePassingModel: Model {
  /// The names of the participants, in the order of their numbers. They are the same in every state.
  func participants(in state: State) -> [String]

  /// What happens in a step, and where.
  func details(of action: Action, in state: State) -> StepDetails

  /// The participants' own parts of the state, in the order of their numbers.
  func localStates(in state: State) -> [any Hashable & Sendable]

  /// The messages on their way, each as often as the network holds it.
  func messagesInTransit(in state: State) -> [Transmission]

  /// What the participants recorded; `nil` in a model that keeps no history.
  func history(in state: State) -> (any Hashable & Sendable)?

  /// This model with every message ignored. Whatever still happens does not depend on messages.
  var ignoringMessages: Self { get }

  /// The same model, but messages stay that their receivers promise to ignore for ever; `nil` if they do
  /// anyway.
  var keepingDeadMessages: Self? { get }

  /// What is claimed of every model of this kind and need not be listed among its properties.
  var impliedProperties: [Property<Self>] { get }
}

extension Model {
  /// The claims that are judged without being listed; reports mention them where they are violated.
  package var impliedProperties: [Property<Self>] {
    func implied<P: MessagePassingModel>(by model: P) -> [Property<Self>] {
      model.impliedProperties as? [Property<Self>] ?? []
    }
    return (self as? any MessagePassingModel).map { implied(by: $0) } ?? []
  }

  /// The listed claims, and behind them those that are judged without being listed, or if they are asked for.
  package var judgedProperties: [Property<Self>] {
    let deadlock = Property<Self>.noDeadlock()
    let isListed = properties.contains { $0.name == deadlock.name }
    return properties + impliedProperties + (isListed ? [] : [deadlock])
  }
}

/// What is there in place of the value of a participant that crashed or failed.
package struct Absence: CustomStringConvertible {
  /// Why it is gone for good, if it is.
  private let failure: String?

  package init(failure: String?) { self.failure = failure }

  package var description: String { failure.map { "failed: \($0)" } ?? "crashed" }
}

/// A message between two participants, which are known by their numbers.
package struct Transmission: Hashable, Sendable {
  package let source: Int
  package let destination: Int
  /// The message as texts write it.
  package let message: String

  package init(from source: Int, to destination: Int, _ message: String) {
    self.source = source
    self.destination = destination
    self.message = message
  }
}

extension Transmission: CustomStringConvertible {
  package var description: String { "\(source) → \(destination): \(message)" }
}

/// What a step takes off the network of the message that it is about.
package enum Consumption: Hashable, Sendable {
  /// The message stays, and may arrive again.
  case nothing
  /// One copy is gone.
  case oneCopy
  /// Every copy is gone.
  case allCopies
}

/// What happens in one step of a message-passing model.
package struct StepDetails: Sendable {
  package let sort: StepSort
  /// The number of the participant at which it happens; of a loss, the one that receives nothing. `nil`
  /// for what happens to the network.
  package let place: Int?
  /// What happens there, in a few words: the message, the timer, the choice.
  package let label: String
  /// The message delivered or lost.
  package var message: Transmission?
  /// What the network holds less of that message afterwards.
  package var consumption = Consumption.oneCopy
  /// The messages sent, in order.
  package var sent: [Transmission] = []
  /// The events that were added to the history, in order.
  package var recorded: [any Sendable] = []

  package init(_ sort: StepSort, at place: Int?, _ label: String) {
    self.sort = sort
    self.place = place
    self.label = label
  }
}
