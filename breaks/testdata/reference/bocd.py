# What bayesian_changepoint_detection (github.com/hildensia/bayesian_changepoint_detection, commit
# 9ecc0ec77747fe84c41d26816af07f126eb368ca) makes of the Nile: the online run lengths of Adams and MacKay, and the
# probabilities of a break given the whole series of Fearnhead. Run it in this folder, that repository on PYTHONPATH:
#     python3 bocd.py
# It writes bocd-online.csv (a row a point known, the probability of each run length from 0) and bocd-offline.csv (the
# probability that a segment starts at each point but the first). Nothing in it is random.
import csv, sys
import numpy as np, scipy
import scipy.special as sp
from bayesian_changepoint_detection.bayesian_models import online_changepoint_detection, offline_changepoint_detection
from bayesian_changepoint_detection.online_likelihoods import StudentT

x = np.array([float(line) for line in open("nile.txt")])
x = (x - 900) / 100
hazard = 1 / 50
alpha, beta, kappa, mu = 1.0, 1.0, 0.5, 0.0
R, _ = online_changepoint_detection(x, lambda r: hazard * np.ones(r.shape), StudentT(alpha, beta, kappa, mu))
with open("bocd-online.csv", "w") as f:
    w = csv.writer(f, lineterminator="\n")
    for t in (1, 2, 10, 27, 28, 30, 33, 50, 100):
        w.writerow([t] + ["%.12g" % v for v in R[: t + 1, t]])

class NormalGamma:
    """The segment's marginal likelihood under the same prior, by Murphy 2007, equation 95."""
    def pdf(self, data, t, s):
        y = data[t:s]
        n, m = len(y), y.mean()
        an, kn = alpha + n / 2, kappa + n
        bn = beta + ((y - m) ** 2).sum() / 2 + kappa * n * (m - mu) ** 2 / (2 * kn)
        return sp.gammaln(an) - sp.gammaln(alpha) + alpha * np.log(beta) - an * np.log(bn) + np.log(kappa / kn) / 2 - n / 2 * np.log(2 * np.pi)

# Its own sum over breaks (Pcp) takes the prior of a length one short, where its Q takes it of the length: for the
# probabilities the sum is made anew from its Q and P, with the length in both (Fearnhead 2006, section 2).
def prior(length):
    return np.log(hazard) + (length - 1) * np.log1p(-hazard) if length > 0 else -np.inf
Q, P, _ = offline_changepoint_detection(x, prior, NormalGamma(), truncate=-1000)
n = len(x)
start = np.full(n, -np.inf)
start[0] = 0.0
for t in range(1, n):
    start[t] = sp.logsumexp([start[s] + P[s, t - 1] + prior(t - s) + Q[t] - Q[s] for s in range(t)])
np.savetxt("bocd-offline.csv", np.exp(start[1:]), fmt="%.12g")
open("bocd.versions.txt", "w").write("Python %s\nnumpy %s\nscipy %s\n" % (sys.version.split()[0], np.__version__, scipy.__version__))
