#!/usr/bin/env python3
"""tests/reference/structure.py - numbers on who keeps sectors together or apart.

Run with Debian's /usr/bin/python3 (python3-networkx, python3-numpy,
python3-scipy):
    structure.py > tests/core/measures/structure.txt
The networks and the form of a line are those of measures.py. Every number comes from its
definition, pair by pair, or from networkx; nothing from igraph.
"""
import itertools
import math
import networkx as nx
import numpy as np
from measures import NETWORKS, show
from scipy.optimize import minimize


def matrices(n, arcs):
    weights = np.zeros((n, n))
    for a, b, w in arcs:
        weights[a][b] = w
    arc = (weights > 0).astype(float)
    tie = ((arc + arc.T) > 0).astype(float)
    return weights, arc, tie


def pairs(n):
    return itertools.combinations(range(n), 2)


def segregation(name, n, arc, tie, sectors):
    order = [s for s in "ELI" if s in sectors]
    external = sum(tie[a][b] for a, b in pairs(n) if sectors[a] != sectors[b])
    mixed = sum(1 for a, b in pairs(n) if sectors[a] != sectors[b]) / math.comb(n, 2)
    expected = tie.sum() / 2 * mixed
    show(name, "segregation.external", [external])
    show(name, "segregation.expected", [expected])
    show(name, "segregation.freeman", [max(0, 1 - external / expected)])
    count = {(same, t): 0 for same in (True, False) for t in (0, 1)}
    for a, b in pairs(n):
        count[sectors[a] == sectors[b], int(tie[a][b])] += 1
    bottom = count[True, 0] * count[False, 1]
    show(name, "segregation.odds_ratio",
         [count[True, 1] * count[False, 0] / bottom if bottom else None])
    found = []
    for s in order:
        mine = [v for v in range(n) if sectors[v] == s]
        arcs = sum(arc[v].sum() for v in mine)
        within = sum(arc[v][u] for v in mine for u in mine)
        chance = arcs * (len(mine) - 1) / (n - 1)
        found.append(None if not arcs else (within - chance) /
                     (arcs - chance if within >= chance else chance))
    show(name, "segregation.coleman", found)
    found = []
    for v in range(n):
        near = [sectors[u] for u in np.nonzero(tie[v])[0]]
        found.append(1 - sum((near.count(s) / len(near)) ** 2 for s in order)
                     if near else None)
    show(name, "diversity", found)


def reachability(name, n, arc, tie, sectors):
    order = [s for s in "ELI" if s in sectors]
    for end, graph in (("", nx.Graph(tie)), ("_directed", nx.DiGraph(arc))):
        steps = dict(nx.all_pairs_shortest_path_length(graph))

        def cells(part, lists):
            far = [[steps[a].get(b) for a, b in cell] for cell in lists]
            put = lambda key, values: show(name, f"reachability{part}{end}.{key}", values)
            put("efficiency",
                [sum(1 / d for d in f if d) / len(f) if f else None for f in far])
            put("within_two",
                [sum(1 for d in f if d and d < 3) / len(f) if f else None for f in far])
            put("unreachable", [f.count(None) for f in far])
            put("mean_distance",
                [np.mean([d for d in f if d]) if any(f) else None for f in far])
        both = list(itertools.permutations(range(n), 2))
        cells("", [[(a, b) for a, b in both if (sectors[a], sectors[b]) == (k, l)]
                   for k in order for l in order])
        cells("_across", [[(a, b) for a, b in both if sectors[a] != sectors[b]]])


