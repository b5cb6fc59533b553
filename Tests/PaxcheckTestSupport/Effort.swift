#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much of their work the tests do: all of it in a release build, a twentieth in a debug build, which is
/// that much slower.
///
/// The environment variable `PAXCHECK_EFFORT` says otherwise, in any build: 1 is all of it, 10 takes ten
/// times as many random cases. Nothing is left out either where `PAXCHECK_RECORD=1` records results again.
public enum Effort {
  /// The share of the random cases that is taken, in percent.
  private static let percent: Int = {
    if let text = getenv("PAXCHECK_EFFORT") {
      guard let factor = Double(String(cString: text)), (0.05...1000).contains(factor) else {
        fatalError(
          "PAXCHECK_EFFORT must be a number from 0.05 to 1000, not '\(String(cString: text))'")
      }
      return Int((factor * 100).rounded())
    }
    if getenv("PAXCHECK_RECORD").map({ String(cString: $0) }) == "1" { return 100 }
    #if DEBUG
      return 5
    #else
      return 100
    #endif
  }()

  /// Whether tests leave nothing out.
  public static var isFull: Bool { percent >= 100 }

  /// How many states a test may search.
  public static var states: Int { isFull ? 5_000_000 : 1_000 }

  /// How many states a test may put before the oracle.
  public static var oracleStates: Int { isFull ? 25_000 : 600 }

  /// The share of so many cases that a test takes, and of what it expects to see among them.
  public static func share(of all: Int) -> Int { all * percent / 100 }

  /// The seeds of a random test that takes so many in a release build. There are ten at least.
  public static func seeds(_ all: Int) -> Range<UInt64> {
    0..<UInt64(max(min(all, 10), share(of: all)))
  }

  /// The cases that a test takes of a list, from all of it.
  public static func sample<Case>(_ all: [Case]) -> [Case] {
    isFull ? all : all.enumerated().filter { $0.offset % 20 == 0 }.map(\.element)
  }
}
