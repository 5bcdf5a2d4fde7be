"""Small tables that people know, and what logistic regression reaches on them.

    python tabular.py data DIR                  writes iris.csv, wine.csv and breast-cancer.csv as scikit-learn has them
    python tabular.py learn SPLITS_DIR RESULT.csv

The second command reads NAME.csv (label, then the values of the file, a row a line) and NAME-splits.csv (a split a line, 1 for a row of
the test part), which `tabular splits` writes, and writes an accuracy a line: data, learner, split seed, accuracy. Each column is scaled to
mean 0 and variance 1 on the training part, as logistic regression wants it.
"""

import os
import sys

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import numpy
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

TABLES = {"iris": (load_iris, "species"), "wine": (load_wine, "class"), "breast-cancer": (load_breast_cancer, "class")}


def write_data(directory):
    os.makedirs(directory, exist_ok=True)
    for name, (load, label) in TABLES.items():
        table = load()
        columns = [column.replace(" (cm)", "").replace(" ", "_").replace("/", "_") for column in table.feature_names]
        lines = [",".join([*columns, label])]
        for values, target in zip(table.data, table.target):
            lines.append(",".join([*(repr(float(value)) for value in values), str(table.target_names[target])]))
        with open(f"{directory}/{name}.csv", "w") as file:
            file.write("\n".join(lines) + "\n")


def learn(directory, result):
    lines = ["data,learner,split_seed,accuracy"]
    for name in TABLES:
        table = numpy.loadtxt(f"{directory}/{name}.csv", delimiter=",", dtype=str)
        labels, values = table[:, 0], table[:, 1:].astype(float)
        splits = numpy.loadtxt(f"{directory}/{name}-splits.csv", delimiter=",", dtype=numpy.uint8, ndmin=2) == 1
        for seed, test in enumerate(splits, 1):
            model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000))
            model.fit(values[~test], labels[~test])
            lines.append(f"{name},logistic regression,{seed},{model.score(values[test], labels[test]):.6f}")
    with open(result, "w") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["data", directory]:
            write_data(directory)
        case ["learn", directory, result]:
            learn(directory, result)
        case _:
            sys.exit(__doc__)
