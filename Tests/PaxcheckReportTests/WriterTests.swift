import PaxcheckJSON
import PaxcheckReport
import Testing

@Suite struct `A JSON text` {
  @Test func `has its keys sorted and its strings escaped`() {
    let value: JSONValue = [
      "b": ["x", 1, true], "a": "say \"hi\" \\ \n\u{1}→", "c": [], "d": .object([:]), "e": .null,
      "f": .seconds(.milliseconds(1031)),
    ]
    #expect(
      value.text == #"""
        {
          "a": "say \"hi\" \\ \n\u0001→",
          "b": [
            "x",
            1,
            true
          ],
          "c": [],
          "d": {},
          "e": null,
          "f": 1.031
        }

        """#)
  }
}

@Suite struct `A quantity` {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (1_194_428, "1,194,428"), (-12345, "-12,345"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func `has its thousands apart`(number: Int, text: String) { #expect(number.grouped == text) }

  @Test(arguments: [
    (0, "0 bytes"), (10_239, "10,239 bytes"), (10_240, "10 KiB"), (200 << 20, "200 MiB"),
    (Int.max, "8,388,607 TiB"),
  ])
  func `of bytes has a unit`(number: Int, text: String) { #expect(number.bytesText == text) }

  @Test func `is one or many`() {
    #expect(1.counted("step") == "1 step")
    #expect(2000.counted("step") == "2,000 steps")
  }

  @Test(arguments: [(0, "0.000"), (5, "0.005"), (61_200, "61.200")])
  func `of time is in seconds`(milliseconds: Int, text: String) {
    #expect(Duration.milliseconds(milliseconds).secondsText == text)
  }

  @Test(arguments: [("a/b=1", "a/b=1"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#)])
  func `of text is one word of a shell`(word: String, quoted: String) {
    #expect(word.shellQuoted == quoted)
  }
}
