#!/usr/bin/env python3
"""tests/viz/svg_texts.py - reads an SVG on stdin; prints each group's id, tooltip and texts
as JSON lines; fails on an element or attribute that our writer has no business writing."""
import json
import sys
import xml.dom.minidom

ELEMENTS = {"svg", "title", "desc", "g", "rect", "ellipse", "polygon", "line", "text"}
ATTRIBUTES = {"xmlns", "role", "lang", "xml:lang", "width", "height", "viewBox",
              "font-family", "id", "class", "x", "y", "x1", "y1", "x2", "y2", "rx", "ry",
              "cx", "cy", "points", "fill", "stroke", "stroke-width", "stroke-dasharray",
              "opacity", "text-anchor", "font-size", "font-weight", "textLength",
              "lengthAdjust"}


def words(element):
    return "".join(n.data for n in element.childNodes if n.nodeType == n.TEXT_NODE)


document = xml.dom.minidom.parseString(sys.stdin.buffer.read())
for element in document.getElementsByTagName("*"):
    assert element.tagName in ELEMENTS, element.tagName
    for name in element.attributes.keys():
        assert name in ATTRIBUTES, name
for group in document.getElementsByTagName("g"):
    titles = [words(t) for t in group.getElementsByTagName("title")]
    lines = [words(t) for t in group.getElementsByTagName("text")]
    print(json.dumps([group.getAttribute("id"), titles, lines], ensure_ascii=False))
