#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder of the file system.
package struct Folder: FileStore {
  package let path: String

  package init(_ path: String) { self.path = path }

  package func read(_ name: String, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    do throws(SystemError) {
      return try OpenFile("\(path)/\(name)", O_RDONLY).read(at: offset, count: count)
    } catch {
      guard error.isMissing else { throw error }
      return []
    }
  }

  package func write(_ bytes: [UInt8], to name: String, at offset: Int) throws(SystemError) {
    let file = try OpenFile("\(path)/\(name)", O_WRONLY | O_CREAT)
    try file.write(bytes, at: offset)
    try file.close()
  }

  package func remove(_ name: String) throws(SystemError) {
    guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else { throw .last }
  }

  package func rename(_ name: String, to other: String) throws(SystemError) {
    guard systemRename("\(path)/\(name)", "\(path)/\(other)") == 0 else { throw .last }
  }

  package func synchronize(_ name: String) throws(SystemError) {
    let file = try OpenFile("\(path)/\(name)", O_WRONLY | O_CREAT)
    try file.synchronize()
    try file.close()
  }

  package func synchronizeFolder() throws(SystemError) {
    do throws(SystemError) {
      try OpenFile(path, O_RDONLY).synchronize()
    } catch {
      // Some file systems know no such thing, and some folders may be written to and not read.
      guard [EINVAL, EACCES].contains(error.code) else { throw error }
    }
  }
}

extension Folder {
  /// Makes the folder, and those around it, unless they are there.
  package func make() throws(SystemError) {
    for end in path.indices.dropFirst() where path[end] == "/" {
      mkdir(String(path[..<end]), 0o777)
    }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .last }
  }

  /// Throws unless this is a folder in which files can be made.
  package func requireAccess() throws(SystemError) {
    guard access("\(path)/.", W_OK | X_OK) == 0 else { throw .last }
  }

  /// Puts bytes in the place of a file. Whatever happens, the file is the old one or the new.
  package static func replace(_ path: String, by bytes: [UInt8]) throws(SystemError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { path[...$0] } ?? "."
    let name = slash.map { path[$0...].dropFirst() } ?? path[...]
    // Another process may be writing the same file.
    try Folder(String(folder)).replace(String(name), by: bytes, draft: "\(name).\(getpid()).draft")
  }
}

/// The system's `rename`, whose name `Folder.rename` hides.
private func systemRename(_ name: String, _ other: String) -> Int32 { rename(name, other) }
