# Makes fits.reference.json: ridge logistic models by scikit-learn, and the curve of totals by statsmodels. Run from this folder: python3 fits.reference.py
import json

import numpy
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression

RIDGE = 20
random = numpy.random.default_rng(20260102)
found = []
for count, width in ((300, 2), (1500, 4), (4000, 6)):
    answers = (random.random((count, width)) < random.uniform(0.1, 0.6, width)).astype(int)
    weights = random.normal(0, 1, width)
    won = (random.random(count) < 1 / (1 + numpy.exp(1.5 - answers @ weights))).astype(int)
    # scikit-learn minimises C × loss + half the squared coefficients, without the constant.
    ridge = LogisticRegression(C=1 / RIDGE, tol=1e-12, max_iter=10_000).fit(answers, won)
    points = numpy.clip(numpy.rint(2 * weights), -10, 10).astype(int)
    curve = sm.Logit(won, sm.add_constant((answers @ points).astype(float))).fit(disp=0, tol=1e-12, method="newton")
    cells, inverse = numpy.unique(answers, axis=0, return_inverse=True)
    inverse = inverse.ravel()
    found.append({
        "answers": cells.tolist(),
        "cases": numpy.bincount(inverse).tolist(), "wins": numpy.bincount(inverse, weights=won).tolist(),
        "coefficients": [float(ridge.intercept_[0]), *ridge.coef_[0].tolist()],
        "points": points.tolist(), "constant": curve.params[0], "slope": curve.params[1], "loss": -curve.llf,
    })
with open("fits.reference.json", "w") as file:
    json.dump(found, file)
    file.write("\n")
