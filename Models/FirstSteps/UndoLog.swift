public import PaxcheckKit

/// A bank that keeps an undo log, and a client who relies on what it confirmed.
public typealias UndoLog = ActorSystem<BankMessage, NoHistory>

public enum BankMessage: Hashable, Codable, Sendable {
  /// A coin goes from the left account to the right one.
  case transfer
  /// Ten coins are paid into the left account.
  case deposit
  case done(Accounts)
}

/// How many coins are in each account.
public struct Accounts: Hashable, Codable, Sendable {
  public var left = 5
  public var right = 5

  /// The accounts after a request.
  func after(_ request: BankMessage) -> Accounts {
    switch request {
    case .transfer: Accounts(left: left - 1, right: right + 1)
    case .deposit: Accounts(left: left + 10, right: right)
    case .done: self
    }
  }
}

enum UndoBug: String, Sendable {
  case logsLast = "logs-last"
  case confirmsEarly = "confirms-early"
  case leavesLogUnsynced = "leaves-log-unsynced"
  case trustsSingleWrites = "trusts-single-writes"
}

/// Both accounts change, or none does, wherever a crash comes: what they were is in the log before they are
/// written, and the log is emptied when they are safe. A log that is torn was not safe yet, so that the accounts are
/// as they were.
struct Bank: DeterministicActor {
  typealias Message = BankMessage
  enum Cell: Hashable, Codable, Sendable { case log, left, right }
  enum Storage: Hashable, Codable, Sendable {
    case empty
    case before(Accounts)
    case coins(Int)
  }
  /// What is left to do when a write may be synced.
  enum Choice: Hashable, Sendable { case write, finish, endRollback }

  let bug: UndoBug?
  /// `nil` where they could not be read.
  private(set) var accounts: Accounts? = Accounts()
  private var request: BankMessage?
  private var client: ActorID?
  private var isRollingBack = false

  init(bug: UndoBug?) { self.bug = bug }

  mutating func receive(
    _ message: BankMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard let accounts, request == nil, !isRollingBack else { return }
    (request, client) = (message, sender)
    let needsNoLog = bug == .trustsSingleWrites && message == .deposit
    let writesFirst = bug == .logsLast || needsNoLog
    if writesFirst { save(accounts.after(message), over: accounts, &outbox) }
    if !needsNoLog { outbox.save(.before(accounts), in: .log, synced: false) }
    outbox.later(writesFirst ? .finish : .write)
  }

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) {
    switch (choice, accounts, request) {
    case (.write, let accounts?, let request?):
      if bug != .leavesLogUnsynced { outbox.sync(.log) }
      save(accounts.after(request), over: accounts, &outbox)
      outbox.later(.finish)
    case (.finish, let accounts?, let request?):
      empty(synced: bug != .confirmsEarly, &outbox)
      self.accounts = accounts.after(request)
      if let client { outbox.send(.done(accounts.after(request)), to: client) }
      (self.request, client) = (nil, nil)
    case (.endRollback, _, _):
      empty(synced: true, &outbox)
      isRollingBack = false
    default: outbox.fail("nothing is left to do")
    }
  }

  mutating func recover(from cells: StoredCells<Cell, Storage>, _ outbox: inout Outbox<Self>) {
    if case .before(let accounts) = cells[.log] {
      self.accounts = accounts
      outbox.save(.coins(accounts.left), in: .left, synced: false)
      outbox.save(.coins(accounts.right), in: .right, synced: false)
      isRollingBack = true
      outbox.later(.endRollback)
    } else {
      accounts = Self.accounts(in: cells)
    }
  }

  private static func accounts(in cells: StoredCells<Cell, Storage>) -> Accounts? {
    if cells.isTorn(.left) || cells.isTorn(.right) { return nil }
    var accounts = Accounts()
    if case .coins(let coins) = cells[.left] { accounts.left = coins }
    if case .coins(let coins) = cells[.right] { accounts.right = coins }
    return accounts
  }

  /// Writes the accounts that change.
  private func save(_ new: Accounts, over old: Accounts, _ outbox: inout Outbox<Self>) {
    if new.left != old.left { outbox.save(.coins(new.left), in: .left, synced: false) }
    if new.right != old.right { outbox.save(.coins(new.right), in: .right, synced: false) }
  }

  /// Empties the log once the accounts are safe.
  private func empty(synced: Bool, _ outbox: inout Outbox<Self>) {
    outbox.sync(.left)
    outbox.sync(.right)
    outbox.save(.empty, in: .log, synced: synced)
  }
}

/// Sends one transfer and one deposit, and notes what was confirmed.
struct BankClient: DeterministicActor {
  let bank: ActorID
  private(set) var confirmed: [Accounts] = []

  func start(_ outbox: inout Outbox<Self>) {
    outbox.send(.transfer, to: bank)
    outbox.send(.deposit, to: bank)
  }

  mutating func receive(
    _ message: BankMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    if case .done(let accounts) = message { confirmed.append(accounts) }
  }
}
