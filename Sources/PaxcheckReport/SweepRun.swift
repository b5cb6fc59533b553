public import PaxcheckCatalogue
public import PaxcheckJSON
import PaxcheckModel

/// A sweep that a user asked for, and what came of it: what a report is written from.
public struct SweepRun: Sendable {
  /// What the program is called in the commands that a report proposes.
  public let program: String
  public let report: SweepReport
  public let threads: Int
  /// The words of the command line that say how to search, such as `--reduce inert`.
  public let options: [String]
  public let elapsed: Duration

  public init(
    program: String, report: SweepReport, threads: Int, options: [String], elapsed: Duration
  ) {
    self.program = program
    self.report = report
    self.threads = threads
    self.options = options
    self.elapsed = elapsed
  }

  /// The command that searches a cell.
  private func commandLine(_ cell: SweepReport.Cell) -> String {
    ([program, "check-bfs", report.sweep.model.name] + cell.assignments + options)
      .map(\.shellQuoted).joined(separator: " ")
  }

  /// The parameters of a cell that the axes choose.
  private func place(_ cell: SweepReport.Cell) -> String {
    cell.assignments.suffix(cell.values.count).joined(separator: " ")
  }

  private var title: String {
    ([report.sweep.model.name] + report.sweep.fixed).joined(separator: " ")
  }
}

// MARK: - Text

extension SweepRun {
  /// The report for people. Everything but the last line depends on the question alone, unless a search was stopped
  /// by a limit of time or memory.
  public func text(_ style: TextStyle = .plain) -> String {
    let cells = report.cells.count.counted("size")
    return [
      "\(style.apply(.bold, to: title)) at \(cells)\n", table(style), conclusion,
      style.apply(.faint, to: "\(elapsed.secondsText) s on \(threads.counted("thread"))") + "\n",
    ].joined(separator: "\n")
  }

  private func table(_ style: TextStyle) -> String {
    let names = report.sweep.axes.map { (title: $0.parameter, alignment: TextTable.Alignment.left) }
    var table = TextTable(
      names + [
        ("unique", .right), ("generated", .right), ("depth", .right), ("growth", .right),
        ("verdict", .left),
      ])
    for cell in report.cells {
      let statistics = cell.report?.statistics
      let figures = [
        statistics?.uniqueStates.grouped, statistics?.generatedStates.grouped,
        statistics?.maxDepth.grouped, cell.growth.map(times),
      ]
      table.add(
        cell.values.map { .init($0) } + figures.map { .init($0 ?? "-") } + [verdict(of: cell)])
    }
    return table.text(style)
  }

  /// A ratio to two digits: `1.9×`, `72×`.
  private func times(_ ratio: Double) -> String {
    let tenths = Int((ratio * 10).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10)×" : "\(Int(ratio.rounded()).grouped)×"
  }

  private func verdict(of cell: SweepReport.Cell) -> TextTable.Cell {
    let estimate = cell.estimate.map { "; about \($0.grouped) states if it grows on" } ?? ""
    switch cell.result {
    case .impossible(let reason): return .init("not possible: \(reason)", .faint)
    case .skipped:
      return .init("not searched, since a smaller one was cut short\(estimate)", .yellow)
    case .left: return .init("not searched", .yellow)
    case .searched(let report):
      let wrong = report.properties.filter { $0.isAsExpected == false }
      if let first = wrong.first {
        let steps = first.steps.map { ", \($0.counted("step"))" } ?? ""
        let more = wrong.count > 1 ? ", and \(wrong.count - 1) more" : ""
        return .init("\(first.verdict.uppercased()): \(first.claim.name)\(steps)\(more)", .red)
      }
      guard report.isAsExpected == nil else { return .init("as claimed", .green) }
      let reasons = report.properties.compactMap(\.undecidedReason?.description)
      return .init("UNDECIDED: \(reasons.first ?? "nothing is claimed")\(estimate)", .yellow)
    }
  }

  private var conclusion: String {
    guard let cell = report.smallestViolation else {
      return "no size that was searched violates a claim\n"
    }
    return "the smallest size that violates a claim: \(place(cell))\n"
      + "  \(commandLine(cell))\n"
  }
}

// MARK: - JSON

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

  private func outcome(of cell: SweepReport.Cell) -> String {
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

// MARK: - JUnit

extension SweepRun {
  /// The report for test runners, as JUnit XML: a case for each size. One that violates a claim is a failure, one that
  /// was not searched to its end an error.
  public var junit: String {
    let answers = report.cells.map(\.isAsExpected)
    let counts = [
      ("tests", String(answers.count)), ("failures", String(answers.count { $0 == false })),
      ("errors", String(answers.count { $0 == nil })), ("time", elapsed.secondsText),
    ]
    let suite = XMLElement(
      "testsuite", [("name", "sweep \(title)")] + counts, children: report.cells.map(testCase))
    return XMLElement("testsuites", [("name", "paxcheck")] + counts, children: [suite]).document
  }

  private func testCase(_ cell: SweepReport.Cell) -> XMLElement {
    var element = XMLElement(
      "testcase",
      [
        ("classname", report.sweep.model.name), ("name", cell.assignments.joined(separator: " ")),
      ])
    guard let kind = cell.isAsExpected.map({ $0 ? nil : "failure" }) ?? "error" else {
      return element
    }
    element.children = [
      XMLElement(
        kind, [("message", verdict(of: cell).text), ("type", outcome(of: cell))],
        text: commandLine(cell))
    ]
    return element
  }
}
