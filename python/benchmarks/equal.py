"""Compares networks of the Python package with those of the command line, bit by bit.

    YURAGI=target/release/yuragi python equal.py [--presentations N] [--seeds S]

For each seed from 1 on, ``yuragi learn`` and the classifier learn the digits from the same split. All weights and the accuracy on
the test set must be the same. The first difference ends the program with exit code 1.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import yuragi


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--presentations", type=int, default=50_000)
    options.add_argument("--seeds", type=int, default=60)
    asked = options.parse_args()
    command = os.environ.get("YURAGI")
    if not command:
        sys.exit("error: YURAGI is not set, expected the path of the command line")
    start = time.monotonic()
    bits, accuracies = 0, []
    for seed in range(1, asked.seeds + 1):
        with tempfile.TemporaryDirectory() as directory:
            compared, accuracy = compare(command, seed, asked.presentations, Path(directory) / "run")
        bits += compared
        accuracies.append(accuracy)
    if bits == 0:
        sys.exit("error: no bit was compared")
    print(
        f"{len(accuracies)} networks 64-64-10 after {asked.presentations:,} presentations, seeds 1 to {asked.seeds}: "
        f"{bits:,} bits of weights and {len(accuracies)} accuracies are equal; mean accuracy {np.mean(accuracies):.4f}; "
        f"{time.monotonic() - start:.0f} s"
    )


def compare(command, seed, presentations, out):
    """The number of equal bits and the accuracy of the networks of a seed."""
    subprocess.run(
        [command, "learn", "--json", "--quiet", "--design", "digits", "--presentations", str(presentations)]
        + ["--seed", str(seed), "--split-seed", str(seed), "--out", str(out)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    run = yuragi.Run(out)
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    train, test = yuragi.datasets.split("digits", seed=seed)
    design = run.design
    model = yuragi.DualSamplingClassifier(
        design.layers[1:-1],
        bits=design.bits,
        quantum=design.quantum,
        lanes=design.lanes,
        presentations=presentations,
        scale=256,
        random_state=seed,
    ).fit(train.x, train.y)
    learned = model.networks_[0].weights
    for key, weights in run.weights.items():
        for place in np.argwhere(weights != learned[key]):
            at = tuple(map(int, place))
            sys.exit(
                f"error: seed {seed}, weights {key} {at}: "
                f"found {learned[key][at]} in Python, expected {weights[at]} of the command line"
            )
    accuracy = model.score(test.x, test.y)
    if accuracy != result["test"]["accuracy"]:
        sys.exit(
            f"error: seed {seed}, accuracy: found {accuracy} in Python, expected {result['test']['accuracy']} of the command line"
        )
    return design.bits * sum(weights.size for weights in run.weights.values()), accuracy


if __name__ == "__main__":
    main()
