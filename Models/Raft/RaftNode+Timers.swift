import PaxcheckKit
import RegisterClient

extension RaftNode {
  /// Sets the timers of what the node may do by itself, and cancels the others.
  func setTimers(_ outbox: inout Outbox<Self>) {
    let spent = storage.spent
    set(.bootstrap, if: mayBootstrap && log.last.index == 1, &outbox)
    set(.campaign, if: maySetOut && spent.campaigns < setting.campaigns(of: id), &outbox)
    set(.giveUp, if: setting.isBusy && campaign != nil, &outbox)
    set(.suspect, if: hearsLeader, &outbox)
    let mayBeat = setting.isEndless || spent.heartbeats < setting.heartbeats
    set(.heartbeat, if: isLeader && !receivers.isEmpty && mayBeat, &outbox)
    set(.propose, if: mayAppend && spent.entries < setting.entries, &outbox)
    let mayResend = setting.isEndless || spent.resends < setting.resends
    set(.resend, if: (isCalling || campaign != nil) && mayResend, &outbox)
    for node in setting.all where setting.changes(of: node) > 0 {
      set(.change(node), if: mayChange(node), &outbox)
    }
    set(.transfer, if: mayAppend && !peers.isEmpty && spent.transfers < setting.transfers, &outbox)
    set(.stepDown, if: mustStepDown, &outbox)
    set(.snapshot, if: maySnapshot, &outbox)
    set(.fold, if: foldable != nil, &outbox)
    set(.compact, if: log.first < log.snapshot, &outbox)
    set(.sync, if: synced < log.last.index, &outbox)
  }

  /// A timer that runs goes on: if every message began it anew, many clients could keep it from firing.
  private func set(_ timer: Timer, if isWanted: Bool, _ outbox: inout Outbox<Self>) {
    if !isWanted {
      outbox.cancel(timer)
    } else if !outbox.timers.elements.contains(timer) {
      outbox.set(timer)
    }
  }

  /// Waits anew before the node suspects the leader: it has heard it, or has just voted for a candidate.
  func waitAnew(_ outbox: inout Outbox<Self>) {
    outbox.cancel(.campaign)
    outbox.cancel(.suspect)
  }

  func send(_ message: RaftMessage, to node: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.send(.internal(message), to: node)
  }

  func note(_ fact: RaftFacts.Event, _ outbox: inout Outbox<Self>) {
    outbox.record(.server(fact))
  }

  public func duration(of timer: Timer) -> ClosedRange<Int> {
    switch timer {
    case .campaign, .giveUp, .suspect: 150...300
    case .bootstrap, .heartbeat, .propose, .resend, .change, .transfer, .stepDown, .snapshot, .fold,
      .compact:
      50...100
    case .sync: 1...10
    }
  }
}
