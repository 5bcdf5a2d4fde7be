"""Other learners on the splits that the networks learned from: logistic regression and perceptrons of scikit-learn.

    python learn.py SPLITS_DIR RESULT.csv

reads NAME.csv (label, then intensities 0 to 255, an image a line) and NAME-splits.csv (a split a line, 1 for an image of the test
part), which `accuracy splits` writes, and writes an accuracy a line: data, learner, split seed, accuracy.
"""

import os
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor

# Each process learns alone; threads of the linear algebra would only disturb the others.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import numpy
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

# Logistic regression has scikit-learn's default penalty on the digits and ten times that on MNIST, where it helps; perceptrons learn with Adam as they are by default,
# until the loss stands still for ten epochs; one that has not by the last epoch allowed is an error.
LEARNERS = {
    "digits": {
        "logistic regression": lambda: LogisticRegression(max_iter=2000),
        **{f"MLP of {hidden}": (lambda hidden=hidden: MLPClassifier((hidden,), max_iter=5000, random_state=1)) for hidden in (20, 64, 128)},
    },
    "mnist": {
        "logistic regression": lambda: LogisticRegression(C=0.1, max_iter=2000),
        **{f"MLP of {hidden}": (lambda hidden=hidden: MLPClassifier((hidden,), max_iter=1000, random_state=1)) for hidden in (128, 256)},
    },
}


def accuracy(task):
    """Accuracy of one learner on one split."""
    directory, data, learner, split = task
    table = numpy.loadtxt(f"{directory}/{data}.csv", delimiter=",", dtype=numpy.uint8)
    labels, images = table[:, 0], table[:, 1:] / 255.0
    test = numpy.loadtxt(f"{directory}/{data}-splits.csv", delimiter=",", dtype=numpy.uint8, ndmin=2)[split] == 1
    model = LEARNERS[data][learner]()
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        model.fit(images[~test], labels[~test])
    return model.score(images[test], labels[test])


def main():
    directory, result = sys.argv[1:]
    tasks = []
    for data, learners in LEARNERS.items():
        with open(f"{directory}/{data}-splits.csv") as lines:
            splits = sum(1 for _ in lines)
        tasks += [(directory, data, learner, split) for learner in learners for split in range(splits)]
    with ProcessPoolExecutor() as pool:
        lines = ["data,learner,split_seed,accuracy"]
        for (_, data, learner, split), score in zip(tasks, pool.map(accuracy, tasks)):
            lines.append(f"{data},{learner},{split + 1},{score:.6f}")
            print(lines[-1], flush=True)
    with open(result, "w") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
