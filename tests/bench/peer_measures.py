"""tests/bench/peer_measures.py - all measures once with python-igraph.

Usage: peer_measures.py FOLDER ROUNDS; prints "measures seconds" of CPU time a round.
Brokerage is left out: python-igraph has none.
"""
import csv
import sys
import time

import igraph

folder, rounds = sys.argv[1], int(sys.argv[2])
with open(f"{folder}/organizations.csv", encoding="utf-8") as file:
    ids = [row["id"] for row in csv.DictReader(file)]
index = {name: i for i, name in enumerate(ids)}
with open(f"{folder}/ties.csv", encoding="utf-8") as file:
    arcs = sorted({(index[r["source"]], index[r["target"]]) for r in csv.DictReader(file)})
g = igraph.Graph(len(ids), [a for a in arcs if a[0] != a[1]], directed=True)
u = g.as_undirected(mode="collapse")


def measures():
    u.degree(), g.indegree(), g.outdegree()
    u.betweenness(), g.betweenness()
    for mode in ("in", "out"):
        g.closeness(mode=mode), g.harmonic_centrality(mode=mode)
    u.closeness(), u.harmonic_centrality()
    u.eigenvector_centrality(), g.eigenvector_centrality(directed=True)
    g.hub_score(), g.authority_score()
    g.pagerank(), u.pagerank()
    g.constraint(), u.constraint()
    u.coreness(), u.transitivity_local_undirected()


for _ in range(rounds):
    before = time.process_time()
    measures()
    print("measures", time.process_time() - before)
