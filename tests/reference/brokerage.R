#!/usr/bin/env Rscript
# tests/reference/brokerage.R - Gould and Fernandez' roles against chance, from R's sna.
#
# Run: Rscript brokerage.R > tests/core/measures/brokerage.txt   (Debian: r-cran-sna)
# The networks are those of tests/core/network/fixture.c. sna's names: w_I coordinator,
# w_O consultant, b_OI gatekeeper, b_IO representative, b_O liaison, t total. A line is:
# network, key, one number for each actor (null where the standard deviation is 0).
suppressMessages(library(sna))

both <- function(ties) rbind(ties, ties[, 2:1])
pairs <- function(...) matrix(c(...), ncol = 2, byrow = TRUE)

kite <- both(pairs(0,1, 0,2, 0,3, 0,5, 1,3, 1,4, 1,6, 2,3, 2,5, 3,4, 3,5, 3,6, 4,6, 5,6,
                   5,7, 6,7, 7,8, 8,9))
florentine <- both(pairs(0,8, 1,5, 1,6, 1,8, 2,4, 2,8, 3,6, 3,10, 3,14, 4,10, 4,14, 6,7,
                         6,15, 8,12, 8,13, 8,15, 9,13, 10,14, 12,14, 12,15))
two_parts <- pairs(0,1, 1,2, 2,0, 2,3, 3,2, 3,4, 0,2, 4,0, 1,4, 5,6, 6,7, 7,5, 5,7, 4,3)
dag <- pairs(0,1, 0,2, 1,3, 2,3, 2,4, 3,5, 4,5)

show <- function(name, n, arcs, sectors) {
  m <- matrix(0, n, n)
  m[arcs + 1] <- 1
  found <- brokerage(m, strsplit(sectors, "")[[1]])
  keys <- c(w_I = "coordinator", w_O = "consultant", b_OI = "gatekeeper",
            b_IO = "representative", b_O = "liaison", t = "total")
  for (column in names(keys)) {
    z <- (found$raw.nli[, column] - found$exp.nli[, column]) / found$sd.nli[, column]
    cat(name, paste0("gf_", keys[[column]], "_z"),
        ifelse(is.finite(z), format(z, digits = 15, trim = TRUE), "null"), "\n")
  }
}

show("kite", 10, kite, "EELLIEELII")
show("florentine", 16, florentine, "EEEEELLLLLLIIIII")
show("two_parts", 9, two_parts, "EELLIIELI")
show("dag", 6, dag, "EELLII")
