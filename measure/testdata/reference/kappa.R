# Weighted kappa (Cohen 1968) of the tables in tables.csv, by the package psych: linear and squared weights.
# psych takes weights of agreement, 1 - distance, where its diagonal is not 0.
#   Rscript kappa.R > psych.csv 2> psych.versions.txt
suppressMessages(library(psych))

linear <- 1 - abs(outer(1:3, 1:3, "-")) / 2
squared <- 1 - (outer(1:3, 1:3, "-") / 2)^2

tables <- read.csv("tables.csv", stringsAsFactors = FALSE)
cat("first,second,session,kappa,squared_kappa\n")
for (i in seq_len(nrow(tables))) {
  counts <- matrix(as.numeric(tables[i, 4:12]), nrow = 3, byrow = TRUE)
  of <- function(w) suppressWarnings(cohen.kappa(counts, w = w))$weighted.kappa
  cat(sprintf("%s,%s,%d,%.15g,%.15g\n", tables$first[i], tables$second[i], tables$session[i], of(linear), of(squared)))
}
cat(R.version.string, "\npsych ", as.character(packageVersion("psych")), "\n", sep = "", file = stderr())
