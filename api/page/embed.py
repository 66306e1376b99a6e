#!/usr/bin/env python3
"""api/page/embed.py - writes files.c, which holds the page's files as bytes.

usage: embed.py OUTPUT PATH=FILE[,FILE...] ...

Several files of one path are joined in their order. The same files give the same
output, byte for byte.
"""
import pathlib
import sys

TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml; charset=utf-8",
}


def main():
    output, *wanted = sys.argv[1:]
    rows = []
    with open(output, "w", encoding="ascii") as out:
        out.write('/* Made by api/page/embed.py: the page and what it loads. */\n'
                  '#include "api/page/files.h"\n\n')
        for number, item in enumerate(sorted(wanted)):
            path, names = item.split("=", 1)
            content = b"\n".join(pathlib.Path(name).read_bytes()
                                 for name in names.split(","))
            kind = TYPES[pathlib.PurePosixPath(path).suffix]
            out.write(f"static const unsigned char file_{number}[] = {{\n")
            for start in range(0, len(content), 24):
                out.write(",".join(map(str, content[start:start + 24])) + ",\n")
            out.write("0};\n")
            rows.append(f'    {{"{path}", "{kind}", file_{number}, {len(content)}}},\n')
        out.write("\nstatic const struct pte_page_file files[] = {\n" + "".join(rows) +
                  "};\n\nconst struct pte_page_file *pte_page_files(size_t *n)\n{\n"
                  "    if (n != NULL)\n        *n = sizeof(files) / sizeof(files[0]);\n"
                  "    return files;\n}\n")


if __name__ == "__main__":
    main()
