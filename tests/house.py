#!/usr/bin/env python3
"""tests/house.py - what every file, folder and program of the house must keep to.

Usage: house.py SOURCE BUILD [PROGRAM...]
The top level is fixed, folders explain themselves in at most 60 lines, calls that have
hurt others are not made, global names have our prefix, programs are hardened.
"""
import pathlib
import re
import subprocess
import sys

TOP = {"core", "importers", "viz", "api", "datasets", "tests", "meson.build", "README.md",
       "LICENSE", "quickstart", "runtests"}
FORBIDDEN = {
    r"\b(strcpy|strcat|sprintf|vsprintf|gets|system|popen|strtok|atoi|atof|alloca)\s*\(":
        "unsafe or untold failures",
    r"\bPQescape\w*\s*\(": "values reach the server as parameters",
    r'\bPQexec\s*\([^,]+,(?!\s*(?:"|make_tables|sql\)))':
        "only literals are executed",
    r"\bagread\s*\(": "DOT text is never read",
    r"\bagstrdup_html\s*\(": "HTML-like labels are never used",
    r"\bigraph_read_graph_\w+\s*\(": "igraph's readers are for trusted input",
    r"\bigraph_community_multilevel\s*\(": "may loop for ever; Leiden instead",
    r"\bigraph_rewire\s*\(": "hangs on one edge, aborts on none",
}
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)


def listed(top):
    git = subprocess.run(["git", "-C", top, "ls-files", "-co", "--exclude-standard"],
                         capture_output=True, text=True)
    if git.returncode == 0:
        return [p for p in git.stdout.splitlines() if pathlib.Path(top, p).is_file()]
    return [str(p.relative_to(top)) for p in pathlib.Path(top).rglob("*") if p.is_file()
            and not p.relative_to(top).parts[0].startswith((".", "build", "maps"))]


def of_the_tree(top, paths):
    for name in sorted({p.split("/")[0] for p in paths}):
        if name not in TOP and not name.startswith("."):
            yield f"{name}: nothing else stands at the root"
    folders = {str(pathlib.Path(p).parent) for p in paths if p.endswith((".c", ".h", ".js"))}
    for folder in sorted(folders):
        at = pathlib.Path(folder)
        above = [at, *at.parents][:-1]
        if at.parts[0] != "tests" and not any(pathlib.Path(top, f, "README.md").exists()
                                              for f in above):
            yield f"{folder}: no README.md in it or above it"
    for path in paths:
        if path.endswith("README.md") and path != "README.md":
            lines = len(pathlib.Path(top, path).read_text(encoding="utf-8").splitlines())
            if lines > 60:
                yield f"{path}: {lines} lines, at most 60"


def of_the_code(top, paths):
    for path in paths:
        if not path.endswith((".c", ".h")):
            continue
        text = pathlib.Path(top, path).read_text(encoding="utf-8")
        first = text.split("\n", 1)[0]
        if not first.startswith(f"/* {path} - "):
            yield f"{path}: does not open with its path and one sentence"
        bare = COMMENT.sub(lambda m: "\n" * m.group().count("\n"), text)
        if path.startswith("tests/"):
            continue
        for pattern, why in FORBIDDEN.items():
            for hit in re.finditer(pattern, bare):
                line = bare.count("\n", 0, hit.start()) + 1
                yield f"{path}:{line}: {hit.group().strip()}: {why}"


def of_the_names(build):
    for archive in sorted(pathlib.Path(build).rglob("lib*.a")):
        if "tests" in archive.relative_to(build).parts:
            continue
        names = subprocess.run(["nm", "--defined-only", "-g", "-P", archive],
                               capture_output=True, text=True, check=True).stdout
        for line in names.splitlines():
            name = line.split()[0]
            if not line.endswith(":") and len(line.split()) > 1 \
                    and not name.startswith(("pte_", "__", "_GLOBAL", "main")):
                yield f"{archive.name}: the global name '{name}' lacks the prefix pte_"


def of_the_programs(programs):
    for program in programs:
        read = subprocess.run(["readelf", "-W", "-h", "-l", "-d", program],
                              capture_output=True, text=True, check=True).stdout
        if not re.search(r"Type:\s+DYN", read):
            yield f"{program}: not position independent"
        if "GNU_RELRO" not in read:
            yield f"{program}: no RELRO"
        if not re.search(r"BIND_NOW|FLAGS_1.*NOW", read):
            yield f"{program}: symbols are not bound at start"
        stack = re.search(r"GNU_STACK.*", read)
        if stack is None or " RWE" in stack.group():
            yield f"{program}: the stack can be executed"


if __name__ == "__main__":
    source, build, programs = sys.argv[1], sys.argv[2], sys.argv[3:]
    tree = listed(source)
    faults = [*of_the_tree(source, tree), *of_the_code(source, tree), *of_the_names(build),
              *of_the_programs(programs)]
    print("\n".join(faults) or "the house is in order")
    sys.exit(1 if faults else 0)
