# Makes mantel-haenszel.json: common odds ratios, intervals and tests by statsmodels, tails of the normal distribution by SciPy. Run from this folder: python3 mantel-haenszel.py
import json

import numpy
from scipy.stats import norm
from statsmodels.stats.contingency_tables import StratifiedTable

random = numpy.random.default_rng(20261128)
cases = []
for strata, size, log_odds in ((1, 60, 0.0), (3, 40, 0.7), (8, 15, -0.9), (12, 200, 0.3), (20, 6, 1.2)):
    tables = []
    for _ in range(strata):
        usual = random.normal(0, 1)
        of, other_of = random.integers(2, size, 2)
        count = random.binomial(of, 1 / (1 + numpy.exp(-usual - log_odds)))
        other = random.binomial(other_of, 1 / (1 + numpy.exp(-usual)))
        tables.append((int(count), int(of), int(other), int(other_of)))
    found = StratifiedTable([numpy.array([[a, n - a], [c, m - c]], dtype=float) for a, n, c, m in tables])
    low, high = found.oddsratio_pooled_confint()
    test = found.test_null_odds(correction=False)
    cases.append({
        "strata": [dict(zip(("count", "of", "otherCount", "otherOf"), table)) for table in tables],
        "ratio": float(found.oddsratio_pooled), "low": float(low), "high": float(high), "chance": float(test.pvalue),
    })
# Nobody here has it, nearly everybody elsewhere: half a case is added to every cell for the ratio, not for the test.
tables = [(0, 6, 5, 8), (0, 5, 6, 9)]
shifted = StratifiedTable([numpy.array([[a + 0.5, n - a + 0.5], [c + 0.5, m - c + 0.5]]) for a, n, c, m in tables])
raw = StratifiedTable([numpy.array([[a, n - a], [c, m - c]], dtype=float) for a, n, c, m in tables])
low, high = shifted.oddsratio_pooled_confint()
cases.append({
    "strata": [dict(zip(("count", "of", "otherCount", "otherOf"), table)) for table in tables],
    "ratio": float(shifted.oddsratio_pooled), "low": float(low), "high": float(high),
    "chance": float(raw.test_null_odds(correction=False).pvalue),
})
tails = [{"z": z, "tail": float(norm.sf(z))} for z in (-3, -0.5, 0, 0.1, 1, 1.959963984540054, 2.49, 2.51, 4, 6.5, 9)]
with open("mantel-haenszel.json", "w") as file:
    json.dump({"cases": cases, "tails": tails}, file, indent=1)
    file.write("\n")
