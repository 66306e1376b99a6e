#!/usr/bin/env python3
"""tests/reference/measures.py - the numbers tests/core/measures compares with.

Run with Debian's /usr/bin/python3 (python3-networkx, python3-numpy):
    measures.py > tests/core/measures/measures.txt
Every number comes from its definition, from networkx or from numpy's LAPACK; nothing from
igraph, which the program under test uses. A line is: network, key, numbers in the order of
the actors (null = not defined). The networks are those of tests/core/network/fixture.c.
"""
import itertools
import math
import networkx as nx
import numpy as np

KITE = [(0, 1), (0, 2), (0, 3), (0, 5), (1, 3), (1, 4), (1, 6), (2, 3), (2, 5), (3, 4),
        (3, 5), (3, 6), (4, 6), (5, 6), (5, 7), (6, 7), (7, 8), (8, 9)]
FLORENTINE = [(0, 8), (1, 5), (1, 6), (1, 8), (2, 4), (2, 8), (3, 6), (3, 10), (3, 14),
              (4, 10), (4, 14), (6, 7), (6, 15), (8, 12), (8, 13), (8, 15), (9, 13),
              (10, 14), (12, 14), (12, 15)]
TWO_PARTS = [(0, 1, 5), (1, 2, 1), (2, 0, 2), (2, 3, 3), (3, 2, 1), (3, 4, 4), (0, 2, 1),
             (4, 0, 2), (1, 4, 1), (5, 6, 2), (6, 7, 2), (7, 5, 3), (5, 7, 5), (4, 3, 1)]
DAG = [(0, 1), (0, 2), (1, 3), (2, 3), (2, 4), (3, 5), (4, 5)]


def both_ways(ties):
    return [(a, b, 1) for a, b in ties] + [(b, a, 1) for a, b in ties]


NETWORKS = {
    "kite": (10, both_ways(KITE), "EELLIEELII"),
    "florentine": (16, both_ways(FLORENTINE), "EEEEELLLLLLIIIII"),
    "two_parts": (9, TWO_PARTS, "EELLIIELI"),
    "dag": (6, [(a, b, 1) for a, b in DAG], "EELLII"),
}


def show(network, key, values):
    print(network, key, *("null" if v is None or math.isnan(v) else repr(float(v))
                          for v in values))


def scaled(vector):
    vector = np.abs(np.real(vector))
    vector = vector / vector.max()
    return [0.0 if v < 1e-12 else v for v in vector]


def largest(matrix):
    values, vectors = np.linalg.eig(matrix)
    order = np.argsort(-values.real)
    return values[order].real, vectors[:, order[0]]


def distances(graph, n):
    return [{w: d for w, d in nx.single_source_shortest_path_length(graph, v).items()
             if w != v} for v in range(n)]


def pagerank(matrix):
    n = len(matrix)
    rows = matrix.sum(axis=1)
    step = np.array([matrix[i] / rows[i] if rows[i] else np.full(n, 1 / n)
                     for i in range(n)])
    return np.linalg.solve(np.eye(n) - .85 * step.T, np.full(n, .15 / n))


def constraint(matrix):
    n = len(matrix)
    total = matrix + matrix.T
    found = []
    for i in range(n):
        if not total[i].any():
            found.append(None)
            continue
        p = [row / row.sum() if row.any() else row for row in total]
        found.append(sum((p[i][j] + sum(p[i][q] * p[q][j] for q in range(n)
                                        if q not in (i, j))) ** 2
                         for j in range(n) if total[i][j] > 0))
    return found


def brokerage(matrix, sectors):
    n = len(matrix)
    count = {role: [0] * n for role in
             ("coordinator", "consultant", "gatekeeper", "representative", "liaison",
              "total")}
    for a, v, c in itertools.permutations(range(n), 3):
        if not (matrix[a][v] and matrix[v][c]) or matrix[a][c]:
            continue
        one, two, three = sectors[a], sectors[v], sectors[c]
        if one == two == three:
            role = "coordinator"
        elif one == three:
            role = "consultant"
        elif two == three:
            role = "gatekeeper"
        elif one == two:
            role = "representative"
        else:
            role = "liaison"
        count[role][v] += 1
        count["total"][v] += 1
    return count


