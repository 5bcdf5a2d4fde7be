"""What the estimators of scikit-learn have in common."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator
from sklearn.utils import check_random_state

from . import _core
from .errors import InputError
from .network import Design, Network, _whole

TYPES = [np.float64, np.float32, np.uint8, np.int64]
"""The types that are read without a copy; others become the first one."""


class Estimator(BaseEstimator):  # type: ignore[misc]
    """A network that learns from a table of images."""

    classes_: NDArray[Any]
    design_: Design
    findings_: list[str]
    hashes_: NDArray[np.uint64]
    kind_: str

    def spike_counts(self, X: ArrayLike) -> NDArray[np.int64]:
        """The spikes of each class for each image, of shape (images, classes)."""
        raise NotImplementedError

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """The class of each image: that with the most spikes, and the first of several with as many."""
        counts = self.spike_counts(X)
        predicted: NDArray[Any] = self.classes_[counts.argmax(axis=1)]
        return predicted

    def predict_proba(self, X: ArrayLike) -> NDArray[np.float64]:
        """The probability of each class for each image: (n_c + ½)/(N + C/2) with n_c spikes of class c, N spikes of all C
        classes. It is the mean of a Dirichlet posterior with Jeffreys' prior."""
        counts = self.spike_counts(X) + 0.5
        probabilities: NDArray[np.float64] = counts / counts.sum(axis=1, keepdims=True)
        return probabilities

    def _read(self, X: NDArray[Any], labels: NDArray[np.int64], names: list[str]) -> _core.Data:
        """The first data, which set the scale unless a parameter does."""
        return _core.Data.from_arrays(X, labels.tolist(), names, _scale(self.scale), _levels(self.encode))

    def _drawn(self, inputs: int, outputs: int, lanes: int) -> Design:
        """The design of a network with the parameters of this estimator."""
        return Design(
            (inputs, *_hidden(self.hidden), outputs),
            skips=_skips(self.skips),
            bits=self.bits,
            quantum=self.quantum,
            initial=self.initial,
            flip=self.flip,
            noise=self.noise,
            sweeps=self.sweeps,
            dwell=self.dwell,
            lanes=lanes,
        )

    def _keep(self, data: _core.Data, first: bool) -> None:
        """Keeps how values became intensities, and hashes of the images, which are learned from now on."""
        if first:
            self.kind_ = data.kind
            self.findings_ = data.findings
            self.hashes_ = data.hashes
        else:
            self.hashes_ = np.union1d(self.hashes_, data.hashes)

    def _seed(self) -> int:
        if isinstance(self.random_state, (int, np.integer)):
            return _whole("random_state", self.random_state, 0, 2**63 - 1)
        return int(check_random_state(self.random_state).randint(2**31 - 1))

    def _write(self, network: Network, directory: Path) -> None:
        """Writes the design and the weights of a network for the command line."""
        _core.write_run(self.design_, network._core.row_memory.ravel(), self.kind_, self.hashes_, directory)


def _scale(scale: float | str | None) -> float | str | None:
    if scale is None or isinstance(scale, str):
        return scale
    return float(scale)


def _hidden(hidden: int | Sequence[int]) -> list[int]:
    """The number of neurons of each hidden layer."""
    try:
        numbers = [index(number) for number in np.atleast_1d(np.asarray(hidden, dtype=object))]
    except TypeError:
        raise InputError(f"hidden: found {hidden!r}, expected the number of neurons, or that of each hidden layer") from None
    return numbers


def _skips(skips: Sequence[Sequence[int]]) -> list[list[int]]:
    """Pairs of layers."""
    try:
        pairs = [[index(layer) for layer in skip] for skip in skips]
    except TypeError:
        pairs = [[]]
    if any(len(pair) != 2 for pair in pairs):
        raise InputError(f"skips: found {skips!r}, expected pairs of layers, for example [(0, 2)]")
    return pairs


def _levels(encode: str) -> int:
    name, _, levels = str(encode).partition(":")
    if name == "rate" and not levels:
        return 1
    if name == "thermometer" and (not levels or levels.isdecimal()):
        return _whole("encode", int(levels or 8), 2, 2047)
    raise InputError(f"encode: found {encode!r}, expected 'rate', 'thermometer' or 'thermometer:L' with L inputs a value")
