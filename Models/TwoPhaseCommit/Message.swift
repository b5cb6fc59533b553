public import PaxcheckKit

extension TwoPhaseCommit {
  /// What the managers tell each other.
  public enum Message: BitIndexed {
    /// To every resource manager.
    case commit
    /// To every resource manager.
    case abort
    /// The vote of a resource manager.
    case prepared(Int)

    public typealias BitSetWord = UInt16

    public var bitIndex: Int {
      switch self {
      case .commit: 0
      case .abort: 1
      case .prepared(let rm): rm + 2
      }
    }

    public init(bitIndex: Int) {
      switch bitIndex {
      case 0: self = .commit
      case 1: self = .abort
      default: self = .prepared(bitIndex - 2)
      }
    }
  }
}
