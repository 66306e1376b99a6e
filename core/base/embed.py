#!/usr/bin/env python3
"""core/base/embed.py - puts files into the program as bytes.

Usage: embed.py OUT.c NAME FILE...
Writes struct pte_embedded NAME[] (core/base/embedded.h): name, bytes and length of each
file, in the order given, ended by an entry without a name.
"""
import pathlib
import sys

out, name, files = sys.argv[1], sys.argv[2], [pathlib.Path(f) for f in sys.argv[3:]]
with open(out, "w", encoding="ascii") as c:
    c.write('#include "core/base/embedded.h"\n\n')
    for i, path in enumerate(files):
        c.write(f"static const unsigned char bytes_{i}[] = {{")
        for at, byte in enumerate(path.read_bytes() + b"\0"):
            c.write(("\n    " if at % 20 == 0 else "") + f"{byte},")
        c.write("\n};\n")
    c.write(f"\nconst struct pte_embedded {name}[] = {{\n")
    for i, path in enumerate(files):
        c.write(f'    {{"{path.name}", bytes_{i}, sizeof(bytes_{i}) - 1}},\n')
    c.write("    {0, 0, 0},\n};\n")
