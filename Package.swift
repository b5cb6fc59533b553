// swift-tools-version: 6.2
import PackageDescription

#if canImport(Glibc)
  import Glibc
#endif

// The package is an onion: each target lists the inner rings that it may import.
// Values flow Models → ActorSystem → StateSpace → Search → Outcome → Path → Trace → Report.

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// How the executable gets Swift's runtime into it, and the C library too where that comes in a form that
// can be linked so: each library that is not looked for at the start of a process saves time.
#if canImport(Glibc)
  let hasStaticC = ["x86_64", "aarch64"].contains {
    access("/usr/lib/\($0)-linux-gnu/libc.a", R_OK) == 0
  }
#else
  let hasStaticC = false
#endif
let staticLinking =
  hasStaticC
  ? ["-static-executable", "-use-ld=lld"]
  : ["-static-stdlib", "-Xclang-linker", "-no-pie", "-Xlinker", "--no-export-dynamic"]

extension Target {
  /// A library ring in `Sources`.
  static func ring(_ name: String, on rings: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: rings, swiftSettings: settings)
  }

  /// A protocol in `Models`: one folder, with the counts that it is known to have.
  static func model(_ name: String, on others: [Target.Dependency] = []) -> Target {
    .target(
      name: name, dependencies: ["PaxcheckKit"] + others, path: "Models/\(name)",
      exclude: ["Expected.json"], swiftSettings: settings)
  }

  /// A test target in `Tests`.
  static func tests(_ name: String, on targets: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: targets, swiftSettings: settings)
  }
}

/// The protocols that ship with the checker, in alphabetical order.
let models: [Target] = [
  .model("ABDRegister", on: ["RegisterClient"]),
  .model("DieHard"),
  .model("EWD840"),
  .model("FastLeaderElection"),
  .model("FirstSteps"),
  .model("Increment"),
  .model("LamportMutex"),
  .model("Leases"),
  .model("LinearEquation"),
  .model("Liveness"),
  .model("MissionariesAndCannibals"),
  .model("MultiPaxos", on: ["RegisterClient"]),
  .model("PaxosMessageSet"),
  .model("PingPong"),
  .model("Raft", on: ["RegisterClient"]),
  .model("RaftAppend"),
  .model("RaftSet"),
  .target(
    name: "RegisterClient", dependencies: ["PaxcheckKit"], path: "Models/RegisterClient",
    swiftSettings: settings),
  .model("SingleCopyRegister", on: ["RegisterClient"]),
  .model("SingleDecreePaxos", on: ["RegisterClient"]),
  .model("TowersOfHanoi"),
  .model("TransactionCommit"),
  .model("TwoPhaseCommit"),
]

