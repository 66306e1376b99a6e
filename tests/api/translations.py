#!/usr/bin/env python3
"""tests/api/translations.py - no text of the program lacks a translation, none is stale.

Usage: translations.py SOURCE
xgettext takes the texts from the source as it stands; both catalogues must have them all,
with the same conversions (%s, %zu), and nothing that is said nowhere.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

source = pathlib.Path(sys.argv[1])
CONVERSION = re.compile(r"%(?:\d+\$)?(?:\.\d+)?(?:zu|llu|[sdfg%])")


def entries(text):
    """msgid -> msgstr of a catalogue in PO form."""
    found, key, parts = {}, None, collections.defaultdict(str)
    for line in text.splitlines() + ["msgid"]:
        if line.startswith("msgid"):
            if key:
                found[parts["msgid"]] = parts["msgstr"]
            key, parts = "msgid", collections.defaultdict(str)
        elif line.startswith("msgstr"):
            key = "msgstr"
        for word in re.findall(r'"(?:[^"\\]|\\.)*"', line if not line.startswith("#") else ""):
            parts[key] += json.loads(word)
    return found




def texts(folder, *marks):
    """The texts xgettext takes from a folder: those marked, or all (-a)."""
    code = sorted(map(str, source.glob(f"{folder}/**/*.c")))
    told = subprocess.run(["xgettext", "--from-code=UTF-8", "-L", "C", "-o", "-", *marks,
                           *code], capture_output=True, text=True, check=True).stdout
    return set(entries(told)) - {""}


wanted = texts("api", "-k", "-kN_", "-kpte_say:2")
truth = json.loads((source / "datasets/pacific-alliance/truth.json").read_text(encoding="utf-8"))
measures = "".join(p.read_text(encoding="utf-8") for p in source.glob("core/measures/**/*.c"))
notes = set(re.findall(r'(?:explain\([^";]*|note = )"((?:[^"\\]|\\.)*)"\s*[);]', measures))
assert len(notes) >= 5, "the notes of measures are not found"
said = wanted | texts("core/measures", "-a") | {c["story"] for c in truth["countries"]}
faults = []
for language in ("es", "fr"):
    has = entries((source / f"api/po/{language}.po").read_text(encoding="utf-8"))
    needed = wanted | notes | {c["story"] for c in truth["countries"]}
    faults += [f"{language}: no translation of {text!r}" for text in sorted(needed)
               if not has.get(text)]
    for text, translated in has.items():
        if sorted(CONVERSION.findall(text)) != sorted(CONVERSION.findall(translated)) and text:
            faults.append(f"{language}: other conversions in {translated!r}")
        if text and text not in said:
            faults.append(f"{language}: said nowhere: {text!r}")
assert len(wanted) > 150, "xgettext found too little to be true"
print("\n".join(faults) or f"{len(wanted)} texts, all in Spanish and French")
sys.exit(1 if faults else 0)
