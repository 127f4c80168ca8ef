# Reference values for kaplan-meier, cumulative-incidence and weibull-cure, from statsmodels 0.13.5 and SciPy 1.10.1: python3 survival.py > survival.json
# Times are days; endings: 0 not seen longer, 1 the outcome, 2 another that rules it out. The first data set is the 6-MP arm of Freireich et al. (1963), as in every textbook.
import json

import numpy as np
from scipy.optimize import minimize
from scipy.stats import chi2
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

freireich = dict(
    times=[6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
    endings=[1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
)
mixed = dict(
    times=[2, 3, 3, 5, 5, 5, 8, 9, 12, 12, 14, 15, 18, 20, 21, 25, 25, 30, 33, 40, 41, 45, 50, 60, 61],
    endings=[1, 2, 0, 1, 1, 2, 0, 2, 1, 2, 0, 1, 2, 0, 1, 1, 2, 0, 1, 2, 0, 1, 0, 2, 0],
)


def kaplan_meier(d):
    happened = (np.array(d["endings"]) == 1).astype(int)
    sf = SurvfuncRight(np.array(d["times"], float), happened)
    return dict(times=sf.surv_times.tolist(), survival=sf.surv_prob.tolist(), se=sf.surv_prob_se.tolist())


def incidence(d):
    ci = CumIncidenceRight(np.array(d["times"], float), np.array(d["endings"]))
    return dict(times=ci.times.tolist(), share=ci.cinc[0].tolist(), se=ci.cinc_se[0].tolist())


# Days from hand-off to win, by day [t, t + 1), and ages of those who have not been won; a part never will be.
cure = dict(
    wins=[[0, 6], [1, 9], [2, 8], [4, 7], [6, 9], [9, 6], [13, 8], [18, 7], [26, 6], [38, 5], [55, 3], [80, 2]],
    waiting=[[10, 60], [30, 80], [60, 90], [90, 90], [150, 100], [240, 100], [365, 120]],
)


def cure_fit(d):
    wins, waiting = np.array(d["wins"], float), np.array(d["waiting"], float)

    def loss(x):
        p, k, s = 1 / (1 + np.exp(-x[0])), np.exp(x[1]), np.exp(x[2])
        cdf = lambda t: 1 - np.exp(-((t / s) ** k))
        a = np.sum(wins[:, 1] * np.log(p * (cdf(wins[:, 0] + 1) - cdf(wins[:, 0]))))
        return -a - np.sum(waiting[:, 1] * np.log(1 - p * cdf(waiting[:, 0])))

    best = min(
        (minimize(loss, x0, method="Nelder-Mead", options=dict(xatol=1e-10, fatol=1e-12, maxiter=20000, maxfev=20000))
         for x0 in ([-2, 0, 3], [-1, -0.5, 2], [-3, 0.3, 4])), key=lambda r: r.fun)
    return dict(share=float(1 / (1 + np.exp(-best.x[0]))), shape=float(np.exp(best.x[1])),
                scaleDays=float(np.exp(best.x[2])), logLikelihood=float(-best.fun))


# Exact Poisson intervals (Garwood, 1936) beside Byar's approximation.
poisson = [dict(count=c, low=float(chi2.ppf(0.025, 2 * c) / 2) if c else 0.0, high=float(chi2.ppf(0.975, 2 * c + 2) / 2))
           for c in (0, 1, 3, 5, 10, 20, 50, 200)]

print(json.dumps(dict(
    kaplanMeier={n: dict(**d, expected=kaplan_meier(d)) for n, d in dict(freireich=freireich, mixed=mixed).items()},
    incidence={n: dict(**d, expected=incidence(d)) for n, d in dict(mixed=mixed).items()},
    cure=dict(**cure, expected=cure_fit(cure)),
    poisson=poisson,
), indent=1))
