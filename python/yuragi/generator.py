"""The network as a generative model of scikit-learn."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import DensityMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from . import _core
from ._arrays import Arrays, one_hot
from ._estimator import TYPES, Estimator
from ._likelihood import MOST_HIDDEN, Law
from .errors import InputError, ScaleWarning
from .network import EVALUATION_SEED, Network, _whole

MOST_DWELL = 65_535
"""With this dwell the hidden state does not start afresh while an image is shown, so that it can follow what is clamped."""


class DualSamplingGenerator(DensityMixin, Estimator):  # type: ignore[misc]
    """A generative model of images that learns by Gibbs sampling of its neurons and synapses.

    The network has no inputs: its outputs are the pixels and, if `fit` is given labels, then one output for each class. It
    learns with all of them clamped. What is clamped later decides what it does: it draws images, completes them or names their
    classes. With the same seed, design and data it learns the same weights and gives the same images and classes, bit for bit,
    as ``yuragi learn --design generative``, ``generate``, ``complete`` and ``infer``.

    Images that it gives back have the scale of the images in `fit`. A pixel is low·(1 − s) + high·s, where s, from 0 to 1, is
    the share of presentations in which it spiked, and low and high are the values of the pixel that never and always spike. So s
    itself is given back if the scale is 1, or if it is None and the highest value in `fit` is 1.

    Parameters
    ----------
    hidden : int or tuple of int, default=(32,)
        The number of neurons of each hidden layer, as ``hidden_layer_sizes`` of ``MLPClassifier``. A number alone is one layer,
        and ``()`` is none.
    skips : sequence of (int, int), default=()
        Connections besides those from each layer to the next, as pairs of layers: from one to another at least two further up.
        Layer 0 are the inputs, of which there are none, and the layer after the hidden ones are the outputs.
    bits : int, default=10
        B, the number of bits of a weight, 2 to 12.
    quantum : int, default=6
        G: one open synapse contributes 2^-G nats to a potential, 0 to 12.
    initial : int or None, default=None
        N, the number of bits of the first weights, 0 to B; None is B − 3, or 0 for B up to 3.
    presentations : int, default=100_000
        The number of presentations in `fit`.
    spikes : int, default=64
        The number of presentations over which spikes are counted to classify an image, 1 to 65535.
    encode : str, default="rate"
        ``rate`` gives each value one pixel. ``thermometer`` gives it 8, and ``thermometer:L`` gives it L, of which more are on,
        the higher the value is.
    random_state : int, RandomState or None, default=1
        The seed of the random streams, of the first weights and of the order of the images.
    scale : float, "min-max", "quantile" or None, default=None
        How values become intensities, as in `DualSamplingClassifier`.
    flip, noise : float, default=1.0 and 0.0
        The probabilities that evidence and background fluctuation flip a synapse.
    sweeps : int, default=1
        The number of passes of Gibbs resampling in a presentation.
    dwell : int, default=1
        The number of presentations of an image before the next one.
    lanes : int, default=16
        The number of lanes of the chip, on which the order of random draws depends.
    warm_start : bool, default=False
        Whether `fit` continues the chain of the last `fit` instead of starting afresh.

    Attributes
    ----------
    classes_ : array
        The labels, in ascending order; empty if there were none.
    n_features_in_ : int
        The number of values of an image.
    design_ : Design
        The design of the network. All defaults are those of the built-in design ``generative``.
    network_ : Network
        The network.
    presentations_ : int
        The number of presentations that the network has learned from.
    findings_ : list of str
        What is worth knowing about the values: a scale that was chosen, an outlier, values that were clipped.

    Examples
    --------
    >>> import yuragi
    >>> train, test = yuragi.datasets.split("digits")
    >>> model = yuragi.DualSamplingGenerator(presentations=20_000, scale=256).fit(train.x, train.y)
    >>> model.sample(4, label=3).shape
    (4, 64)
    >>> bool((model.predict(test.x) == test.y).mean() > 0.6)
    True
    """

    def __init__(
        self,
        hidden: int | Sequence[int] = (32,),
        *,
        skips: Sequence[Sequence[int]] = (),
        bits: int = 10,
        quantum: int = 6,
        initial: int | None = None,
        presentations: int = 100_000,
        spikes: int = 64,
        encode: str = "rate",
        random_state: Any = 1,
        scale: float | str | None = None,
        flip: float = 1.0,
        noise: float = 0.0,
        sweeps: int = 1,
        dwell: int = 1,
        lanes: int = 16,
        warm_start: bool = False,
    ) -> None:
        self.hidden = hidden
        self.skips = skips
        self.bits = bits
        self.quantum = quantum
        self.initial = initial
        self.presentations = presentations
        self.spikes = spikes
        self.encode = encode
        self.random_state = random_state
        self.scale = scale
        self.flip = flip
        self.noise = noise
        self.sweeps = sweeps
        self.dwell = dwell
        self.lanes = lanes
        self.warm_start = warm_start

    def fit(self, X: ArrayLike, y: ArrayLike | None = None) -> DualSamplingGenerator:
        """Learns from images and, if they are given, their labels.

        Parameters
        ----------
        X : array of shape (images, values)
            Finite numbers.
        y : array of shape (images,), optional
            Labels: numbers or words.
        """
        presentations = _whole("presentations", self.presentations, 1, 2**63)
        _whole("spikes", self.spikes, 1, 65_535)
        continues = bool(self.warm_start) and hasattr(self, "network_")
        if y is None:
            values = validate_data(self, X, dtype=TYPES, reset=not continues)
            classes, labels = np.zeros(0), np.zeros(len(values), np.int64)
        else:
            values, names = validate_data(self, X, y, dtype=TYPES, reset=not continues)
            check_classification_targets(names)
            classes, labels = np.unique(names, return_inverse=True)
        if continues:
            if not np.array_equal(classes, self.classes_):
                raise InputError(f"y: found the classes {classes}, expected those of the last fit: {self.classes_}")
            data = _core.Data.like(values, self.kind_)
        else:
            # a data set has a class, even if the network has none
            data = self._read(values, labels, [str(label) for label in classes.tolist()] or ["any"])
            self._start(data, classes)
        self._keep(data, first=not continues)
        outputs = np.hstack([data.x, one_hot(labels, len(classes))]) if len(classes) else data.x
        arrays = _stimuli(outputs, np.ones(outputs.shape[1], np.bool_))
        # the order goes on where the last fit stopped
        self.network_._core.learn(arrays, presentations, self.seed_, self.presentations_)
        self.presentations_ += presentations
        return self

    def _start(self, data: _core.Data, classes: NDArray[Any]) -> None:
        """Makes the network for the first data."""
        self.seed_ = self._seed()
        self.design_ = self._drawn(0, data.x.shape[1] + len(classes), self.lanes)
        self.network_ = Network(self.design_, self.seed_)
        self.classes_ = classes
        self.presentations_ = 0

    def sample(
        self, n_samples: int = 1, label: Any = None, *, settle: int = 64, average: int = 24, seed: int = 0
    ) -> NDArray[np.float64]:
        """Draws images.

        Parameters
        ----------
        n_samples : int
            The number of images.
        label : one of classes_, optional
            The class of the images, whose output is clamped. Without it nothing is clamped, and every presentation is an
            independent draw from the law that `score_samples` gives.
        settle : int
            The number of presentations before each image, 0 to 65535, in which the hidden neurons adapt to the label.
        average : int
            The number of presentations over which the spikes of a pixel are averaged, 1 to 65535. Few make an image one sample,
            many the mean of samples. With 1 the image is binary.
        seed : int
            The seed of the random streams, which run on from image to image.

        Returns
        -------
        array of shape (images, values)
            Pixels on the scale of the images in `fit`.
        """
        check_is_fitted(self)
        n_samples = _whole("n_samples", n_samples, 1, 2**31)
        pixels, outputs = self._pixels(), self.design_.layers[-1]
        target, clamped = np.zeros(outputs, np.uint8), np.zeros(outputs, np.bool_)
        if label is not None:
            target[pixels + self._class(label)] = 255
            clamped[pixels:] = True
        artist = self._artist(_seed(seed))
        drawn = [_shares(artist, _stimuli(target[np.newaxis], clamped), settle, average) for _ in range(n_samples)]
        return self._values(np.array(drawn)[:, :pixels])

    def complete(
        self, x: ArrayLike, known: ArrayLike, *, settle: int = 64, average: int = 128, seed: int = 0
    ) -> NDArray[np.float64]:
        """Completes images of which some pixels are known: these are clamped, and the others and the classes are free.

        Parameters
        ----------
        x : array of shape (values,) or (images, values)
            One image or many. What stands in the place of unknown pixels does not matter; it may be NaN.
        known : array of truth values of shape (values,) or (images, values)
            Which pixels are known, of all images or of each.
        settle, average : int
            The numbers of presentations before spikes are counted, and in which they are, as in `sample`.
        seed : int
            The seed of the random streams, which start anew for each image, so that it does not depend on the others.

        Returns
        -------
        array of the shape of x
            Pixels on the scale of the images in `fit`: known ones as they were given, and for the others the mean.
        """
        check_is_fitted(self)
        images, mask = np.atleast_2d(np.asarray(x)), np.asarray(known)
        if mask.dtype != np.bool_:
            raise InputError(f"known: found values of the type {mask.dtype}, expected truth values")
        if mask.shape not in (images.shape[1:], images.shape):
            raise InputError(f"known: found the shape {mask.shape}, expected {images.shape[1:]} or {images.shape}")
        mask = np.broadcast_to(mask, images.shape)
        if images.shape[1:] == (self.n_features_in_,):
            # what always spikes stands for unknown values: low ones would look as if the units differed
            images = np.where(mask, images, self._values(np.ones(self._pixels())))
        data = self._data(images)
        levels, pixels, outputs = self._pixels() // self.n_features_in_, self._pixels(), self.design_.layers[-1]
        targets, clamped = np.zeros((len(images), outputs), np.uint8), np.zeros((len(images), outputs), np.bool_)
        clamped[:, :pixels] = np.repeat(mask, levels, axis=1)
        targets[:, :pixels] = np.where(clamped[:, :pixels], data.x, 0)
        drawn = np.empty((len(images), outputs))
        for image in range(len(images)):
            artist = self._artist(_seed(seed))
            drawn[image] = _shares(artist, _stimuli(targets[image : image + 1], clamped[image]), settle, average)
        completed: NDArray[np.float64] = np.where(mask, images, self._values(drawn[:, :pixels]))
        return completed.reshape(np.shape(x))

    def spike_counts(self, X: ArrayLike) -> NDArray[np.int64]:
        """The spikes of each class for each image, of shape (images, classes), over ``spikes`` presentations in which the pixels
        are clamped and the classes free.

        The random streams start anew at each call and run on from image to image, as on a chip. So the counts of an image depend
        on the images before it.
        """
        check_is_fitted(self)
        images = self._data(X).x
        if not len(self.classes_):
            raise InputError("y: found none in fit, expected labels, because a network without classes cannot predict")
        clamped = np.arange(self.design_.layers[-1]) < images.shape[1]
        arrays = _stimuli(np.hstack([images, np.zeros((len(images), len(self.classes_)), np.uint8)]), clamped)
        counts = self.network_._core.ask(arrays, self.spikes, EVALUATION_SEED)
        return counts[:, images.shape[1] :].astype(np.int64)

    def score_samples(
        self,
        X: ArrayLike,
        *,
        method: Literal["auto", "exact", "annealed"] = "auto",
        chains: int = 100,
        temperatures: int = 30,
        draws: int = 8,
        seed: int = 0,
        return_error: bool = False,
    ) -> Any:
        """The log-probability of each image under the law of the free network, in nats.

        A network has a law of binary images: each pixel spikes or not. An image whose intensities are all never or always is
        binary, and its log-probability is given. Of a grey image, which is learned as binary draws in which each pixel spikes
        with the probability of its intensity, the mean log-probability of ``draws`` such draws is given, as usual for Bernoulli
        models (Burda et al., "Importance weighted autoencoders", ICLR 2016). With a thermometer code, the image is its code.
        Classes are summed over.

        Parameters
        ----------
        X : array of shape (images, values)
            Images.
        method : str
            ``exact`` sums over all states of up to 20 hidden neurons. ``annealed`` estimates the sum by annealed importance
            sampling. The mean of the estimated probability is right, so its logarithm is too low on average; more chains and
            temperatures lessen that and the error. ``auto`` is exact if it can be.
        chains, temperatures : int
            The number of chains of an estimate, and of their temperatures.
        draws : int
            The number of binary draws of a grey image, at least 2.
        seed : int
            The seed of draws and estimates. They depend on it and the image, and not on the other images.
        return_error : bool
            Whether standard errors are returned as well: of the estimate of a binary image (0 if it is exact), and of the mean
            over the draws of a grey one.

        Returns
        -------
        array of shape (images,), or two of them with return_error
        """
        check_is_fitted(self)
        seed = _seed(seed)
        draws, chains = _whole("draws", draws, 2, 2**31), _whole("chains", chains, 2, 2**31)
        temperatures = _whole("temperatures", temperatures, 1, 2**31)
        hidden = sum(self.design_.hidden)
        if method not in ("auto", "exact", "annealed"):
            raise InputError(f"method: found {method!r}, expected 'auto', 'exact' or 'annealed'")
        if method == "exact" and hidden > MOST_HIDDEN:
            raise InputError(f"method: found 'exact' with {hidden} hidden neurons, expected at most {MOST_HIDDEN}")
        images = self._data(X).x
        exact = method == "exact" or (method == "auto" and hidden <= MOST_HIDDEN)
        law = Law(self.network_, images.shape[1])
        means, errors = law.of_images(images, draws, None if exact else (chains, temperatures), seed)
        return (means, errors) if return_error else means

    def score(self, X: ArrayLike, y: ArrayLike | None = None) -> float:
        """The mean log-probability of images in nats; ``y`` is ignored."""
        return float(self.score_samples(X).mean())

    def save(self, directory: str | PathLike[str]) -> None:
        """Writes the design and the weights for the command line, for example ``yuragi generate --weights DIRECTORY``.

        They tell how values become intensities and which images were learned. The command line needs classes, so there must have
        been labels in `fit`.
        """
        check_is_fitted(self)
        if not len(self.classes_):
            raise InputError("y: found none in fit, expected labels, because a run has classes")
        self._write(self.network_, Path(directory))

    def _pixels(self) -> int:
        """The number of outputs that are pixels."""
        return self.design_.layers[-1] - len(self.classes_)

    def _class(self, label: Any) -> int:
        places = np.flatnonzero(self.classes_ == label) if np.ndim(label) == 0 else np.zeros(0, np.int64)
        if len(places):
            return int(places[0])
        known = self.classes_.tolist() or "none, because fit was given no labels"
        raise InputError(f"label: found {label!r}, expected one of {known}")

    def _data(self, X: ArrayLike) -> _core.Data:
        """Images on the scale of those that were learned."""
        data = _core.Data.like(validate_data(self, X, dtype=TYPES, reset=False), self.kind_)
        if data.findings:
            warnings.warn("; ".join(data.findings), ScaleWarning, stacklevel=3)
        return data

    def _values(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shares of spikes as values on the scale of the images that were learned."""
        scale = json.loads(self.kind_)["scale"]
        ends = scale.get("columns") or {"low": 0.0, "high": scale["full"]}
        # the pixels of a thermometer code are on one after another, so that the value is their mean
        share = shares.reshape(*shares.shape[:-1], self.n_features_in_, -1).mean(axis=-1)
        values: NDArray[np.float64] = np.asarray(ends["low"]) * (1.0 - share) + np.asarray(ends["high"]) * share
        return values

    def _artist(self, seed: int) -> _core.Machine:
        """A network with the learned weights that starts from a seed and does not learn, as the command line prepares it."""
        machine = _core.Machine.model(self.design_)
        machine.reset(seed)
        machine.load_weights(self.network_._core.row_memory.ravel())
        _, sweeps, _, flip, noise = machine.registers
        machine.configure(False, sweeps, MOST_DWELL, flip, noise)
        return machine


def _stimuli(outputs: NDArray[np.uint8], clamped: NDArray[np.bool_]) -> Arrays:
    """Stimuli of a network without inputs, of which the same outputs are clamped."""
    return np.zeros((len(outputs), 0), np.uint8), outputs, clamped[np.newaxis]


def _shares(machine: _core.Machine, arrays: Arrays, settle: int, average: int) -> NDArray[np.float64]:
    """The share of presentations of one stimulus in which each output spiked, after it was shown for a while."""
    average = _whole("average", average, 1, 65_535)
    if _whole("settle", settle, 0, 65_535):
        machine.present(arrays, settle)
        counts = machine.go_on(average)
    else:
        counts = machine.present(arrays, average)[0]
    shares: NDArray[np.float64] = counts / average
    return shares


def _seed(seed: int) -> int:
    return _whole("seed", seed, 0, 2**64 - 1)