def holes(name, n, weights, arc, tie, sectors):
    """Burt's definitions over whole matrices; contacts are those with a sum above 0."""
    strength = np.maximum(weights, weights.T)
    for end, matrix in (("", tie), ("_directed", arc), ("_weighted", strength)):
        both = matrix + matrix.T
        rows = both.sum(axis=1, keepdims=True)
        p = np.divide(both, rows, out=np.zeros((n, n)), where=rows > 0)
        top = both.max(axis=1, keepdims=True)
        m = np.divide(both, top, out=np.zeros((n, n)), where=top > 0)
        effective, hierarchy, cross = [], [], []
        for i in range(n):
            near = [j for j in range(n) if both[i][j]]
            own = {j: 1 - sum(p[i][q] * m[j][q] for q in near if q != j) for j in near}
            c = [(p[i][j] + sum(p[i][q] * p[q][j] for q in range(n))) ** 2 for j in near]
            r = [x * len(c) / sum(c) for x in c]
            effective.append(sum(own.values()) if near else None)
            cross.append(sum(own[j] for j in near if sectors[j] != sectors[i])
                         if near else None)
            hierarchy.append(sum(x * math.log(x) for x in r) / (len(r) * math.log(len(r)))
                             if len(near) > 1 else None)
        degree = (both > 0).sum(axis=1)
        graph = nx.DiGraph(matrix) if end == "_directed" else nx.Graph(matrix)
        for v, size in nx.effective_size(graph, weight="weight").items():
            if effective[v] is not None and not math.isnan(size):
                assert abs(size - effective[v]) < 1e-12, (name, end, v)
        show(name, "effective_size" + end, effective)
        show(name, "efficiency" + end,
             [e / k if k else None for e, k in zip(effective, degree)])
        show(name, "hierarchy" + end, hierarchy)
        if not end:
            show(name, "effective_size_cross", cross)


def between(graph, v, ends):
    """Share of shortest paths through v, over the ordered pairs given."""
    paths, through = 0, 0
    for a, b in ends:
        if v in (a, b):
            continue
        paths += 1
        if nx.has_path(graph, a, b):
            ways = list(nx.all_shortest_paths(graph, a, b))
            through += sum(v in way for way in ways) / len(ways)
    return through / paths if paths else None


def betweenness(name, n, arc, tie, sectors):
    order = [s for s in "ELI" if s in sectors]
    for end, graph in (("", nx.Graph(tie)), ("_directed", nx.DiGraph(arc))):
        both = list(itertools.permutations(range(n), 2))
        cross = [(a, b) for a, b in both if sectors[a] != sectors[b]]
        show(name, "betweenness_cross" + end, [between(graph, v, cross) for v in range(n)])
        for k, l in (("E", "I"), ("I", "E"), ("L", "L")):
            ends = [(a, b) for a, b in both if (sectors[a], sectors[b]) == (k, l)]
            show(name, f"betweenness_{order.index(k)}{order.index(l)}" + end,
                 [between(graph, v, ends) for v in range(n)])


def leaving(name, n, tie, sectors):
    graph, found = nx.Graph(tie), []
    for v in range(n):
        rest = nx.Graph(graph)
        rest.remove_node(v)
        found.append(0)
        for u in rest:
            now = {sectors[w] for w in nx.node_connected_component(graph, u)}
            then = {sectors[w] for w in nx.node_connected_component(rest, u)}
            found[-1] += now != then
    show(name, "cut_off", found)


def core_scores(name, n, tie):
    """Least squares without the diagonal: from many starts by scipy, then Newton's method
    on the gradient of those above 0."""
    off = ~np.eye(n, dtype=bool)

    def left(c):
        return ((tie - np.outer(c, c))[off] ** 2).sum()

    def slope(c):
        both = (tie - np.outer(c, c)) * off
        return -4 * both @ c
    random = np.random.default_rng(1)
    best = min((minimize(left, random.random(n), jac=slope, bounds=[(0, None)] * n,
                         method="L-BFGS-B", options={"ftol": 1e-15, "gtol": 1e-10})
                for _ in range(30)), key=lambda found: found.fun).x
    at = np.flatnonzero(best > 1e-4)
    c, inner = best[at], off[np.ix_(at, at)]
    for _ in range(20):
        both = (tie[np.ix_(at, at)] - np.outer(c, c)) * inner
        bend = np.outer(c, c) * inner + np.diag((c * c).sum() - c * c) - both
        c = c - np.linalg.solve(bend, -both @ c)
    found = np.zeros(n)
    found[at] = c
    show(name, "core_score", found)


if __name__ == "__main__":
    for name, (n, arcs, sectors) in NETWORKS.items():
        weights, arc, tie = matrices(n, arcs)
        segregation(name, n, arc, tie, sectors)
        reachability(name, n, arc, tie, sectors)
        holes(name, n, weights, arc, tie, sectors)
        betweenness(name, n, arc, tie, sectors)
        leaving(name, n, tie, sectors)
        core_scores(name, n, tie)