def weighted_betweenness(simple, strength, n):
    whole = sorted({round(2 * strength[a][b]) for a, b in simple.edges})
    common = math.lcm(*whole)
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    for a, b in simple.edges:
        graph.add_edge(a, b, length=common // round(2 * strength[a][b]))
    found = nx.betweenness_centrality(graph, weight="length", normalized=True)
    return [found[v] for v in range(n)]


def actors(name, n, arcs, sectors):
    weights = np.zeros((n, n))
    for a, b, w in arcs:
        weights[a][b] = w
    arc = (weights > 0).astype(float)
    tie = ((arc + arc.T) > 0).astype(float)
    strength = np.maximum(weights, weights.T)  # the strongest of two reports
    directed, simple = nx.DiGraph(), nx.Graph()
    for graph, matrix in ((directed, arc), (simple, tie)):
        graph.add_nodes_from(range(n))
        graph.add_edges_from(zip(*np.nonzero(matrix)))
    degree = tie.sum(axis=1)
    show(name, "degree", degree)
    show(name, "in_degree", arc.sum(axis=0))
    show(name, "out_degree", arc.sum(axis=1))
    show(name, "strength", strength.sum(axis=1))
    show(name, "in_strength", weights.sum(axis=0))
    show(name, "out_strength", weights.sum(axis=1))
    for key, graph in (("betweenness", simple), ("betweenness_directed", directed)):
        found = nx.betweenness_centrality(graph, normalized=True)
        show(name, key, [found[v] for v in range(n)])
    show(name, "betweenness_weighted", weighted_betweenness(simple, strength, n))
    for end, graph in (("", simple), ("_out", directed), ("_in", directed.reverse())):
        far = distances(graph, n)
        show(name, "closeness" + end, [len(d) / sum(d.values()) if d else None for d in far])
        show(name, "harmonic" + end, [sum(1 / x for x in d.values()) / (n - 1) for d in far])
    show(name, "eigenvector", scaled(largest(tie)[1]))
    values, vector = largest(arc.T)
    show(name, "eigenvector_in", scaled(vector) if values[0] > 1e-9 else [None] * n)
    left, _, right = np.linalg.svd(arc)
    show(name, "hub", scaled(left[:, 0]))
    show(name, "authority", scaled(right[0]))
    show(name, "pagerank", pagerank(arc))
    show(name, "pagerank_undirected", pagerank(tie))
    show(name, "pagerank_weighted", pagerank(weights))
    show(name, "constraint", constraint(tie))
    show(name, "constraint_directed", constraint(arc))
    show(name, "constraint_weighted", constraint(strength))
    among = [sum(tie[a][b] for a, b in itertools.combinations(np.nonzero(tie[v])[0], 2))
             for v in range(n)]
    show(name, "effective_size",
         [k - 2 * t / k if k else None for k, t in zip(degree, among)])
    show(name, "clustering",
         [t / (k * (k - 1) / 2) if k > 1 else None for k, t in zip(degree, among)])
    cores = nx.core_number(simple)
    show(name, "coreness", [cores[v] for v in range(n)])
    show(name, "ei", [(sum(1 if sectors[u] != sectors[v] else -1
                           for u in np.nonzero(tie[v])[0]) / degree[v])
                      if degree[v] else None for v in range(n)])
    for role, count in brokerage(arc, sectors).items():
        show(name, "gf_" + role, count)
    whole_network(name, n, arc, tie, directed, simple, degree)
    mixing(name, n, arc, tie, sectors)


def whole_network(name, n, arc, tie, directed, simple, degree):
    def put(key, value):
        show(name, "summary." + key, [value])
    far, far_directed = distances(simple, n), distances(directed, n)
    steps = [x for d in far for x in d.values()]
    steps_directed = [x for d in far_directed for x in d.values()]
    put("nodes", n)
    put("ties", arc.sum())
    put("ties_undirected", tie.sum() / 2)
    put("density", arc.sum() / (n * (n - 1)))
    put("density_undirected", tie.sum() / (n * (n - 1)))
    put("reciprocity", nx.overall_reciprocity(directed))
    put("transitivity", nx.transitivity(simple))
    put("components", nx.number_connected_components(simple))
    put("strong_components", nx.number_strongly_connected_components(directed))
    put("diameter", max(steps))
    put("average_path_length", sum(steps) / len(steps))
    put("diameter_directed", max(steps_directed))
    put("average_path_length_directed", sum(steps_directed) / len(steps_directed))
    put("degree_centralization", (degree.max() - degree).sum() / ((n - 1) * (n - 2)))
    between = nx.betweenness_centrality(simple)
    put("betweenness_centralization",
        sum(max(between.values()) - b for b in between.values()) / (n - 1))
    put("global_efficiency", nx.global_efficiency(simple))
    put("fragmentation", 1 - len(steps) / (n * (n - 1)))
    show(name, "summary.articulation_points", sorted(nx.articulation_points(simple)))
    show(name, "summary.bridges",
         [x for pair in sorted(tuple(sorted(e)) for e in nx.bridges(simple)) for x in pair])
    show(name, "summary.isolates", sorted(nx.isolates(simple)))


def shuffled_ei(matrix, sectors):
    """Mean and standard deviation of the E-I index over all assignments of the labels."""
    seen, pairs = [], [(a, b) for a, b in zip(*np.nonzero(matrix))]

    def assign(left, labels):
        if not any(left.values()):
            seen.append(sum(1 if labels[a] != labels[b] else -1 for a, b in pairs)
                        / len(pairs))
            return
        for code in left:
            if left[code]:
                left[code] -= 1
                assign(left, labels + [code])
                left[code] += 1
    assign({s: sectors.count(s) for s in sorted(set(sectors))}, [])
    mean = math.fsum(seen) / len(seen)
    return mean, math.sqrt(math.fsum((x - mean) ** 2 for x in seen) / len(seen))


def mixing(name, n, arc, tie, sectors):
    order = [s for s in "ELI" if s in sectors]
    groups = [{v for v in range(n) if sectors[v] == s} for s in order]
    for end, matrix, graph in (("", tie, nx.Graph(tie)),
                               ("_directed", arc, nx.DiGraph(arc))):
        nx.set_node_attributes(graph, dict(enumerate(sectors)), "sector")
        outside = sum(1 if sectors[a] != sectors[b] else -1
                      for a, b in zip(*np.nonzero(matrix)))
        show(name, "sectors.ei_index" + end, [outside / matrix.sum()])
        show(name, "sectors.assortativity" + end,
             [nx.attribute_assortativity_coefficient(graph, "sector")])
        show(name, "sectors.modularity" + end, [nx.community.modularity(graph, groups)])
        if name != "florentine":  # two million assignments
            mean, sd = shuffled_ei(matrix, sectors)
            show(name, "sectors.ei_expected", [mean])
            show(name, "sectors.ei_sd" + end, [sd])
    ties = [[sum(arc[a][b] for a in one for b in other) for other in groups]
            for one in groups]
    show(name, "sectors.ties", sum(ties, []))
    show(name, "sectors.density",
         [ties[k][l] / (len(groups[k]) * (len(groups[l]) - (k == l)))
          for k in range(len(order)) for l in range(len(order))])


if __name__ == "__main__":
    for name, (n, arcs, sectors) in NETWORKS.items():
        actors(name, n, arcs, sectors)