let package = Package(
  name: "paxcheck",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "paxcheck", targets: ["paxcheck"]),
    .library(name: "PaxcheckKit", targets: ["PaxcheckKit"]),
    .library(name: "PaxcheckTesting", targets: ["PaxcheckTesting"]),
    .library(name: "PaxcheckCommand", targets: ["PaxcheckCommand"]),
    .library(name: "PaxcheckRuntime", targets: ["PaxcheckRuntime"]),
  ],
  traits: [
    .trait(
      name: "SelfContained",
      description: "the executable has Swift's runtime in it, on Linux and in a release build"),
    .trait(name: "Explorer", description: "nothing any more: every build has 'explore --serve'"),
    .default(enabledTraits: ["SelfContained"]),
  ],
  targets: [
    .ring("PaxcheckFiles"),
    .tests("PaxcheckFilesTests", on: ["PaxcheckFiles", "PaxcheckTestSupport"]),
    .target(name: "CTraps"),
    .ring("PaxcheckModel", on: ["CTraps"]),
    .ring("PaxcheckConsistency", on: ["PaxcheckModel"]),
    .ring(
      "PaxcheckHistories",
      on: ["PaxcheckFiles", "PaxcheckModel", "PaxcheckConsistency", "PaxcheckSearch"]),
    .tests(
      "PaxcheckHistoriesTests",
      on: ["PaxcheckConsistency", "PaxcheckHistories", "PaxcheckModel", "PaxcheckTestSupport"]),
    .tests(
      "PaxcheckConsistencyTests",
      on: ["PaxcheckConsistency", "PaxcheckModel", "PaxcheckTestSupport"]),
    .target(name: "CAllocator"),
    .target(name: "CPrefetch"),
    .ring("PaxcheckStateSpace", on: ["PaxcheckModel", "CAllocator", "CPrefetch"]),
    .ring("PaxcheckSearch", on: ["PaxcheckFiles", "PaxcheckModel", "PaxcheckStateSpace"]),
    .ring("PaxcheckActors", on: ["PaxcheckModel", "PaxcheckStateSpace", "PaxcheckConsistency"]),
    .ring("PaxcheckTrace", on: ["PaxcheckModel"]),
    .ring(
      "PaxcheckCatalogue",
      on: ["PaxcheckModel", "PaxcheckSearch", "PaxcheckStateSpace", "PaxcheckTrace"]),
    .ring(
      "PaxcheckKit",
      on: [
        "PaxcheckModel", "PaxcheckStateSpace", "PaxcheckSearch", "PaxcheckActors",
        "PaxcheckConsistency", "PaxcheckTrace", "PaxcheckCatalogue",
      ]),
    .ring("PaxcheckJSON"),
    .tests("PaxcheckJSONTests", on: ["PaxcheckJSON", "PaxcheckModel", "PaxcheckTestSupport"]),
    .ring(
      "PaxcheckExplanation",
      on: ["PaxcheckModel", "PaxcheckSearch", "PaxcheckTrace", "PaxcheckCatalogue"]),
    .testTarget(
      name: "PaxcheckExplanationTests",
      dependencies: [
        "BuiltInModels", "PaxcheckKit", "PaxcheckExplanation", "PaxcheckReport",
        "PaxcheckCommand", "PaxcheckTestSupport", "PaxcheckTesting", "PaxcheckJSON",
      ], exclude: ["Recorded", "Scripts"], swiftSettings: settings),
    .ring(
      "PaxcheckRuntime",
      on: ["PaxcheckFiles", "PaxcheckModel", "PaxcheckActors", "PaxcheckTrace", "PaxcheckJSON"]),
    .tests(
      "PaxcheckRuntimeTests",
      on: [
        "PaxcheckKit", "PaxcheckRuntime", "PaxcheckJSON", "BuiltInModels", "PaxcheckTestSupport",
      ]),
    .ring(
      "PaxcheckReport",
      on: [
        "PaxcheckModel", "PaxcheckTrace", "PaxcheckCatalogue", "PaxcheckExplanation",
        "PaxcheckJSON",
      ]),
    .ring(
      "PaxcheckExplorer",
      on: [
        "PaxcheckModel", "PaxcheckSearch", "PaxcheckTrace", "PaxcheckCatalogue",
        "PaxcheckExplanation", "PaxcheckReport", "PaxcheckJSON",
      ]),
    .ring("PaxcheckExplorerServer", on: ["PaxcheckExplorer", "PaxcheckFiles", "PaxcheckSearch"]),
    .tests(
      "PaxcheckExplorerTests",
      on: [
        "BuiltInModels", "PaxcheckKit", "PaxcheckExplorer", "PaxcheckExplorerServer",
        "PaxcheckTestSupport",
      ]),
    .ring("PaxcheckTesting", on: ["PaxcheckKit"]),
    .ring(
      "PaxcheckCommand",
      on: [
        "PaxcheckFiles", "PaxcheckKit", "PaxcheckReport", "PaxcheckHistories",
        "PaxcheckExplanation", "PaxcheckJSON", "PaxcheckRuntime", "PaxcheckExplorer",
        "PaxcheckExplorerServer",
      ]),
    .tests(
      "PaxcheckCatalogueTests",
      on: [
        "PaxcheckActors", "PaxcheckCatalogue", "PaxcheckJSON", "PaxcheckModel", "PaxcheckReport",
        "PaxcheckSearch", "PaxcheckTrace",
      ]),
    .tests("PaxcheckReportTests", on: ["PaxcheckReport", "PaxcheckJSON"]),
    .testTarget(
      name: "PaxcheckCommandTests",
      dependencies: ["PaxcheckKit", "PaxcheckCommand", "PaxcheckTesting", "PaxcheckTestSupport"],
      exclude: ["Snapshots"], swiftSettings: settings),
    .executableTarget(
      name: "paxcheck-bench",
      dependencies: ["PaxcheckKit", "BuiltInModels", "PaxcheckTestSupport", "SmallRaft"],
      swiftSettings: settings),
    // No test depends on it, or would be linked as it is; it is built with them all the same.
    .executableTarget(
      name: "paxcheck", dependencies: ["PaxcheckCommand", "BuiltInModels"],
      swiftSettings: settings,
      linkerSettings: [
        .unsafeFlags(
          staticLinking,
          .when(platforms: [.linux], configuration: .release, traits: ["SelfContained"]))
      ]),
    // What the tests of pages in a browser look at, beside the models that ship with the checker.
    .executableTarget(
      name: "polling", dependencies: ["PaxcheckCommand", "PaxcheckKit"],
      path: "Tests/Browser/Polling", swiftSettings: settings),
    .target(
      name: "PaxcheckTestSupport",
      dependencies: ["PaxcheckFiles", "PaxcheckModel", "PaxcheckSearch"],
      path: "Tests/PaxcheckTestSupport", swiftSettings: settings),
    // A checker of models that are mistaken, whose process tests look at.
    .executableTarget(
      name: "mistaken-checker", dependencies: ["PaxcheckKit", "PaxcheckCommand"],
      path: "Tests/MistakenChecker", swiftSettings: settings),
    .target(
      name: "SmallRaft", dependencies: ["PaxcheckKit"], path: "Tests/SmallRaft",
      swiftSettings: settings),
    .tests(
      "PaxcheckStateSpaceTests",
      on: ["PaxcheckModel", "PaxcheckStateSpace", "PaxcheckTestSupport"]),
    .tests(
      "PaxcheckSearchTests", on: ["PaxcheckModel", "PaxcheckSearch", "PaxcheckTestSupport"]),
    .testTarget(
      name: "PaxcheckTestingTests", dependencies: ["PaxcheckKit", "PaxcheckTesting"],
      exclude: ["Recorded"], swiftSettings: settings),
    .tests(
      "PaxcheckActorsTests",
      on: [
        "PaxcheckModel", "PaxcheckActors", "PaxcheckConsistency", "PaxcheckSearch",
        "PaxcheckStateSpace", "PaxcheckTestSupport",
      ]),
    // Its code is the reader's, who has none of our settings.
    .testTarget(
      name: "ReadmeTests",
      dependencies: [
        "PaxcheckCommand", "PaxcheckKit", "PaxcheckRuntime", "PaxcheckTesting", "BuiltInModels",
        "TwoPhaseCommit",
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .tests("PaxcheckTraceTests", on: ["PaxcheckModel", "PaxcheckTrace", "PaxcheckTestSupport"]),
    .target(
      name: "BuiltInModels", dependencies: ["PaxcheckKit"] + models.map { .byName(name: $0.name) },
      path: "Models/Catalogue", swiftSettings: settings),
    .tests(
      "ModelTests",
      on: ["BuiltInModels", "PaxcheckKit", "PaxcheckTestSupport", "PaxcheckTesting"]
        + models.map { .byName(name: $0.name) }),
    .tests("PaxcheckModelTests", on: ["PaxcheckModel", "PaxcheckTestSupport"]),
    .tests("PaxcheckTestSupportTests", on: ["PaxcheckModel", "PaxcheckTestSupport"]),
    .tests(
      "ActorModelTests",
      on: [
        "FirstSteps", "PaxcheckKit", "PaxcheckTestSupport", "ABDRegister", "PingPong",
        "RegisterClient", "SingleCopyRegister", "SingleDecreePaxos", "SmallRaft",
      ]),
    .tests("MultiPaxosTests", on: ["PaxcheckKit", "PaxcheckTestSupport", "MultiPaxos"]),
    .tests(
      "RaftTests",
      on: [
        "FastLeaderElection", "PaxcheckKit", "PaxcheckTestSupport", "Raft", "RegisterClient",
      ]),
  ] + models,
  swiftLanguageModes: [.v6]
)

// A target is built again when a direct dependency has changed. Those who import the rings through
// their umbrella must see changes behind it, too: the layout of a struct is compiled into its users.
let umbrella = package.targets.first { $0.name == "PaxcheckKit" }!
for target in package.targets {
  let importsUmbrella = target.dependencies.contains { dependency in
    if case .byNameItem(umbrella.name, _) = dependency { true } else { false }
  }
  if importsUmbrella { target.dependencies += umbrella.dependencies }
}
