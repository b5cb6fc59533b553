import BuiltInModels
import Foundation
import PaxcheckExplorer
import PaxcheckKit

/// The explorer of a built-in model, as its HTTP server sees it.
struct Explorer {
  static let port: UInt16 = 3000
  let service: ExplorerService

  init(_ name: String, _ assignments: [String] = [], limit: Int = 10_000) throws {
    try self.init(
      ModelCatalogue.builtIn.model(named: name).instance(assignments), limit: limit)
  }

  init(
    _ instance: ModelInstance, limit: Int = 10_000,
    comparison: BackgroundCheck.Comparison? = nil
  ) {
    service = ExplorerService(
      instance, limit: limit, backgroundLimits: SearchLimits(states: 20_000), stop: StopSignal(),
      comparison: comparison)
  }

  /// Asks as a page of the explorer would.
  func ask(_ target: String, method: String = "GET") -> ExplorerResponse {
    service.respond(
      to: ExplorerRequest(
        method: method, target: target, host: "127.0.0.1:\(Self.port)",
        origin: "http://127.0.0.1:\(Self.port)"),
      port: Self.port)
  }

  /// The members of the JSON object at an address.
  func json(_ target: String) throws -> [String: Any] {
    let data = Data(ask(target).body.utf8)
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// The address of the state after some steps.
  static func target(_ path: String, _ steps: [String], _ more: String = "") -> String {
    let steps = steps.map { step in
      "step=" + (step.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    }
    return path + "?" + (steps + (more.isEmpty ? [] : [more])).joined(separator: "&")
  }
}
