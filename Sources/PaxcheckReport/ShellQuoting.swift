extension String {
  /// The text as one word of a POSIX shell: as it is if that is safe, else in single quotes.
  public var shellQuoted: String {
    let isSafe =
      !isEmpty
      && unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "0"..."9" ~= $0 || "-_./=:,@%+".unicodeScalars.contains($0)
      }
    return isSafe
      ? self
      : "'"
        + split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}
