import PaxcheckModel

extension Diagnosis {
  /// What there is to be said beyond the summary, with the drawing in the place of its lines.
  var html: String {
    guard let picture else {
      return details.isEmpty ? "" : "<pre>\(details.joined(separator: "\n").xmlEscaped)</pre>"
    }
    let sentences = details.prefix { !$0.isEmpty }.map { "<li>\($0.xmlEscaped)</li>" }
    return "<ul>\(sentences.joined())</ul><figure class=\"operations\">\(picture)</figure>"
  }
}
