import PaxcheckModel

/// An XML text in the making.
package struct XMLElement {
  let name: String
  let attributes: [(name: String, value: String)]
  package var children: [XMLElement] = []
  /// Character data, written as it is, without indentation.
  var text: String?

  package init(
    _ name: String, _ attributes: [(name: String, value: String)] = [],
    children: [XMLElement] = [], text: String? = nil
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
  }

  /// The whole document, two spaces a level.
  package var document: String {
    var document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    write(to: &document, indent: "")
    return document
  }

  private func write(to document: inout String, indent: String) {
    document += "\(indent)<\(name)"
    for attribute in attributes {
      document += " \(attribute.name)=\"\(attribute.value.xmlEscaped)\""
    }
    if let text {
      document += ">\(text.xmlEscaped)</\(name)>\n"
    } else if children.isEmpty {
      document += "/>\n"
    } else {
      document += ">\n"
      for child in children { child.write(to: &document, indent: indent + "  ") }
      document += "\(indent)</\(name)>\n"
    }
  }
}
