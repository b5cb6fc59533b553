import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file of `Traces/histories` with its known verdict.
struct RecordedFile: CustomTestStringConvertible, Sendable {
  let name: String
  let isLinearizable: Bool
  let operationCount: Int

  var testDescription: String { name }
  var path: String { Self.folder + "/" + name }

  static let folder =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    + "/Traces/histories"

  /// All files that `verdicts.tsv` lists.
  static let all: [RecordedFile] = lines(of: folder + "/verdicts.tsv").dropFirst().map { line in
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    return RecordedFile(
      name: String(fields[0]), isLinearizable: fields[2] == "Ok", operationCount: Int(fields[3])!)
  }

  private static func lines(of path: String) -> [Substring] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var byte = fgetc(file)
    while byte != EOF {
      bytes.append(UInt8(byte))
      byte = fgetc(file)
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
