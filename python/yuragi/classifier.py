"""The network as a classifier of scikit-learn."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from . import _core
from ._arrays import Arrays, one_hot
from ._estimator import TYPES, Estimator
from .errors import InputError, ScaleWarning
from .network import EVALUATION_SEED, Network, _whole

SMALL = 100
"""Up to this number of inputs an image counts as small; the lanes of the design depend on it."""


class DualSamplingClassifier(ClassifierMixin, Estimator):  # type: ignore[misc]
    """A classifier that learns by Gibbs sampling of its neurons and synapses.

    With the same seed, design and data it learns the same weights and predicts the same classes, bit for bit, as ``yuragi
    learn`` and ``yuragi infer``.

    Parameters
    ----------
    hidden : int or tuple of int, default=(64,)
        The number of neurons of each hidden layer, as ``hidden_layer_sizes`` of ``MLPClassifier``. A number alone is one layer,
        and ``()`` is none.
    skips : sequence of (int, int), default=()
        Connections besides those from each layer to the next, as pairs of layers: from one to another at least two further up.
        Layer 0 are the inputs, and the layer after the hidden ones are the outputs. A network
        with several hidden layers hardly learns without skips, unless it has several sweeps.
    bits : int, default=8
        B, the number of bits of a weight, 2 to 12.
    quantum : int, default=6
        G: one open synapse contributes 2^-G nats to a potential, 0 to 12.
    initial : int or None, default=None
        N, the number of bits of the first weights, 0 to B; None is B − 3, or 0 for B up to 3.
    presentations : int, default=400_000
        The number of presentations in `fit`.
    spikes : int, default=64
        The number of presentations over which spikes are counted to classify an image, 1 to 65535.
    chains : int, default=1
        The number of networks that learn from seeds of their own. Their spikes are added.
    encode : str, default="rate"
        ``rate`` gives each value one input. ``thermometer`` gives it 8, and ``thermometer:L`` gives it L, of which more are on,
        the higher the value is.
    random_state : int, RandomState or None, default=1
        The seed of the random streams, of the first weights and of the order of the images. Chain k has this seed plus k.
    scale : float, "min-max", "quantile" or None, default=None
        How values become intensities: from 0 to a number in all columns; from the lowest to the highest value of each column;
        or from the quantile of 1 % to that of 99 %. None chooses as the command line does: from 0 to the highest value, or
        ``min-max`` if values are negative or most columns would use less than half of a common scale. The scale is that of the
        data in `fit`, and is kept for `predict`.
    flip, noise : float, default=1.0 and 0.0
        The probabilities that evidence and background fluctuation flip a synapse.
    sweeps : int, default=1
        The number of passes of Gibbs resampling in a presentation.
    dwell : int, default=1
        The number of presentations of an image before the next one.
    lanes : int, default=None
        The number of lanes of the chip, on which the order of random draws depends; by default 16 for up to 100 inputs and 64
        for more.
    warm_start : bool, default=False
        Whether `fit` continues the chain of the last `fit` instead of starting afresh.

    Attributes
    ----------
    classes_ : array
        The labels, in ascending order.
    n_features_in_ : int
        The number of values of an image.
    design_ : Design
        The design of the network.
    networks_ : list of Network
        The networks, one for each chain.
    presentations_ : int
        The number of presentations that each network has learned from.
    findings_ : list of str
        What is worth knowing about the values: a scale that was chosen, an outlier, values that were clipped.

    Examples
    --------
    >>> import yuragi
    >>> train, test = yuragi.datasets.split("digits")
    >>> model = yuragi.DualSamplingClassifier(presentations=20_000, scale=256).fit(train.x, train.y)
    >>> bool(model.score(test.x, test.y) > 0.85)
    True
    """

    def __init__(
        self,
        hidden: int | Sequence[int] = (64,),
        *,
        skips: Sequence[Sequence[int]] = (),
        bits: int = 8,
        quantum: int = 6,
        initial: int | None = None,
        presentations: int = 400_000,
        spikes: int = 64,
        chains: int = 1,
        encode: str = "rate",
        random_state: Any = 1,
        scale: float | str | None = None,
        flip: float = 1.0,
        noise: float = 0.0,
        sweeps: int = 1,
        dwell: int = 1,
        lanes: int | None = None,
        warm_start: bool = False,
    ) -> None:
        self.hidden = hidden
        self.skips = skips
        self.bits = bits
        self.quantum = quantum
        self.initial = initial
        self.presentations = presentations
        self.spikes = spikes
        self.chains = chains
        self.encode = encode
        self.random_state = random_state
        self.scale = scale
        self.flip = flip
        self.noise = noise
        self.sweeps = sweeps
        self.dwell = dwell
        self.lanes = lanes
        self.warm_start = warm_start

    def fit(self, X: ArrayLike, y: ArrayLike) -> DualSamplingClassifier:
        """Learns from images and their labels.

        Parameters
        ----------
        X : array of shape (images, values)
            Finite numbers. Arrays of float64, float32, uint8 and int64 are read without a copy.
        y : array of shape (images,)
            Labels: numbers or words.
        """
        presentations = _whole("presentations", self.presentations, 1, 2**63)
        _whole("spikes", self.spikes, 1, 65_535)
        continues = bool(self.warm_start) and hasattr(self, "networks_")
        values, names = validate_data(self, X, y, dtype=TYPES, reset=not continues)
        check_classification_targets(names)
        classes, labels = np.unique(names, return_inverse=True)
        if continues:
            if not np.array_equal(classes, self.classes_):
                raise InputError(f"y: found the classes {classes}, expected those of the last fit: {self.classes_}")
            data = _core.Data.like(values, self.kind_)
            self._keep(data, first=False)
        else:
            data = self._start(values, labels, classes)
        # the order goes on where the last fit stopped
        self._learn(data, labels, presentations, self.seed_, self.presentations_)
        return self

    def partial_fit(self, X: ArrayLike, y: ArrayLike, classes: ArrayLike | None = None) -> DualSamplingClassifier:
        """Learns from more images, each of which is presented ``dwell`` times in a random order.

        The first call needs ``classes``, the labels of all classes, unless ``y`` has them all. It also sets the scale.
        """
        first = not hasattr(self, "networks_")
        values, names = validate_data(self, X, y, dtype=TYPES, reset=first)
        check_classification_targets(names)
        known = np.unique(names if classes is None else np.asarray(classes)) if first else self.classes_
        if not first and classes is not None and not np.array_equal(np.unique(np.asarray(classes)), known):
            raise InputError(f"classes: found {np.unique(np.asarray(classes))}, expected those of the first call: {known}")
        unknown = np.setdiff1d(names, known)
        if len(unknown):
            raise InputError(f"y: found the label {unknown[0]!r}, expected one of the classes {known}")
        labels = np.searchsorted(known, names)
        if first:
            data = self._start(values, labels, known)
        else:
            data = _core.Data.like(values, self.kind_)
            self._keep(data, first=False)
        self._learn(data, labels, len(labels) * self.design_.dwell, self.seed_ + self.batches_, 0)
        self.batches_ += 1
        return self

    def spike_counts(self, X: ArrayLike) -> NDArray[np.int64]:
        """The spikes of each class for each image, of shape (images, classes), over ``spikes`` presentations of each chain.

        The random streams start anew at each call and run on from image to image, as on a chip. So the counts of an image depend
        on the images before it.
        """
        check_is_fitted(self)
        data = _core.Data.like(validate_data(self, X, dtype=TYPES, reset=False), self.kind_)
        if data.findings:
            warnings.warn("; ".join(data.findings), ScaleWarning, stacklevel=2)
        outputs = len(self.classes_)
        arrays = (data.x, np.zeros((1, outputs), np.uint8), np.zeros((1, outputs), np.bool_))

        def ask(network: Network) -> NDArray[np.uint16]:
            return network._core.ask(arrays, self.spikes, EVALUATION_SEED)

        if len(self.networks_) == 1:
            return ask(self.networks_[0]).astype(np.int64)
        with ThreadPoolExecutor() as pool:
            counts: NDArray[np.int64] = np.sum(list(pool.map(ask, self.networks_)), axis=0, dtype=np.int64)
        return counts

    def save(self, directory: str | PathLike[str]) -> None:
        """Writes the design and the weights for the command line, for example ``yuragi infer --weights DIRECTORY``.

        They tell how values become intensities and which images were learned, so that ``infer`` leaves those out.
        """
        check_is_fitted(self)
        if len(self.networks_) > 1:
            raise InputError(f"chains: found {len(self.networks_)}, expected 1, because a run has one network")
        self._write(self.networks_[0], Path(directory))

    def _start(self, X: NDArray[Any], labels: NDArray[np.int64], classes: NDArray[Any]) -> _core.Data:
        """Makes the networks for the first data."""
        names = [str(label) for label in classes.tolist()]
        data = self._read(X, labels, names)
        inputs = data.x.shape[1]
        lanes = self.lanes if self.lanes is not None else (16 if inputs <= SMALL else 64)
        design = self._drawn(inputs, len(classes), lanes)
        seed = self._seed()
        seeds = [seed + chain for chain in range(_whole("chains", self.chains, 1, 65_536))]
        self.networks_ = [Network._of(machine) for machine in _core.Machine.chains_of(design, seeds)]
        self.classes_ = classes
        self.design_ = design
        self.seed_ = seed
        self.presentations_ = 0
        self.batches_ = 0
        self._keep(data, first=True)
        return data

    def _learn(
        self, data: _core.Data, labels: NDArray[np.int64], presentations: int, order: int, done: int
    ) -> None:
        """Lets every chain learn in the order of a seed, after ``done`` presentations of it."""
        arrays: Arrays = (data.x, one_hot(labels, len(self.classes_)), np.ones((1, len(self.classes_)), np.bool_))
        if len(self.networks_) == 1:
            self.networks_[0]._core.learn(arrays, presentations, order, done)
        else:
            machines = [network._core for network in self.networks_]
            orders = [order + chain for chain in range(len(machines))]
            _core.Machine.learn_together(machines, arrays, presentations, orders, done)
        self.presentations_ += presentations
