#!/usr/bin/env python3
"""tests/tally.py - counts what meson's logs say; the last line is "N passed, N failed".

Each sentence of a TAP program counts as a test; a program that died, or that ran none,
counts as one that failed.
"""
import json
import re
import sys

passed = failed = skipped = 0
for log in sys.argv[1:]:
    try:
        lines = open(log, encoding="utf-8").read().splitlines()
    except OSError as error:
        print(f"no test log: {error}")
        failed += 1
        continue
    for line in lines:
        test = json.loads(line)
        told = re.findall(r"^(not ok|ok)\b[^\n#]*(# *[sS][kK][iI][pP][^\n]*)?",
                          test.get("stdout") or "", re.M)
        good = sum(1 for word, skip in told if word == "ok" and not skip)
        bad = sum(1 for word, skip in told if word == "not ok")
        skipped += sum(1 for _, skip in told if skip)
        if test["result"] == "SKIP" and not told:
            skipped += 1
        elif test["result"] == "OK":
            good = good or 1
        elif not bad:
            bad = 1
        if bad:
            print(f"failed: {test['name']} ({log})")
        passed += good
        failed += bad
if skipped:
    print(f"skipped: {skipped}")
if passed == 0:
    failed += 1
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
