import PaxcheckCatalogue
import PaxcheckModel
import Testing

@Suite struct `A model description` {
  @Test func `names its mutations in a parameter of their own`() throws {
    let parameter = try #require(Counter.description.parameters.last)
    #expect(parameter.name == "mutation")
    #expect(parameter.rangeDescription == "none|skips-last|renames")
    #expect(parameter.defaultValue == "none")
  }

  @Test func `makes a model with its parameters and claims`() throws {
    let instance = try Counter.description.instance(["limit=5"])
    #expect(instance.arguments.integer("limit") == 5)
    #expect(
      instance.claims == [
        Claim(.always, "never above the limit"), Claim(.sometimes, "the limit is reached"),
      ])
  }

  @Test func `makes a mutant where it is caught`() throws {
    let instance = try Counter.description.instance(with: Counter.description.mutations[0])
    #expect(
      instance.arguments.assignments.map { "\($0.name)=\($0.value)" }
        == ["limit=2", "odd=false", "mutation=skips-last"])
  }

  @Test(arguments: [
    (
      "limt=2",
      "unknown parameter 'limt' (did you mean 'limit'?); the model has: limit, odd, mutation"
    ),
    ("limit=0", "limit=0 is not possible; 'limit' takes 1...9"),
    ("mutation=skip-last", "(did you mean 'skips-last'?)"),
    ("limit", "'limit' is no parameter; write it as name=value"),
    ("odd=true limit=2", "odd=true needs an odd limit, not 2"),
  ])
  func `refuses what makes no sense`(texts: String, message: String) throws {
    let error = try #require(throws: ArgumentError.self) {
      try Counter.description.instance(texts.split(separator: " ").map(String.init))
    }
    #expect(error.description.contains(message))
  }
}

@Suite struct `A model catalogue` {
  let catalogue = ModelCatalogue([Counter.description])

  @Test func `takes its first model where none is named`() {
    #expect(catalogue.defaultModel?.name == "counter")
  }

  @Test func `guesses what an unknown name was meant to be`() throws {
    let error = try #require(throws: UnknownModel.self) { try catalogue.model(named: "conter") }
    #expect(
      error.description
        == "unknown model 'conter' (did you mean 'counter'?); the models are: counter")
  }
}
