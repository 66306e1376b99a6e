#!/usr/bin/env python3
"""tests/layers.py - every include runs downward, and each outside library has its door.

Reads all includes of the checkout (first argument) and prints each one that runs up,
sideways between rooms of one floor, or to a library through the wrong room.
"""
import pathlib
import re
import subprocess
import sys

FLOORS = {
    "core/base": 0, "core/model": 1, "core/kernels": 1, "core/network": 2,
    "core/store": 2, "core/measures": 3, "core/advice": 4, "core/exchange": 5,
    "importers": 5, "viz": 5, "api": 6, "datasets": 6, "tests": 7,
}
DOORS = {
    "igraph/": {"core/network", "core/measures", "core/advice"},
    "libpq-fe.h": {"core/store"}, "sodium": {"core/store"},
    "unicode/": {"core/base"}, "pthread.h": {"core/base"},
    "csv.h": {"importers"}, "cyaml/": {"importers"}, "zip.h": {"importers"},
    "libxml/": {"importers", "core/exchange"}, "xlsxwriter": {"core/exchange"},
    "graphviz/": {"viz"}, "seccomp.h": {"viz", "importers"},
    "linux/landlock.h": {"viz", "importers"},
    "jansson.h": {"api"}, "microhttpd.h": {"api"}, "libintl.h": {"api"},
    "cmocka.h": set(),
}
# Rooms inside a floor that only one program may use.
ONLY_IN = {"graphviz/": "viz/draw/"}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def room(path):
    parts = path.split("/")
    two = "/".join(parts[:2])
    return two if two in FLOORS else parts[0]


def faults(top):
    listed = subprocess.run(["git", "-C", top, "ls-files", "-co", "--exclude-standard",
                             "*.c", "*.h"], capture_output=True, text=True)
    paths = listed.stdout.split() if listed.returncode == 0 else [
        str(p.relative_to(top)) for p in pathlib.Path(top).rglob("*.[ch]")
        if "build" not in p.parts[len(pathlib.Path(top).parts)]]
    for path in sorted(paths):
        here = room(path)
        if here not in FLOORS:
            yield f"{path}: stands in no room of the house"
            continue
        full = pathlib.Path(top, path)
        if not full.exists():
            continue
        for mark, name in INCLUDE.findall(full.read_text(encoding="utf-8")):
            if mark == "<":
                if here == "tests":
                    continue
                for library, rooms in DOORS.items():
                    if (name == library or name.startswith(library)) and here not in rooms:
                        yield f"{path}: <{name}> belongs to {', '.join(sorted(rooms)) or 'tests'}"
                    elif name.startswith(library) and library in ONLY_IN \
                            and not path.startswith(ONLY_IN[library]):
                        yield f"{path}: <{name}> belongs to {ONLY_IN[library]} alone"
                continue
            there = room(name)
            if there not in FLOORS:
                if "/" in name or here != "tests":
                    yield f'{path}: "{name}" is not spelled from the root'
            elif there != here and FLOORS[there] >= FLOORS[here]:
                yield f'{path}: "{name}" runs up or sideways'
            elif name.endswith(".intern.h") and there != here and here != "tests" \
                    and not (there == "core/network" and here in DOORS["igraph/"]):
                yield f'{path}: "{name}" is for its neighbours only'
    sizes = ((p, sum(1 for _ in open(pathlib.Path(top, p), encoding="utf-8")))
             for p in paths if pathlib.Path(top, p).exists())
    for path, lines in sizes:
        if lines > 500:
            yield f"{path}: {lines} lines; past 500 a file becomes a folder"


if __name__ == "__main__":
    found = list(faults(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "every include runs downward")
    sys.exit(1 if found else 0)
