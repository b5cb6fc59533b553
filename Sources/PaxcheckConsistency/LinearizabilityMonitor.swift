/// A variable of a model's state that knows whether the operations so far are linearizable, and
/// forgets everything else about them.
///
/// It keeps the set of all ways to explain the past: the state of the object, and which operations in
/// flight took effect already, with their answers. That alone decides how the future will be judged,
/// so states whose pasts differ in nothing else are equal: where an `OperationHistory` tells them
/// apart, this merges them. It is violated at the very event that makes an order impossible, and
/// cannot tell the order afterwards.
///
/// The object must answer in one way only: a specification's own `accept` is not asked.
public struct LinearizabilityMonitor<Specification: SequentialSpecification>: Hashable, Sendable {
  public typealias Event = OperationHistory<Specification>.Event

  private struct InFlight: Hashable {
    let client: Int
    let operation: Specification.Operation
  }

  private struct Configuration: Hashable {
    var object: Specification
    /// Per operation in flight: its answer, if it took effect.
    var answers: [Specification.Response?]
  }

  /// The object before the first operation.
  let initial: Specification
  /// What is wrong with the events, if something is.
  public private(set) var error: HistoryError<Specification>?
  /// In the order of the clients' numbers.
  private var inFlight: [InFlight] = []
  private var configurations: Set<Configuration>

  /// The monitor of an object before the first operation.
  public init(of initial: Specification) {
    self.initial = initial
    configurations = [Configuration(object: initial, answers: [])]
  }

  /// Whether the operations so far are linearizable.
  public var isLinearizable: Bool { error == nil && !configurations.isEmpty }

  /// Extends the past by an event. After a violation nothing changes any more.
  ///
  /// - Complexity: O(*s* · *c*!) in the worst case for *c* operations in flight and *s* states.
  public mutating func record(_ event: Event, by client: Int) {
    guard isLinearizable else { return }
    let index = inFlight.firstIndex { $0.client >= client } ?? inFlight.count
    let isBusy = index < inFlight.count && inFlight[index].client == client
    switch event {
    case .invocation(let operation):
      guard !isBusy else { return fail(.overlappingInvocation(operation, client: client)) }
      inFlight.insert(InFlight(client: client, operation: operation), at: index)
      explore(
        configurations.map { configuration in
          var configuration = configuration
          configuration.answers.insert(nil, at: index)
          return configuration
        })
    case .response(let response):
      guard isBusy else { return fail(.unexpectedResponse(response, client: client)) }
      inFlight.remove(at: index)
      configurations = Set(
        configurations.compactMap { configuration in
          guard configuration.answers[index] == response else { return nil }
          var configuration = configuration
          configuration.answers.remove(at: index)
          return configuration
        })
      if configurations.isEmpty { inFlight = [] }
    }
  }

  /// The client learns that its operation in flight had no effect, and never will have.
  public mutating func withdraw(by client: Int) {
    guard let index = inFlight.firstIndex(where: { $0.client == client }) else { return }
    inFlight.remove(at: index)
    configurations = Set(
      configurations.compactMap { configuration in
        guard configuration.answers[index] == nil else { return nil }
        var configuration = configuration
        configuration.answers.remove(at: index)
        return configuration
      })
    if configurations.isEmpty { inFlight = [] }
  }

  private mutating func fail(_ error: HistoryError<Specification>) {
    self.error = error
    inFlight = []
    configurations = []
  }

  /// Lets operations in flight take effect in every order.
  private mutating func explore(_ beginnings: [Configuration]) {
    configurations = Set(beginnings)
    var unexplored = beginnings
    while let configuration = unexplored.popLast() {
      for index in inFlight.indices where configuration.answers[index] == nil {
        var next = configuration
        next.answers[index] = next.object.apply(inFlight[index].operation)
        if configurations.insert(next).inserted { unexplored.append(next) }
      }
    }
  }
}
