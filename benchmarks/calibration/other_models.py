# Other models on one split, with scikit-learn: prints JSON. Usage: other_models.py SPLIT.csv.gz. Nothing here is tuned to any set.
import csv
import gzip
import json
import math
import sys
import time
import warnings

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

warnings.filterwarnings("ignore")


def read(path):
    with gzip.open(path, "rt", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [name for name in rows[0] if name not in ("set", "label", "generic_points")]
    parts = {part: [row for row in rows if row["set"] == part] for part in ("train", "test")}
    labels = {part: numpy.array([int(row["label"]) for row in parts[part]]) for part in parts}
    return columns, parts, labels


def number(text):
    return float("nan") if text == "" else float(text)


def is_numeric(rows, column):
    try:
        return all(math.isfinite(float(row[column])) for row in rows if row[column] != "")
    except ValueError:
        return False


def one_hot(train, test, columns, numeric):
    """Numbers standardised, unknown ones at the mean with a column that says so; levels of ten cases or more as a column each."""
    blocks = {"train": [], "test": []}
    for column in columns:
        if column in numeric:
            values = {"train": numpy.array([number(row[column]) for row in train])}
            values["test"] = numpy.array([number(row[column]) for row in test])
            mean, spread = numpy.nanmean(values["train"]), numpy.nanstd(values["train"]) or 1.0
            for part in values:
                unknown = numpy.isnan(values[part])
                blocks[part].append(numpy.where(unknown, 0.0, (values[part] - mean) / spread))
                blocks[part].append(unknown.astype(float))
        else:
            counts = {}
            for row in train:
                counts[row[column]] = counts.get(row[column], 0) + 1
            for level in sorted(level for level, count in counts.items() if count >= 10):
                for part, rows in (("train", train), ("test", test)):
                    blocks[part].append(numpy.array([float(row[column] == level) for row in rows]))
    return numpy.column_stack(blocks["train"]), numpy.column_stack(blocks["test"])


def as_codes(train, test, columns, numeric):
    """Numbers as they are; levels as whole numbers, the 250 most frequent each by itself; unknown is NaN."""
    blocks = {"train": [], "test": []}
    categorical = []
    for column in columns:
        categorical.append(column not in numeric)
        if column in numeric:
            code = number
        else:
            counts = {}
            for row in train:
                counts[row[column]] = counts.get(row[column], 0) + 1
            kept = sorted((level for level in counts if level != ""), key=lambda level: (-counts[level], level))[:250]
            places = {level: float(place) for place, level in enumerate(kept)}
            code = lambda text, places=places: places.get(text, float("nan"))
        for part, rows in (("train", train), ("test", test)):
            blocks[part].append(numpy.array([code(row[column]) for row in rows]))
    return numpy.column_stack(blocks["train"]), numpy.column_stack(blocks["test"]), categorical


def odoo(train, won, test, columns, numeric):
    """
    Naive Bayes in the manner of Odoo's predictive lead scoring: P(won) times, for each field, the share of won leads that have the lead's value, against the same of lost ones; a count
    starts at 0.1, an empty or unseen value is passed over. Numbers of more than ten values, which Odoo does not use, are put into fifths.
    """
    odds = numpy.full(len(test), math.log(won.sum() / (len(won) - won.sum())))
    for column in columns:
        known = [number(row[column]) for row in train if row[column] != ""] if column in numeric else []
        cuts = numpy.unique(numpy.quantile(known, [0.2, 0.4, 0.6, 0.8])) if len(set(known)) > 10 else None

        def value(text):
            return text if text == "" or cuts is None else int(numpy.searchsorted(cuts, float(text), side="right"))

        counts = {}
        for row, label in zip(train, won):
            if row[column] != "":
                counts.setdefault(value(row[column]), [0.1, 0.1])[int(label)] += 1
        lost_total = sum(lost for lost, _ in counts.values())
        won_total = sum(win for _, win in counts.values())
        for i, row in enumerate(test):
            found = counts.get(value(row[column]))
            if found is not None:
                odds[i] += math.log(found[1] / won_total) - math.log(found[0] / lost_total)
    return 1 / (1 + numpy.exp(-odds))


def calibration_error(labels, chances, bins=10):
    """The mean distance of chance and won-rate over tenths of the cases by chance."""
    order = numpy.argsort(chances, kind="stable")
    return sum(len(part) * abs(labels[part].mean() - chances[part].mean()) for part in numpy.array_split(order, bins)) / len(order)


def main(path):
    columns, parts, labels = read(path)
    train, test, won = parts["train"], parts["test"], labels["train"]
    numeric = {column for column in columns if is_numeric(train + test, column)}
    found = {}

    def judge(name, run):
        started = time.perf_counter()
        chances, criteria = run()
        seconds = time.perf_counter() - started
        chances = numpy.clip(chances, 1e-4, 1 - 1e-4)
        found[name] = {
            "auc": roc_auc_score(labels["test"], chances),
            "logLoss": log_loss(labels["test"], chances),
            "calibrationError": calibration_error(labels["test"], chances),
            "criteria": criteria,
            "seconds": seconds,
        }

    def logistic(penalty):
        x, x_test = one_hot(train, test, columns, numeric)
        # C = 1 is scikit-learn's own choice; L1 takes a tenth of it, so that it leaves something out.
        options = {"penalty": "l2", "C": 1.0} if penalty == "l2" else {"penalty": "l1", "C": 0.1}
        model = LogisticRegression(solver="liblinear", max_iter=1000, random_state=0, **options).fit(x, won)
        return model.predict_proba(x_test)[:, 1], int((model.coef_ != 0).sum())

    def boosting():
        x, x_test, categorical = as_codes(train, test, columns, numeric)
        model = HistGradientBoostingClassifier(
            learning_rate=0.05, max_iter=200, max_depth=3, l2_regularization=5.0,
            categorical_features=categorical, early_stopping=False, random_state=0,
        ).fit(x, won)
        return model.predict_proba(x_test)[:, 1], None

    judge("L2 logistic", lambda: logistic("l2"))
    judge("L1 logistic", lambda: logistic("l1"))
    judge("gradient boosting", boosting)
    judge("naive Bayes in the manner of Odoo", lambda: (odoo(train, won, test, columns, numeric), len(columns)))
    json.dump(found, sys.stdout)


main(sys.argv[1])
