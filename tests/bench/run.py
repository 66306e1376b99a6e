#!/usr/bin/env python3
"""tests/bench/run.py - puente beside R (igraph, sna) and python-igraph, in one run.

Usage: run.py BUILD [ROUNDS]. Makes networks of 96 and 1,000 organizations, lets the
programs take turns ROUNDS times (5), and prints the median CPU time of each and the
median of the ratios of neighbouring turns. A peer that is not installed is left out and
named. Only ratios mean anything: the machine drifts.
"""
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def figures(command):
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {}
    for line in told.splitlines():
        name, seconds = line.split()
        found.setdefault(name, []).append(float(seconds))
    return {name: min(times) for name, times in found.items()}


def peers():
    yield "R igraph + sna", ["Rscript", HERE / "peer_measures.R"], \
        'library(igraph); library(sna)', ["Rscript", "-e"]
    yield "python-igraph", ["/usr/bin/python3", HERE / "peer_measures.py"], \
        "import igraph", ["/usr/bin/python3", "-c"]


def main():
    build, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    ours = build / "tests/bench/bench"
    there = [(name, command) for name, command, probe, how in peers()
             if shutil.which(command[0])
             and subprocess.run([*how, probe], capture_output=True).returncode == 0]
    for name, *_ in peers():
        if name not in [n for n, _ in there]:
            print(f"left out, not installed: {name}")
    for n, inner in ((96, 20), (1000, 2)):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([build / "datasets/synthesize", "plain", folder,
                            "--organizations", str(n), "--mean-degree", "6"], check=True)
            times = {"puente": []} | {name: [] for name, _ in there}
            for _ in range(rounds):
                times["puente"].append(figures([ours, folder, str(inner)]))
                for name, command in there:
                    times[name].append(figures([*command, folder, str(max(1, inner // 10))]))
        print(f"\n{n} organizations, {rounds} turns each; CPU milliseconds, one thread")
        for what in ("measures", "blocks"):
            label = "all measures once" if what == "measures" else "1,000 block permutations"
            for name, turns in times.items():
                if what not in turns[0]:
                    continue
                median = statistics.median(t[what] for t in turns)
                ratio = statistics.median(t[what] / o[what]
                                          for t, o in zip(turns, times["puente"]))
                print(f"  {label:26} {name:16} {1000 * median:10.3f}   {ratio:8.1f} x puente")


if __name__ == "__main__":
    main()
