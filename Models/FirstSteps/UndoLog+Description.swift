public import PaxcheckKit

extension UndoLog {
  /// The system that the parameters of `ModelDescription.undoLog` describe.
  public init(undoLog arguments: Arguments) {
    self.init(maxCrashes: 1)
    add(Bank(bug: UndoBug(rawValue: arguments.choice("mutation"))))
    add(BankClient(bank: 0), mayCrash: false)
    properties = [
      .always("the accounts can be read", every: Bank.self) { $0.accounts != nil },
      .always("a transfer keeps all coins", every: Bank.self) { bank in
        guard let accounts = bank.accounts else { return true }
        return (accounts.left + accounts.right) % 10 == 0
      },
      .always("what is confirmed is not lost") { state in
        guard let accounts = state.actor(0, as: Bank.self)?.accounts,
          let client = state.actor(1, as: BankClient.self)
        else { return true }
        return client.confirmed.allSatisfy { then in
          then.right <= accounts.right && then.left + then.right <= accounts.left + accounts.right
        }
      },
      .sometimes("all is confirmed") {
        $0.actor(1, as: BankClient.self)?.confirmed.count == 2
      },
    ]
  }
}

extension ModelDescription {
  /// Storage of several cells: what a crash keeps of writes to them that were not synced.
  public static let undoLog = ModelDescription(
    "undo-log", "cells of storage: which writes a crash keeps, and whether it tears one",
    source: "T. Pillai et al., \"Crash Consistency\", ACM Queue 13(7), 2015, for undo logging; "
      + "\"All File Systems Are Not Created Equal\", OSDI 2014, for what disks do",
    mutations: [
      Mutation(
        UndoBug.logsLast.rawValue, "writes the accounts before the log that undoes that",
        caughtBy: "a transfer keeps all coins"),
      Mutation(
        UndoBug.confirmsEarly.rawValue, "confirms before it is sure that the log is empty",
        caughtBy: "what is confirmed is not lost"),
      Mutation(
        UndoBug.leavesLogUnsynced.rawValue, "writes the accounts before the log is synced",
        caughtBy: "a transfer keeps all coins", at: ["unsynced=subset"]),
      Mutation(
        UndoBug.trustsSingleWrites.rawValue, "writes no log where one account changes",
        caughtBy: "the accounts can be read", at: ["unsynced=torn"]),
    ]
  ) { arguments throws(ArgumentError) in UndoLog(undoLog: arguments) }
}
