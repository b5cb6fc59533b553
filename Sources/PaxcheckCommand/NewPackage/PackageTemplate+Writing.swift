package import PaxcheckFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension PackageTemplate {
  /// Writes the package into a new folder of its name. The folder is there completely or not at all.
  ///
  /// - Parameter parent: The folder in which the new one will be.
  package func write(in parent: String) throws(SystemError) {
    var status = stat()
    guard lstat("\(parent)/\(name)", &status) != 0 else { throw SystemError(code: EEXIST) }
    let draft = ".\(name).\(getpid()).draft"
    remove("\(parent)/\(draft)")
    do throws(SystemError) {
      for file in files {
        let folders = file.path.split(separator: "/").dropLast().map(String.init)
        let folder = Folder(([parent, draft] + folders).joined(separator: "/"))
        try folder.make()
        let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
        try folder.write(Array(file.text.utf8), to: name, at: 0)
      }
      try Folder(parent).rename(draft, to: name.description)
    } catch {
      remove("\(parent)/\(draft)")
      throw error
    }
  }

  /// Takes back what was written of a draft, if anything was.
  private func remove(_ draft: String) {
    var folders: Set<String> = [draft]
    for file in files {
      var path = "\(draft)/\(file.path)"
      unlink(path)
      while let slash = path.lastIndex(of: "/"), path[..<slash] != draft {
        path = String(path[..<slash])
        folders.insert(path)
      }
    }
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) { rmdir(folder) }
  }
}
