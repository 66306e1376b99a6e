#!/usr/bin/env python3
"""tests/reference/graphs.py - the graph files of tests/cases/graphs as networkx reads them.

Usage: graphs.py FOLDER > FOLDER/networkx.txt
Only formats and files networkx reads wholly; importers-graphs compares with the result.
"""
import pathlib
import sys

import networkx

READ = {"igraph.graphml": networkx.read_graphml, "yed.graphml": networkx.read_graphml,
        "arcs.net": networkx.read_pajek, "gephi.gexf": networkx.read_gexf}
folder = pathlib.Path(sys.argv[1])
for name in sorted(READ):
    graph = READ[name](folder / name)
    ties = set()
    print(name)
    for node, data in graph.nodes(data=True):
        print("node", node, (data.get("label") or node).strip())
    for source, target, data in graph.edges(data=True):
        weight = f" {data['weight']:g}" if "weight" in data else ""
        ties.add(f"tie {source} {target}{weight}")
        if not graph.is_directed():
            ties.add(f"tie {target} {source}{weight}")
    for tie in sorted(ties, key=lambda tie: tie.encode()):
        print(tie)
