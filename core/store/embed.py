#!/usr/bin/env python3
"""core/store/embed.py - the numbered migrations become an array in C.

Arguments: the .sql files, then the .c file to write. Numbers must follow each other
from 0001 without a hole, so that none is forgotten.
"""
import pathlib
import re
import sys


def main(paths, output):
    lines = ["/* made by core/store/embed.py from core/store/migrations */",
             '#include "core/store/schema.intern.h"', ""]
    rows = []
    for wanted, path in enumerate(sorted(map(pathlib.Path, paths)), start=1):
        found = re.fullmatch(r"(\d{4})_([a-z_]+)\.sql", path.name)
        if not found or int(found[1]) != wanted:
            sys.exit(f"{path.name}: expected a file {wanted:04d}_name.sql")
        text = path.read_bytes()
        text.decode("utf-8")
        if b"\0" in text:
            sys.exit(f"{path.name}: holds a NUL")
        lines.append(f"static const char sql_{wanted}[] = {{")
        for at in range(0, len(text), 20):
            lines.append("    " + " ".join(f"{byte}," for byte in text[at:at + 20]))
        lines.append("    0};")
        rows.append(f'    {{{wanted}, "{found[2]}", sql_{wanted}}},')
    lines += ["", "const struct pte_migration pte_migrations[] = {", *rows, "};",
              f"const int pte_n_migrations = {len(rows)};", ""]
    pathlib.Path(output).write_text("\n".join(lines), encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:-1], sys.argv[-1])
