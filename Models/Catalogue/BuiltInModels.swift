import ABDRegister
import DieHard
import EWD840
import FastLeaderElection
import FirstSteps
import Increment
import LamportMutex
import Leases
import LinearEquation
import Liveness
import MissionariesAndCannibals
import MultiPaxos
public import PaxcheckKit
import PaxosMessageSet
import PingPong
import Raft
import RaftAppend
import RaftSet
import SingleCopyRegister
import SingleDecreePaxos
import TowersOfHanoi
import TransactionCommit
import TwoPhaseCommit

extension ModelCatalogue {
  /// The models that ship with the checker.
  public static let builtIn = ModelCatalogue([
    .singleDecreePaxos,
    .multiPaxos,
    .raft,
    .raftAppend,
    .raftSet,
    .fastLeaderElection,
    .singleCopyRegister,
    .abdRegister,
    .pingPong,
    .ignoredMessage,
    .alarmClocks,
    .coinTosses,
    .durableCounter,
    .undoLog,
    .twoPhaseCommit,
    .transactionCommit,
    .paxosMessageSet,
    .lamportMutex,
    .ewd840,
    .terminationDetection,
    .simpleAllocator,
    .alternatingBit,
    .diningPhilosophers,
    .duellingProposers,
    .masterLease,
    .resourceLease,
    .increment,
    .incrementWithLock,
    .linearEquation,
    .dieHard,
    .missionariesAndCannibals,
    .towersOfHanoi,
  ])
}
