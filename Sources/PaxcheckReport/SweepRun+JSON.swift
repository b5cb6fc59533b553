import PaxcheckCatalogue
public import PaxcheckJSON
import PaxcheckModel

extension SweepRun {
  /// The report for programs.
  public var json: JSONValue {
    [
      "version": 1, "command": "sweep", "model": .string(report.sweep.model.name),
      "parameters": .array(report.sweep.fixed.map { .string($0) }),
      "axes": .array(
        report.sweep.axes.map {
          ["name": .string($0.parameter), "values": .array($0.values.map { .string($0) })]
        }),
      "cells": .array(report.cells.map(json)),
      "smallestViolation": report.smallestViolation.map {
        .array($0.assignments.map { .string($0) })
      } ?? .null,
      "seconds": .seconds(elapsed), "threads": .integer(threads),
    ]
  }

  private func json(of cell: SweepReport.Cell) -> JSONValue {
    var members: [String: JSONValue] = [
      "parameters": .array(cell.assignments.map { .string($0) }),
      "outcome": .string(outcome(of: cell)),
      "estimate": cell.estimate.map { .integer($0) } ?? .null,
      "growth": cell.growth.map { .decimal(($0 * 100).rounded() / 100) } ?? .null,
    ]
    if case .impossible(let reason) = cell.result { members["reason"] = .string(reason) }
    if let report = cell.report {
      let statistics = report.statistics
      members["uniqueStates"] = .integer(statistics.uniqueStates)
      members["generatedStates"] = .integer(statistics.generatedStates)
      members["maxDepth"] = .integer(statistics.maxDepth)
      members["complete"] = .bool(statistics.isComplete)
      members["properties"] = .array(
        report.properties.map {
          [
            "name": .string($0.claim.name), "verdict": .string($0.verdict),
            "steps": $0.steps.map { .integer($0) } ?? .null,
            "reason": $0.undecidedReason.map { .string($0.description) } ?? .null,
          ]
        })
      members["reductions"] = report.reductions.json
    }
    return .object(members)
  }

  func outcome(of cell: SweepReport.Cell) -> String {
    switch cell.result {
    case .impossible: "impossible"
    case .skipped: "skipped"
    case .left: "left"
    case .searched(let report):
      switch report.isAsExpected {
      case true?: "as claimed"
      case false?: "violated"
      case nil: "undecided"
      }
    }
  }
}
