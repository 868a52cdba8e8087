"""XML documents as bytes: declared, indented, UTF-8; the tree escapes every text."""

from xml.etree import ElementTree as ET


def document(root: ET.Element) -> bytes:
    """The document of `root`, with a final newline."""
    ET.indent(root, " ")
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
