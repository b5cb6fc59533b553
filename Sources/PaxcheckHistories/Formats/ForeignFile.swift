/// Files that are no text in UTF-8, so that their refusal can say what they are.
enum ForeignFile {
  /// What a file is that begins like this, and what to do; `nil` for a text.
  static func explanation(of beginning: UnsafeBufferPointer<UInt8>) -> String? {
    for (magic, explanation) in magics where beginning.starts(with: magic) { return explanation }
    guard beginning.has(0) else { return nil }
    let pairs = min(beginning.count / 2, 64)
    for (offset, name) in [(0, "little-endian"), (1, "big-endian")] {
      let isWide = (0..<pairs).allSatisfy {
        beginning[2 * $0 + offset] != 0 && beginning[2 * $0 + 1 - offset] == 0
      }
      if isWide, pairs > 0 { return utf16(name) }
    }
    return "the file is binary: it has a zero byte; a history is a text in UTF-8"
  }

  private static let magics: [(magic: [UInt8], explanation: String)] = [
    ([0xFF, 0xFE, 0, 0], utf32), ([0, 0, 0xFE, 0xFF], utf32),
    ([0xFF, 0xFE], utf16("little-endian")), ([0xFE, 0xFF], utf16("big-endian")),
    ([0x1F, 0x8B], compressed("gzip", "gunzip -c")),
    (Array("BZh".utf8), compressed("bzip2", "bunzip2 -c")),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], compressed("xz", "xz -dc")),
    ([0x28, 0xB5, 0x2F, 0xFD], compressed("zstd", "zstd -dc")),
    (Array("PK\u{3}\u{4}".utf8), compressed("zip", "unzip -p")),
    (
      Array("JEPSEN".utf8),
      "the file is Jepsen's binary store; give the 'history.edn' or 'history.txt' beside it"
    ),
  ]

  private static let utf32 = "the file is in UTF-32; convert it with 'iconv -f UTF-32 -t UTF-8'"

  private static func utf16(_ order: String) -> String {
    "the file is in UTF-16 (\(order)); convert it with 'iconv -f UTF-16 -t UTF-8'"
  }

  private static func compressed(_ name: String, _ command: String) -> String {
    "the file is compressed with \(name); unpack it with '\(command) FILE' and give the result, or '-' "
      + "behind a pipe"
  }
}
