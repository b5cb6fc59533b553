import Foundation
import PaxcheckTestSupport
import Testing

/// The program itself, where pipes, signals and files are real.
@Suite struct `The program` {
  /// The executable, which is built beside the tests.
  private static let executable: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let tests = bundle?.bundleURL ?? URL(filePath: CommandLine.arguments[0])
    return tests.deletingLastPathComponent().appending(path: "paxcheck")
  }()

  /// Runs a line of shell in which `paxcheck` is the program.
  private func shell(_ line: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c",
      "set -o pipefail; paxcheck() { '\(Self.executable.path())' \"$@\"; }; { \(line); } 2>&1",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  @Test func `checks the default model`() throws {
    let (status, output) = try shell("paxcheck check-bfs --max-depth 3")
    #expect(status == 2)
    #expect(output.hasPrefix("single-decree-paxos, breadth-first"))
  }

  @Test func `says so if the disk is full`() throws {
    try #require(FileManager.default.fileExists(atPath: "/dev/full"))
    let (status, output) = try shell("paxcheck models > /dev/full")
    #expect(status == 74)
    #expect(output == "paxcheck models: cannot write the result: no space left on device\n")
  }

  @Test func `ends a real run if the disk is full`() throws {
    try #require(FileManager.default.fileExists(atPath: "/dev/full"))
    // Somebody else may have the ports.
    let (status, output) = try shell(
      """
      for port in {20000..29000..1000}; do
        output=$(paxcheck spawn ping-pong --port $port --timeout 60s 2>&1 > /dev/full); status=$?
        [[ $output == *'cannot listen'* ]] || break
      done
      printf '%s\\n' "$output"; [ $SECONDS -lt 30 ] || exit 3
      exit $status
      """)
    #expect(status == 74)
    #expect(
      output.hasSuffix("paxcheck spawn: cannot write the result: no space left on device\n"))
  }

  @Test func `tells what a record of a run does not say`() throws {
    let (status, output) = try shell(
      #"""
      file=$(mktemp); trap 'rm $file' EXIT
      printf '{"format":"paxcheck-run/1","model":"ping-pong"}\n{"actor":0' > $file
      cd ${file%/*}; paxcheck validate ${file##*/}; status=$?
      paxcheck validate --quiet ${file##*/}; [ $? = $status ] || exit 3
      exit $status
      """#)
    #expect(status == 2)
    #expect(
      output.firstMatch(of: /paxcheck validate: tmp\.[^:]+:2: the line is torn and passed over\n/)
        != nil)
    #expect(output.hasSuffix("UNDECIDED: no step is recorded to compare with ping-pong\n"))
  }

  #if os(Linux)
    @Test func `starts no more threads than it may use processors`() throws {
      let (status, output) = try shell(
        """
        cpu=$(sed -n 's/^Cpus_allowed_list:[^0-9]*\\([0-9]*\\).*/\\1/p' /proc/self/status)
        taskset -c $cpu '\(Self.executable.path())' check-bfs
        """)
      #expect(status == 0)
      #expect(output.contains("on 1 thread,"), "\(output)")
    }
  #endif

  @Test func `ends quietly if its reader goes away`() throws {
    let (status, output) = try shell("paxcheck models | true")
    #expect(status == 0)
    #expect(output.isEmpty)
  }

  @Test(
    arguments: ["INT", "TERM"], ["check-bfs", "check-dfs", "simulate --seed 1 --runs 1000000000"])
  func `reports what it has when a signal stops it`(signal: String, command: String) throws {
    // The program says that it has begun; until the signal it has far more to do than it can.
    let (status, output) = try shell(
      """
      set -m; fifo=$(mktemp -u); mkfifo $fifo
      paxcheck \(command) servers=5 clients=6 --progress 2> $fifo & exec 3< $fifo
      read -u 3 line; kill -\(signal) -$!; wait $!; status=$?; rm $fifo; exit $status
      """)
    #expect(status == 2)
    #expect(output.contains("UNDECIDED: interrupted"))
    #expect(output.contains(" generated, depth "))
  }

  @Test(arguments: Effort.sample(["check-bfs", "check-dfs"]))
  func `goes on where it was killed`(command: String) throws {
    // Killed whenever a new checkpoint is there, until the search is through.
    let (status, output) = try shell(
      """
      dir=$(mktemp -d); trap 'rm -rf $dir' EXIT
      paxcheck \(command) --format json --threads 2 > $dir/whole || exit 3
      set -- --checkpoint $dir/saved; kills=0
      while true; do
        rm -f $dir/seen; [ -e $dir/saved/checkpoint ] && cp $dir/saved/checkpoint $dir/seen
        '\(Self.executable.path())' \(command) "$@" --checkpoint-every 1ms --format json > $dir/rest 2> $dir/errors &
        while kill -0 $! 2> /dev/null && { [ ! -e $dir/saved/checkpoint ] \
          || cmp -s $dir/saved/checkpoint $dir/seen; }; do sleep 0.01; done
        [ $kills -lt 5 ] && kill -KILL $! 2> /dev/null && kills=$((kills + 1))
        wait $!; status=$?
        [ $status = 137 ] || break
        [ -e $dir/saved/checkpoint ] && set -- --resume $dir/saved
      done 2> /dev/null
      echo "$kills kills"; cat $dir/errors
      diff <(grep -vE 'seconds|peakMemory|threads' $dir/whole) \
        <(grep -vE 'seconds|peakMemory|threads' $dir/rest) || exit 4
      exit $status
      """)
    #expect(status == 0, "\(output)")
    #expect(output.contains("resumed at "))
    #expect(!output.hasPrefix("0 kills"))
  }

  @Test func `goes on searching if the disk for checkpoints is full`() throws {
    let (status, output) = try shell(
      """
      dir=$(mktemp -d); trap 'rm -rf $dir' EXIT
      (trap '' XFSZ; ulimit -f 8
       paxcheck check-bfs --checkpoint $dir/saved --checkpoint-every 1ms); status=$?
      ls -A $dir/saved; exit $status
      """)
    #expect(status == 0, "\(output)")
    #expect(output.contains("warning: no checkpoint could be written to '"))
    #expect(output.contains("': file too large; the checkpoint of "))
    #expect(output.contains("16,668 unique states"))
    #expect(output.contains("checkpoint\n"))
  }

  @Test func `refuses the checkpoint of another program`() throws {
    let (status, output) = try shell(
      """
      dir=$(mktemp -d); trap 'rm -rf $dir' EXIT
      paxcheck check-bfs --max-states 9 --checkpoint $dir/saved > /dev/null
      cp '\(Self.executable.path())' $dir/other; printf 'x' >> $dir/other
      $dir/other check-bfs --resume $dir/saved
      """)
    #expect(status == 65)
    #expect(output.contains("the checkpoint is one of another program\n  saved: paxcheck "))
  }

  @Test func `stops reading a history that does not end`() throws {
    // The program cannot get the better of what is written for ever.
    let (status, output) = try shell(
      """
      set -m; fifo=$(mktemp -u); mkfifo $fifo; yes 'INFO  other - nothing' > $fifo & writer=$!
      paxcheck history - < $fifo & sleep 0.5; kill -INT -$!; wait $!; status=$?
      kill $writer; rm $fifo; exit $status
      """)
    #expect(status == 2)
    #expect(output.contains("-: undecided: interrupted when "))
  }

  @Test(arguments: ["INT", "TERM"])
  func `stops waiting for commands when a signal comes`(signal: String) throws {
    // The program waits for a command that never comes; one that does not stop is killed.
    let (status, output) = try shell(
      """
      set -m; dir=$(mktemp -d); trap 'rm -rf $dir' EXIT; mkfifo $dir/in $dir/out
      exec 4<> $dir/in; paxcheck explore < $dir/in > $dir/out & program=$!; exec 3< $dir/out
      read -u 3 line; sleep 0.3; kill -\(signal) -$program
      (sleep 10; kill -KILL -$program) & watchdog=$!; disown $watchdog
      wait $program; status=$?; kill -KILL -$watchdog; exit $status
      """)
    #expect(status == 0, "\(output)")
  }

  @Test func `tells on a real network what is amiss, and nothing else if it is quiet`() throws {
    // A port that is taken already is no reason to fail.
    let (status, output) = try shell(
      """
      for attempt in {1..9}; do
        port=$((20000 + RANDOM % 10000))
        paxcheck spawn single-decree-paxos clients=0 --only 0 --port $port --timeout 1s --quiet &
        for datagram in {1..9}; do sleep 0.1; echo junk > /dev/udp/127.0.0.1/$port; done 2> /dev/null
        wait $!; status=$?; [ $status = 74 ] || break
      done
      exit $status
      """)
    #expect(status == 0)
    let lines = output.split(separator: "\n").filter { !$0.contains("cannot") }
    #expect(!lines.isEmpty)
    #expect(lines.allSatisfy { $0.contains(" is no message: ") }, "\(output)")
  }

  @Test func `teaches bash`() throws {
    func complete(_ words: String) throws -> [Substring] {
      let (status, output) = try shell(
        """
        source <(paxcheck completions bash); compopt() { :; }
        COMP_WORDS=(\(words)); [[ "\(words)" == *" ''" ]]; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _paxcheck; printf '%s\\n' "${COMPREPLY[@]}"
        """)
      #expect(status == 0)
      return output.split(separator: "\n")
    }
    #expect(try complete("paxcheck check-") == ["check-bfs", "check-dfs"])
    #expect(try complete("paxcheck check-bfs --max-s") == ["--max-states"])
    #expect(try complete("paxcheck check-bfs --format j") == ["json", "junit"])
    #expect(try complete("paxcheck check-bfs --format = js") == ["json"])
    #expect(try complete("paxcheck models die") == ["die-hard"])
    #expect(try complete("paxcheck check-bfs two-phase-commit mut") == ["mutation="])
    #expect(try complete("paxcheck check-dfs network =").contains("ordered"))
    #expect(try complete("paxcheck check-dfs network = ord") == ["ordered"])
    #expect(try complete("paxcheck completions z") == ["zsh"])
    #expect(try complete("paxcheck check-bfs --from /etc/host").contains("/etc/hosts"))
    #expect(try complete("paxcheck spawn --record = /etc/host").contains("/etc/hosts"))
  }
}
