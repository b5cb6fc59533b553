import PaxcheckModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a new package finds the one that it depends on.
package enum PackageOrigin: Hashable, Sendable {
  /// A folder of this machine.
  case checkout(String)
  /// A repository, and the least version of what is in it.
  case repository(url: String, version: String)

  /// The folder that this program was built from, if it is still there.
  ///
  /// A copy that the package manager fetched is none: it comes and goes with the builds of the package
  /// that it was fetched for.
  static var here: PackageOrigin? {
    var folders = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    folders.removeLast(4)
    let root = folders.joined(separator: "/")
    guard access(#filePath, R_OK) == 0, access("\(root)/Package.swift", R_OK) == 0,
      !root.contains("/.build/checkouts/")
    else { return nil }
    return .checkout(root)
  }

  /// The line of a manifest that names it.
  var requirement: String {
    switch self {
    case .checkout(let path): ".package(name: \"paxcheck\", path: \(path.swiftLiteral))"
    case .repository(let url, let version):
      ".package(url: \(url.swiftLiteral), from: \(version.swiftLiteral))"
    }
  }

  /// What its products are asked for under: of a repository, the last word of its address.
  var packageName: String {
    switch self {
    case .checkout: "paxcheck"
    case .repository(let url, _):
      String(url.split { $0 == "/" || $0 == ":" }.last ?? "paxcheck").droppingSuffix(".git")
    }
  }

  /// What people read.
  var text: String {
    switch self {
    case .checkout(let path): path
    case .repository(let url, let version): "\(url), version \(version) or later"
    }
  }
}

extension Option<String> {
  static var packageURL: Self {
    Option("--url", "URL", "depend on this repository, not on the folder of this program's sources")
    {
      text throws(ValueError) in
      guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7f }),
        text.split(separator: "/").count >= 2
      else {
        throw ValueError("an address is needed, such as https://example.org/repository.git")
      }
      return text
    }
  }

  /// The least version, in the form of Semantic Versioning 2.0.
  static var packageVersion: Self {
    Option(
      "--from", "VERSION",
      "with '--url': take this version or a later one (default \(PaxcheckCommand.version))"
    ) { text throws(ValueError) in
      guard
        (try? #/(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}(-[0-9A-Za-z.\-]+)?/#.wholeMatch(in: text))
          ?? nil != nil
      else { throw ValueError("a version has three numbers, such as \(PaxcheckCommand.version)") }
      return text
    }
  }
}

extension String {
  /// The text as a literal of Swift.
  fileprivate var swiftLiteral: String {
    "\""
      + unicodeScalars.map { scalar in
        switch scalar {
        case "\\", "\"": "\\\(scalar)"
        default: scalar.value < 0x20 ? "\\u{\(String(scalar.value, radix: 16))}" : "\(scalar)"
        }
      }.joined() + "\""
  }

  fileprivate func droppingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
