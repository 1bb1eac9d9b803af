# The rival of the side-by-side run: emIRT::dynIRT (Imai, Lo and Olmsted 2016, doi:10.1017/S000305541600037X), a binary
# model with a random walk, on the votes of the published estimates: yes against not, one item for each roll call.
#
#   Rscript dynirt.R LIB prepare VOTES MATRIX    reads VOTES (Voeten's layout) into MATRIX, once
#   Rscript dynirt.R LIB fit MATRIX POINTS       fits, writes ccode, session and point to POINTS as CSV, and prints
#                                                iterations and CPU seconds of the estimation alone
#
# LIB is the R library that holds emIRT, built from its public repository.
args <- commandArgs(TRUE)
if (args[2] == "prepare") {
  v <- read.csv(args[3], stringsAsFactors = FALSE)
  zero <- function(x) ifelse(is.na(x), 0, x)
  v <- v[v$vote %in% 1:3 & v$session <= 74 & v$session != 19 & v$ccode != 511 & !(v$ccode == 560 & v$session == 48), ]
  v <- v[!(v$year > 1989 & (zero(v$para) == 1 | zero(v$amend) == 1)), ]
  split <- tapply(v$vote == 1, v$rcid, function(yes) any(yes) && !all(yes)) # on the others a binary model has nothing to say
  v <- v[split[as.character(v$rcid)], ]
  states <- sort(unique(v$ccode))
  calls <- unique(v[, c("rcid", "session")])
  calls <- calls[order(calls$session, calls$rcid), ]
  rc <- matrix(0, length(states), nrow(calls), dimnames = list(states, calls$rcid))
  rc[cbind(match(v$ccode, states), match(v$rcid, calls$rcid))] <- ifelse(v$vote == 1, 1, -1)
  terms <- sort(unique(v$session)) # 1-18 and 20-74: consecutive terms for dynIRT
  term <- match(v$session, terms) - 1
  key <- unique(v[, c("ccode", "session")])
  saveRDS(list(rc = rc, terms = terms, bill = match(calls$session, terms) - 1,
               first = tapply(term, v$ccode, min)[as.character(states)],
               last = tapply(term, v$ccode, max)[as.character(states)], key = key), args[4], compress = FALSE)
  quit()
}
library(emIRT, lib.loc = args[1])
d <- readRDS(args[3])
n <- nrow(d$rc); J <- ncol(d$rc); T <- length(d$terms)
# Begun where each state sides with the United States against Russia, so that the sign and the start are ours too.
usa <- d$rc["2", ]; rus <- d$rc["365", ]
side <- (usa - rus) / 2
lean <- rowSums(sweep(d$rc, 2, side, "*")) / (rowSums(sweep(d$rc != 0, 2, abs(side), "*")) + 5)
lean <- (lean - mean(lean)) / sd(lean)
x <- matrix(0, n, T)
for (i in seq_len(n)) x[i, (d$first[i]:d$last[i]) + 1] <- lean[i]
omega2 <- as.numeric(Sys.getenv("DYNIRT_OMEGA2", "0.1"))
spread <- as.numeric(Sys.getenv("DYNIRT_BETA", "1"))
used <- system.time(fit <- dynIRT(
  .data = list(rc = d$rc, startlegis = matrix(d$first), endlegis = matrix(d$last), bill.session = matrix(d$bill), T = T),
  .starts = list(alpha = matrix(0, J, 1), beta = matrix(side, J, 1), x = x),
  .priors = list(x.mu0 = matrix(0, n, 1), x.sigma0 = matrix(1, n, 1), beta.mu = matrix(0, 2, 1),
                 beta.sigma = diag(spread, 2), omega2 = matrix(omega2, n, 1)),
  .control = list(threads = 1, verbose = FALSE, thresh = as.numeric(Sys.getenv("DYNIRT_THRESH", "1e-6")), maxit = 3000)))
at <- cbind(match(d$key$ccode, rownames(d$rc)), match(d$key$session, d$terms))
write.csv(data.frame(ccode = d$key$ccode, session = d$key$session, point = fit$means$x[at]), args[4], row.names = FALSE)
cat(sprintf("iterations %d cpu %.3f\n", fit$runtime$iters, used[["user.self"]] + used[["sys.self"]]))
