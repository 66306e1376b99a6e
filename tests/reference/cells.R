# tests/reference/cells.R - observed, expected, spread and z of cells, by another way.
#
# The 24 organizations of tests/core/measures/cells/test_reference.c, by the same formulas.
# Ties are counted by network::mixingmatrix; mean and variance are Mantel's (1967, Cancer
# Res. 27:209) in the matrix form of Cliff and Ord (1981, p. 23), among those who
# answered; 20,000 shuffles stand beside them. Run: Rscript tests/reference/cells.R
suppressMessages(library(network))

n <- 24
sector <- rep(c("1 education", "2 labour", "3 industry"), each = 8)
silent <- c(11, 20, 23) # counted from 0
reports <- outer(0:(n - 1), 0:(n - 1), function(i, j) {
  bar <- ifelse((i < 8 & j >= 16) | (i >= 16 & j < 8), 1, 4)
  as.numeric((i * 7 + j * 13 + i * j) %% 11 < bar)
})
unanswered <- outer(0:(n - 1), 0:(n - 1), function(i, j) (i * 5 + j * 3) %% 23 == 0)
reports[unanswered] <- NA
diag(reports) <- NA

moments <- function(w, b) { # of the sum of w * b when b is shuffled; b symmetric
  n <- nrow(w)
  s0 <- sum(w); t0 <- sum(b)
  s1 <- sum((w + t(w))^2) / 2; t1 <- sum((b + t(b))^2) / 2
  s2 <- sum((rowSums(w) + colSums(w))^2); t2 <- sum((rowSums(b) + colSums(b))^2)
  mean <- s0 * t0 / (n * (n - 1))
  square <- s1 * t1 / (2 * n * (n - 1)) +
    (s2 - 2 * s1) * (t2 - 2 * t1) / (4 * n * (n - 1) * (n - 2)) +
    (s0^2 + s1 - s2) * (t0^2 + t1 - t2) / (n * (n - 1) * (n - 2) * (n - 3))
  c(mean, sqrt(square - mean^2))
}

# who: those whose sectors are shuffled; the others must have nothing observed
tell <- function(name, y, o, who, directed) {
  y[is.na(y)] <- 0
  stopifnot(all(o[-who, ] == 0), all(o[, -who] == 0))
  net <- network(y * o, directed = directed)
  net %v% "sector" <- sector
  mixing <- as.matrix(mixingmatrix(net, "sector"))[1:3, 1:3]
  w <- o * (y - sum(y * o) / sum(o))
  once <- if (directed) 1 else 2 # an undirected pair stands twice in a matrix
  set.seed(1)
  for (k in 1:3) for (l in k:3) {
    if (directed && k != l) next # Mantel's b must be symmetric
    mine <- sector == unique(sector)[k]; other <- sector == unique(sector)[l]
    b <- outer(mine, other) + if (k == l) 0 else outer(other, mine)
    diag(b) <- 0
    observed <- sum(o * b) / once
    expected <- observed * sum(y * o) / sum(o)
    m <- moments(w[who, who], b[who, who]) / once
    shuffled <- replicate(20000, { p <- sample(who); sum(w[who, who] * b[p, p]) / once })
    cat(sprintf("%s %d-%d observed %d O %d E %.9f sd %.9f z %.9f (shuffled %.3f)\n", name,
                k - 1, l - 1, observed, mixing[k, l], expected, m[2],
                (mixing[k, l] - expected - m[1]) / m[2], sd(shuffled)))
  }
}

known <- !is.na(reports)
tell("directed", reports, known * 1, 1:n, TRUE)
known[silent + 1, ] <- FALSE
both <- known * t(known)
heard <- ifelse(known, reports, 0)
tell("union", pmax(heard, t(heard)), both, setdiff(1:n, silent + 1), FALSE)
tell("confirmed", heard * t(heard), both, setdiff(1:n, silent + 1), FALSE)
