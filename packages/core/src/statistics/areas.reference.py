# Makes areas.reference.json: areas under the ROC curve by scikit-learn, their variance under chance by SciPy's tie-corrected normal approximation of U, and DeLong's variance from its
# definition, pair by pair. Run from this folder: python3 areas.reference.py
import json
import math

import numpy
from scipy.stats import norm, mannwhitneyu
from sklearn.metrics import roc_auc_score


def kernel(x, y):
    return 1.0 if x > y else 0.5 if x == y else 0.0


def delong(labels, first, second):
    """Equations 3 to 5 of DeLong, DeLong and Clarke-Pearson (1988)."""
    positive, negative = [i for i, l in enumerate(labels) if l], [i for i, l in enumerate(labels) if not l]
    v10 = numpy.array([[numpy.mean([kernel(s[i], s[j]) for j in negative]) for i in positive] for s in (first, second)])
    v01 = numpy.array([[numpy.mean([kernel(s[i], s[j]) for i in positive]) for j in negative] for s in (first, second)])
    covariance = numpy.cov(v10) / len(positive) + numpy.cov(v01) / len(negative)
    contrast = numpy.array([1, -1])
    return float(v10[0].mean() - v10[1].mean()), float(contrast @ covariance @ contrast)


def null_variance(labels, scores):
    """Read back from SciPy's p-value, which rests on it."""
    positive, negative = scores[labels == 1], scores[labels == 0]
    test = mannwhitneyu(positive, negative, alternative="greater", method="asymptotic", use_continuity=False)
    pairs = len(positive) * len(negative)
    return float(((test.statistic / pairs - 0.5) / norm.isf(test.pvalue)) ** 2)


random = numpy.random.default_rng(20260101)
cases = []
for count, levels in ((12, 4), (40, 6), (60, 1000), (150, 9)):
    labels = (random.random(count) < 0.35).astype(int)
    first = numpy.floor(levels * (random.random(count) * 0.7 + 0.3 * labels))
    second = numpy.floor(levels * (random.random(count) * 0.9 + 0.1 * labels))
    difference, variance = delong(labels, first, second)
    cases.append({
        "labels": labels.tolist(), "first": first.tolist(), "second": second.tolist(),
        "auc": roc_auc_score(labels, first), "nullVariance": null_variance(labels, first),
        "difference": difference, "variance": variance,
    })
    assert math.isclose(difference, roc_auc_score(labels, first) - roc_auc_score(labels, second), abs_tol=1e-12)
with open("areas.reference.json", "w") as file:
    json.dump(cases, file)
    file.write("\n")
