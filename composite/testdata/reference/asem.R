# What COINr (Becker et al. 2022, doi:10.21105/joss.04567) makes of its own example, the ASEM Sustainable Connectivity
# Index of 51 countries (Becker et al. 2021, doi:10.1016/j.resglo.2021.100045): the tables asem_*.csv beside this file.
#
# COINr 1.1.14, R 4.2.2. Rscript asem.R, ten minutes or so; an argument names the folder the tables go to.
library(COINr)
RNGversion("4.2.0")
out <- commandArgs(TRUE)
out <- if (length(out)) out[1] else "."
write <- function(x, name, digits = 15) {
  for (k in names(x)) if (is.numeric(x[[k]])) x[[k]] <- formatC(x[[k]], digits = digits, format = "g", width = 1)
  write.csv(x, file.path(out, name), row.names = FALSE, quote = FALSE)
}

coin <- build_example_coin(quietly = TRUE)
treated <- coin$Data$Treated # denominated, imputed, Winsorised: what is normalised
ids <- names(treated)[-1]

# The weight of an indicator in the index is the product of its weight among its siblings and of those of all above it.
flat <- function(w) {
  m <- coin$Meta$Ind[coin$Meta$Ind$Type %in% c("Indicator", "Aggregate"), ]
  at <- function(id) w$Weight[w$iCode == id]
  among <- function(id) at(id) / sum(sapply(m$iCode[m$Parent %in% m$Parent[m$iCode == id]], at))
  up <- function(id) {
    parent <- m$Parent[m$iCode == id]
    if (is.na(parent)) 1 else among(id) * up(parent)
  }
  sapply(ids, up)
}
nominal <- flat(coin$Meta$Weights$Original)
meta <- coin$Meta$Ind[match(ids, coin$Meta$Ind$iCode), ]
write(treated, "asem_inputs.csv", 17) # as they are: places depend on the last digit
write(data.frame(indicator = ids, direction = meta$Direction, weight = nominal), "asem_indicators.csv")

# The index as its example builds it, and three of its other choices: min-max to 1..100 under the geometric mean, and
# percentile ranks, ties by their middle, under the arithmetic.
index <- function(coin) {
  x <- coin$Data$Aggregated
  x$Index[match(treated$uCode, x$uCode)]
}
with <- function(norm, ag) {
  x <- suppressMessages(Normalise(coin, dset = "Treated", global_specs = norm))
  index(suppressMessages(Aggregate(x, dset = "Normalised", f_ag = ag)))
}
to100 <- list(f_n = "n_minmax", f_n_para = list(c(1, 100)))
scores <- data.frame(
  uCode = treated$uCode, example = index(coin), geometric = with(to100, "a_gmean"),
  places = with(list(f_n = "n_prank", f_n_para = list(ties.method = "average")), "a_amean")
)
for (k in names(scores)[2:4]) scores[[paste0(k, "_rank")]] <- rank(-scores[[k]], ties.method = "average")
write(scores, "asem_scores.csv")

# COINr's sensitivity analysis of choices that both programs have: the weights, uniform between nothing and twice the
# nominal on the simplex, and the mean. COINr draws from a list of weights; here these are a Gibbs chain of pairs: the sum of
# two weights stays, the one is uniform where both are admissible. A hundred sweeps lie between two that are kept.
set.seed(1)
most <- 2 * nominal
w <- nominal
sweep <- function(w) {
  n <- length(w) %/% 2
  at <- sample(length(w))
  i <- at[1:n]
  j <- at[n + 1:n]
  s <- w[i] + w[j]
  low <- pmax(0, s - most[j])
  w[i] <- low + runif(n) * (pmin(most[i], s) - low)
  w[j] <- s - w[i]
  w
}
region <- function() {
  for (k in 1:100) w <<- sweep(w)
  w / sum(w)
}
weigh <- function(w) { # flat weights as a hierarchy whose products they are
  x <- coin$Meta$Weights$Original
  m <- coin$Meta$Ind[coin$Meta$Ind$Type %in% c("Indicator", "Aggregate"), ]
  weight <- function(id) if (id %in% ids) w[[match(id, ids)]] else sum(sapply(m$iCode[m$Parent %in% id], weight))
  x$Weight <- sapply(x$iCode, weight)
  x
}
drawn <- lapply(1:500, function(i) weigh(region()))
stopifnot(max(abs(flat(drawn[[1]]) - drawn[[1]]$Weight[match(ids, drawn[[1]]$iCode)])) < 1e-12)
# This coin starts at the treated data, which these choices leave as they are.
small <- new_coin(cbind(treated, uName = treated$uCode),
                  coin$Meta$Ind[coin$Meta$Ind$Type %in% c("Indicator", "Aggregate"), c("Level", "iCode", "Parent", "Direction", "Weight", "Type", "iName")],
                  level_names = c("Indicator", "Pillar", "Sub-index", "Index"), quietly = TRUE)
small <- Normalise(small, dset = "Raw", global_specs = to100)
small <- suppressMessages(Aggregate(small, dset = "Normalised", f_ag = "a_amean"))
stopifnot(max(abs(index(small) - with(to100, "a_amean"))) < 1e-12)
weights <- list(Address = "$Log$Aggregate$w", Distribution = drawn, Type = "discrete")
mean_of <- list(Address = "$Log$Aggregate$f_ag", Distribution = c("a_amean", "a_gmean"), Type = "discrete")
set.seed(2)
same <- get_sensitivity(small, SA_specs = list(weights = weights, aggregator = mean_of), N = 500, SA_type = "SA",
                        dset = "Aggregated", iCode = "Index", Nboot = 1000, quietly = TRUE, check_addresses = FALSE)
same$RankStats$Shift <- rowMeans(abs(as.matrix(same$Ranks[paste0("r_", 1:1000)]) - same$Nominal$Rank))
write(same$RankStats, "asem_ranks.csv", 9)
write(same$Sensitivity, "asem_sensitivity.csv", 9)

# The example of its vignette: Winsorisation, min-max or z-scores, weights of pillars and sub-indices perturbed by a
# quarter at most, and the mean. Their mean ranks are kept to be compared: these choices are not ours.
set.seed(3)
noisy <- get_noisy_weights(w = coin$Meta$Weights$Original, noise_specs = data.frame(Level = c(2, 3), NoiseFactor = c(0.25, 0.25)), Nrep = 50)
vignette <- get_sensitivity(coin, SA_specs = list(
  winsorisation = list(Address = "$Log$Treat$global_specs$f1_para$winmax", Distribution = 1:5, Type = "discrete"),
  normaliser = list(Address = "$Log$Normalise$global_specs", Distribution = list(to100, list(f_n = "n_zscore", f_n_para = list(c(10, 2)))), Type = "discrete"),
  weights = list(Address = "$Log$Aggregate$w", Distribution = noisy, Type = "discrete"),
  aggregator = mean_of
), N = 50, SA_type = "SA", dset = "Aggregated", iCode = "Index", Nboot = 1000, quietly = TRUE, check_addresses = FALSE)
write(vignette$RankStats, "asem_vignette_ranks.csv", 9)
write(vignette$Sensitivity, "asem_vignette_sensitivity.csv", 9)
