# tests/bench/peer_measures.R - all measures once with R igraph and sna, and the block
# permutation test; prints "name seconds" of CPU time. Usage: Rscript ... FOLDER ROUNDS
suppressPackageStartupMessages({ library(igraph); library(sna) })
arguments <- commandArgs(TRUE)
nodes <- read.csv(file.path(arguments[1], "organizations.csv"), colClasses = "character")
ties <- read.csv(file.path(arguments[1], "ties.csv"))
g <- graph_from_data_frame(ties[, c("source", "target")], TRUE, nodes[, c("id", "sector")])
g <- igraph::simplify(g)
u <- as.undirected(g, "collapse")
a <- as.matrix(as_adjacency_matrix(g))

cpu <- function(f) { t <- proc.time(); f(); d <- proc.time() - t; d[["user.self"]] + d[["sys.self"]] }

measures <- function() {
  for (m in c("all", "in", "out")) igraph::degree(if (m == "all") u else g, mode = m)
  igraph::betweenness(u, normalized = TRUE); igraph::betweenness(g, normalized = TRUE)
  for (m in c("in", "out")) {
    igraph::closeness(g, mode = m, normalized = TRUE)
    harmonic_centrality(g, mode = m, normalized = TRUE)
  }
  igraph::closeness(u, normalized = TRUE); harmonic_centrality(u, normalized = TRUE)
  eigen_centrality(u); eigen_centrality(g, directed = TRUE)
  hub_score(g); authority_score(g)
  page_rank(g); page_rank(u)
  constraint(g); constraint(u)
  coreness(u); transitivity(u, "local")
  brokerage(a, nodes$sector)
}

blocks <- function(replicates) {
  y <- (a | t(a)) * 1
  sector <- match(nodes$sector, sort(unique(nodes$sector)))
  k <- max(sector)
  for (b in seq_len(replicates)) {
    z <- diag(k)[sample(sector), ]
    crossprod(z, y %*% z)
  }
}

for (round in seq_len(as.integer(arguments[2])))
  cat("measures", cpu(measures), "\nblocks", cpu(function() blocks(1000)), "\n")
