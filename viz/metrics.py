#!/usr/bin/env python3
"""viz/metrics.py - writes viz/metrics.table.h: how wide the characters of DejaVu Sans are.

    viz/metrics.py /usr/share/fonts/truetype/dejavu > viz/metrics.table.h

Reads the fonts' cmap and hmtx tables; needs nothing but Python. Run it again only when
another font or more scripts are wanted: the table is committed, so that a map is laid
out the same on machines with another version of the font, or without it.
"""
import struct
import sys

RANGES = [(0x20, 0x52F), (0x590, 0x6FF), (0x1E00, 0x1FFF), (0x2000, 0x214F),
          (0x2190, 0x21FF), (0x25A0, 0x25FF)]


def tables(data):
    count = struct.unpack(">H", data[4:6])[0]
    for i in range(count):
        tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
        yield tag.decode(), data[offset:offset + length]


def characters(cmap):
    """Code point to glyph, from the format 4 subtable for Unicode."""
    for i in range(struct.unpack(">H", cmap[2:4])[0]):
        platform, encoding, at = struct.unpack(">HHI", cmap[4 + 8 * i:12 + 8 * i])
        if (platform, encoding) != (3, 1):
            continue
        sub = cmap[at:]
        n = struct.unpack(">H", sub[6:8])[0] // 2
        ends = struct.unpack(f">{n}H", sub[14:14 + 2 * n])
        starts = struct.unpack(f">{n}H", sub[16 + 2 * n:16 + 4 * n])
        deltas = struct.unpack(f">{n}H", sub[16 + 4 * n:16 + 6 * n])
        where = 16 + 6 * n
        offsets = struct.unpack(f">{n}H", sub[where:where + 2 * n])
        for k in range(n):
            for c in range(starts[k], ends[k] + 1):
                if offsets[k] == 0:
                    glyph = (c + deltas[k]) & 0xFFFF
                else:
                    p = where + 2 * k + offsets[k] + 2 * (c - starts[k])
                    glyph = struct.unpack(">H", sub[p:p + 2])[0] if p + 2 <= len(sub) else 0
                    glyph = (glyph + deltas[k]) & 0xFFFF if glyph else 0
                if glyph:
                    yield c, glyph


def widths(path):
    with open(path, "rb") as font:
        table = dict(tables(font.read()))
    units = struct.unpack(">H", table["head"][18:20])[0]
    long_metrics = struct.unpack(">H", table["hhea"][34:36])[0]
    advance = struct.unpack(">" + "Hh" * long_metrics, table["hmtx"][:4 * long_metrics])[::2]
    return {c: round(1000 * advance[min(glyph, long_metrics - 1)] / units)
            for c, glyph in characters(table["cmap"])}


def main(folder):
    regular = widths(f"{folder}/DejaVuSans.ttf")
    bold = widths(f"{folder}/DejaVuSans-Bold.ttf")
    print("/* viz/metrics.table.h - widths of DejaVu Sans 2.37 in thousandths of its size;\n"
          " * written by viz/metrics.py. 65535 = the font has no such character. */\n"
          "#ifndef PTE_VIZ_METRICS_TABLE_H\n#define PTE_VIZ_METRICS_TABLE_H\n\n"
          "#include <stdint.h>\n\n/* clang-format off */")
    print("static const struct { uint32_t first, last, at; } ranges[] = {")
    at = 0
    for first, last in RANGES:
        print(f"    {{0x{first:X}, 0x{last:X}, {at}}},")
        at += last - first + 1
    print("};\n")
    for name, font in (("regular_widths", regular), ("bold_widths", bold)):
        print(f"static const uint16_t {name}[] = {{")
        row = "   "
        for first, last in RANGES:
            for c in range(first, last + 1):
                item = f" {font.get(c, 65535)},"
                if len(row) + len(item) > 140:
                    print(row)
                    row = "   "
                row += item
        print(row + "\n};\n")
    print("/* clang-format on */\n\n#endif")


if __name__ == "__main__":
    main(sys.argv[1])
