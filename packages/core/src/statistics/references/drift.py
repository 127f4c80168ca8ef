# Reference values for normal, cusum, odds-ratio, mix-shift, logistic-line and share-difference, from SciPy 1.10.1 and statsmodels 0.13.5: python3 drift.py > drift.json
# Run lengths solve E. Page's integral equation by Gauss and Legendre's quadrature, which shares nothing with the Markov chain that is tested.
import json

import numpy as np
import statsmodels.api as sm
from scipy.stats import chi2, chi2_contingency, nchypergeom_fisher, norm
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.proportion import confint_proportions_2indep


def run_length(k, h, shift, points=200):
    x, w = np.polynomial.legendre.leggauss(points)
    x, w = h * (x + 1) / 2, w * h / 2
    # L(u) = 1 + L(0) Φ(k − u − shift) + ∫0^h L(y) φ(y + k − u − shift) dy, with L(0) as one more unknown.
    nodes = np.append(x, 0.0)
    kernel = np.zeros((points + 1, points + 1))
    kernel[:, :points] = norm.pdf(x[None, :] + k - nodes[:, None] - shift) * w[None, :]
    kernel[:, points] = norm.cdf(k - nodes - shift)
    return float(np.linalg.solve(np.eye(points + 1) - kernel, np.ones(points + 1))[points])


def noncentral(count, of, other_count, other_of, ratio):
    d = nchypergeom_fisher(of + other_of, of, count + other_count, ratio)
    return dict(count=count, of=of, otherCount=other_count, otherOf=other_of, ratio=ratio, mean=float(d.mean()), variance=float(d.var()))


def line(seed, n, a, b):
    r = np.random.default_rng(seed)
    x = np.round(r.normal(0, 1.5, n), 3)
    y = (r.random(n) < 1 / (1 + np.exp(-a - b * x))).astype(int)
    fit = sm.Logit(y, sm.add_constant(x)).fit(disp=0)
    return dict(x=x.tolist(), y=y.tolist(), params=fit.params.tolist(), errors=fit.bse.tolist())


def odds(count, of, other_count, other_of):
    t = Table2x2(np.array([[count, of - count], [other_count, other_of - other_count]]) + 0.5)
    return dict(count=count, of=of, otherCount=other_count, otherOf=other_of, at=float(t.log_oddsratio), error=float(t.log_oddsratio_se))


def difference(a, n, b, m):
    low, high = confint_proportions_2indep(a, n, b, m, method="newcomb")
    return dict(a=a, n=n, b=b, m=m, low=float(low), high=float(high))


def power(p, n, q, m):
    # By the definition: how often the pooled test rejects where the difference is normal with its own variance.
    r = (p * n + q * m) / (n + m)
    critical = norm.ppf(0.975) * np.sqrt(r * (1 - r) * (1 / n + 1 / m))
    seen = norm(abs(p - q), np.sqrt(p * (1 - p) / n + q * (1 - q) / m))
    return dict(p=p, n=n, q=q, m=m, power=float(seen.sf(critical) + seen.cdf(-critical)))


mixes = [([50, 30, 20], [40, 40, 30]), ([200, 5, 90, 12], [20, 3, 4, 9]), ([7, 0, 3], [1, 4, 4])]
print(
    json.dumps(
        dict(
            normal=[dict(z=z, below=float(norm.cdf(z))) for z in (-6, -2.5, -0.3, 0, 0.1, 1, 2.9, 3.1, 5)],
            runLength=[
                dict(k=k, h=h, shift=s, length=run_length(k, h, s))
                for k, h, s in ((0.5, 4, 0), (0.5, 5, 0), (0.5, 5.5, 0), (0.5, 5, 1), (0.5, 5, 2), (1, 3, 0), (0.8, 4, 0.5), (0.25, 8, 0))
            ],
            noncentral=[noncentral(*c) for c in ((3, 4, 1, 4, 1), (12, 30, 9, 50, 2.5), (0, 12, 8, 40, 0.3), (40, 60, 20, 90, 6))],
            odds=[odds(*c) for c in ((10, 20, 5, 20), (0, 7, 3, 9), (120, 300, 45, 410))],
            mixes=[
                dict(before=a, after=b, statistic=float(chi2_contingency([a, b], correction=False)[0]), degrees=int(chi2_contingency([a, b], correction=False)[2]))
                for a, b in mixes
            ],
            asNormal=[dict(statistic=float(x), degrees=d, z=float(norm.isf(chi2.sf(x, d)))) for x, d in ((9.488, 4), (2, 3), (30, 9), (14, 5))],
            dispersion=[dict(statistic=s, degrees=d, excess=float(max(1, s / chi2.ppf(0.2, d)))) for s, d in ((15, 15), (40, 11), (3, 11), (9, 4))],
            lines=[line(1, 40, -1, 0.8), line(2, 200, 0.3, 1.5)],
            differences=[difference(*c) for c in ((56, 70, 48, 80), (9, 10, 3, 10), (0, 10, 0, 20), (12, 400, 1, 30))],
            power=[power(*c) for c in ((0.3, 100, 0.2, 100), (0.1, 900, 0.04, 50), (0.2, 50, 0.2, 50), (0.02, 1000, 0, 10))],
        ),
        indent=1,
    )
)
