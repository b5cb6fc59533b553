/// Files by their names: as little of a file system as it takes.
package protocol FileStore: Sendable {
  /// Reads `count` bytes of a file; fewer only at its end, none if it is not there.
  func read(_ name: String, at offset: Int, count: Int) throws(SystemError) -> [UInt8]
  /// Writes bytes from `offset` on, over what is there.
  func write(_ bytes: [UInt8], to name: String, at offset: Int) throws(SystemError)
  /// Removes a file if it is there.
  func remove(_ name: String) throws(SystemError)
  /// Gives a file another name, that of another file if need be, which is gone then.
  func rename(_ name: String, to other: String) throws(SystemError)
  /// Returns when a file's bytes would survive a loss of power.
  func synchronize(_ name: String) throws(SystemError)
  /// Returns when the names of all files would survive a loss of power.
  func synchronizeFolder() throws(SystemError)
}

extension FileStore {
  /// Puts bytes in the place of a file. Whatever happens, the file is the old one or the new.
  ///
  /// - Parameter draft: The name of a file that is there meanwhile, and afterwards only if the process
  ///   or the machine stops in between.
  package func replace(_ name: String, by bytes: [UInt8], draft: String) throws(SystemError) {
    do throws(SystemError) {
      try remove(draft)
      try write(bytes, to: draft, at: 0)
      try synchronize(draft)
      try rename(draft, to: name)
    } catch {
      try? remove(draft)
      throw error
    }
    try synchronizeFolder()
  }
}
