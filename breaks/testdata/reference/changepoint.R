# What R's changepoint finds in four published series. Run it in this folder, with changepoint 2.3 built from its
# public repository (github.com/rkillick/changepoint, commit d2d364d2dd2f382e235457eda72c1ee71114997a):
#     Rscript changepoint.R
# It writes the series, one file each, and changepoint.csv: a row a run. Nothing in it is random.
suppressMessages({library(changepoint); library(boot)})

# Nile: flow of the Nile at Aswan 1871-1970 (Cobb 1978), R's datasets.
# coal: dates of coal-mining disasters 1851-1962 (Jarrett 1979), R's boot; here disasters a year.
# lai: the glioblastoma profile of Lai et al. 2005, figure 4; R's changepoint.
# discoveries: great inventions and discoveries a year 1860-1959 (World Almanac 1975), R's datasets.
data(Lai2005fig4); data(coal)
series <- list(
  nile = as.numeric(Nile),
  coal = as.numeric(table(factor(floor(coal$date), levels = 1851:1962))),
  lai  = as.numeric(Lai2005fig4[, 5]),
  discoveries = as.numeric(discoveries))
for (s in names(series)) writeLines(formatC(series[[s]], digits = 17, format = "g"), paste0(s, ".txt"))

rows <- list()
run <- function(s, cost, penalty, minseglen, value = 0) {
  x <- series[[s]]
  y <- x
  if (cost == "mean") { y <- x / (mad(diff(x)) / sqrt(2)) } # cpt.mean takes a variance of 1
  fit <- switch(cost,
    mean    = cpt.mean(y, penalty = penalty, pen.value = value, method = "PELT", minseglen = minseglen),
    meanvar = cpt.meanvar(y, penalty = penalty, pen.value = value, method = "PELT", minseglen = minseglen),
    poisson = cpt.meanvar(y, penalty = penalty, pen.value = value, method = "PELT", minseglen = minseglen, test.stat = "Poisson"))
  rows[[length(rows) + 1]] <<- data.frame(series = s, cost = cost, penalty = if (penalty == "Manual") value else penalty,
    min_segment = minseglen, penalty_value = formatC(pen.value(fit), digits = 17, format = "g"),
    breaks = paste(cpts(fit), collapse = " "))
}
for (penalty in c("MBIC", "BIC", "AIC")) {
  for (m in c(1, 5, 10)) {
    run("nile", "mean", penalty, m)
    run("coal", "poisson", penalty, m)
    run("discoveries", "poisson", penalty, m)
    run("lai", "mean", penalty, m)
  }
  for (m in c(2, 5, 10)) {
    run("nile", "meanvar", penalty, m)
    run("lai", "meanvar", penalty, m)
  }
}
for (value in c(5, 20)) {
  run("nile", "mean", "Manual", 3, value)
  run("coal", "poisson", "Manual", 3, value)
  run("lai", "meanvar", "Manual", 20, value)
}
write.csv(do.call(rbind, rows), "changepoint.csv", row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string, paste("changepoint", packageVersion("changepoint")), paste("boot", packageVersion("boot"))), "changepoint.versions.txt")
