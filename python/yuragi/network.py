"""A network with its whole state in the open, in software."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from os import PathLike
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from ._arrays import intensities, stimuli
from .errors import InputError

Design = _core.Design
Key: TypeAlias = tuple[int | str, int]
"""A connection: the layer it comes from, or ``"bias"``, and the layer it goes to."""

EVALUATION_SEED = 0x6576_616C
"""The seed with which the command line classifies images."""


@dataclass(frozen=True)
class Registers:
    """The settings of an engine that can change while it runs.

    ``flip`` and ``noise`` are probabilities, which the registers hold in steps of 1/256 and 1/128.
    """

    learn: bool
    sweeps: int
    dwell: int
    flip: float
    noise: float


class Spikes(NamedTuple):
    """The spikes of one presentation, as truth values."""

    inputs: NDArray[np.bool_]
    """x, the spikes of the inputs."""
    predicted: tuple[NDArray[np.bool_], ...]
    """The prediction spikes of each hidden layer."""
    hidden: tuple[NDArray[np.bool_], ...]
    """The spikes of each hidden layer."""
    outputs: NDArray[np.bool_]
    """y, the spikes of the outputs, clamped or free."""
    readout: NDArray[np.bool_]
    """The read-out spikes of the outputs."""


class Counters(NamedTuple):
    """Counters since the last reset. They have 32 bits and wrap."""

    presentations: int
    flips_up: int
    flips_down: int
    evidence_up: int
    evidence_down: int


class Machine:
    """What `Network` and `Chip` have in common: a network of a design on some engine."""

    _core: _core.Machine
    _own_chain = False

    @property
    def design(self) -> Design:
        """The design of the network."""
        return self._core.design

    @property
    def registers(self) -> Registers:
        """The registers. Set some of them with `configure`."""
        learn, sweeps, dwell, flip, noise = self._core.registers
        return Registers(learn, sweeps, dwell, flip / 256, noise / 128)

    def configure(self, **changes: Any) -> None:
        """Sets registers: ``learn``, ``sweeps``, ``dwell``, ``flip`` and ``noise``. Others stay as they are.

        Raises `InputError` if one is unknown or out of range, or if a probability would be rounded to never or always.
        """
        try:
            wanted = replace(self.registers, **changes)
        except TypeError:
            unknown = sorted(set(changes) - set(Registers.__dataclass_fields__))
            known = ", ".join(Registers.__dataclass_fields__)
            raise InputError(f"registers: found {', '.join(unknown)}, expected some of {known}") from None
        self._core.configure(
            bool(wanted.learn),
            _whole("sweeps", wanted.sweeps, 1, 255),
            _whole("dwell", wanted.dwell, 1, 65_535),
            _steps("flip", wanted.flip, 256),
            _steps("noise", wanted.noise, 128),
        )

    def reset(self, seed: int) -> None:
        """Draws new weights from a seed and resets random streams, spikes and counters. Registers stay."""
        self._core.reset(_whole("seed", seed, 0, 2**64 - 1))

    def present(
        self, x: ArrayLike | None = None, y: ArrayLike | None = None, clamp: ArrayLike | None = None, n: int = 1
    ) -> NDArray[np.uint16]:
        """Presents one stimulus, or one after another, each ``n`` times.

        Parameters
        ----------
        x : array of shape (I,) or (stimuli, I)
            Intensities of the inputs: probabilities from 0 to 1, or bytes from 0 (never) to 255 (always). None for a network
            without inputs.
        y : label, labels, or array of shape (O,) or (stimuli, O), optional
            What the outputs are clamped to: the number of the output that spikes, or the intensities of all.
        clamp : array of truth values of shape (O,) or (stimuli, O), optional
            Which outputs are clamped. By default all are if y is given, and none otherwise.
        n : int
            The number of presentations of each stimulus, 1 to 65535.

        Returns
        -------
        array of shape (O,) or (stimuli, O)
            How often each output spiked in these n presentations.
        """
        arrays, single = stimuli(x, y, clamp, self.design.layers)
        counts = self._core.present(arrays, _whole("n", n, 1, 65_535))
        return counts[0] if single else counts

    def learn(
        self,
        x: ArrayLike | None,
        y: ArrayLike,
        presentations: int | None = None,
        *,
        clamp: ArrayLike | None = None,
        order_seed: int = 1,
        done: int = 0,
    ) -> None:
        """Learns from stimuli, which are shown in a new random order every epoch, each for ``dwell`` presentations.

        Parameters
        ----------
        x, y, clamp
            As in `present`, with one row for each stimulus.
        presentations : int, optional
            The number of presentations; by default each stimulus is shown once.
        order_seed : int
            The seed of the order. With the seed of the network it is the order of ``yuragi learn``.
        done : int
            The number of presentations of this order that were done before, to go on where an earlier call stopped.
        """
        arrays, _ = stimuli(x, y, clamp, self.design.layers)
        if presentations is None:
            presentations = len(arrays[0]) * self.registers.dwell
        self._core.learn(
            arrays,
            _whole("presentations", presentations, 0, 2**63),
            _whole("order_seed", order_seed, 0, 2**64 - 1),
            _whole("done", done, 0, 2**63),
        )

    def classify(
        self, x: ArrayLike, *, spikes: int = 64, outputs: ArrayLike | None = None, seed: int = EVALUATION_SEED
    ) -> NDArray[np.uint16]:
        """How often each output spikes in ``spikes`` presentations of each stimulus, with learning off.

        This is computed by the reference model with the weights that the network has now, from a reset with ``seed``, as by
        ``yuragi infer``: the network itself does not change. ``outputs`` are intensities that clamp the outputs whose place is
        not None (NaN).

        Returns an array of shape (stimuli, O), or (O,) for a single stimulus.
        """
        y, clamp = None, None
        if outputs is not None:
            given = np.asarray(outputs, dtype=float)
            clamp = ~np.isnan(given)
            y = intensities(np.where(clamp, given, 0.0), "outputs")
        arrays, single = stimuli(x, y, clamp, self.design.layers)
        counts = self._core.ask(arrays, _whole("spikes", spikes, 1, 65_535), _whole("seed", seed, 0, 2**64 - 1))
        return counts[0] if single else counts

    @property
    def counts(self) -> NDArray[np.uint16]:
        """How often each output spiked in the last call that presented."""
        return self._core.counts

    @property
    def counters(self) -> Counters:
        """Counters since the last reset."""
        return Counters(*self._core.counters)

    @property
    def spikes(self) -> Spikes:
        """The spikes of the last presentation."""
        inputs, predicted, hidden, outputs, readout = self._core.spikes
        return Spikes(inputs, tuple(predicted), tuple(hidden), outputs, readout)

    @property
    def potentials(self) -> tuple[NDArray[np.int32], ...]:
        """The potentials at the end of the last presentation in quanta: of each hidden layer, then of the outputs.

        Those of the first hidden layer are as predicted from the inputs. Those further up follow all changes of the spikes
        below."""
        return tuple(self._core.potentials)

    @property
    def weights(self) -> dict[Key, NDArray[np.int16]]:
        """The weights in quanta, by connection: ``(0, 1)`` has the shape (neurons of layer 0, neurons of layer 1), and
        ``("bias", 1)`` has a weight for each neuron of layer 1. Layer 0 are the inputs; the skips of the design are there as
        well, for example ``(0, 2)``. The arrays are read-only; those of a `Network` look into its memory and change while it
        learns."""
        return self._core.weights

    def load_weights(self, weights: dict[Key, ArrayLike]) -> None:
        """Replaces the weights of some connections, in quanta.

        Raises `InputError` if a connection does not exist, or an array has another shape or a weight of more than B bits.
        """
        values = self._core.row_memory.ravel().copy()
        places = self._core.places
        low, high = -(2 ** (self.design.bits - 1)), 2 ** (self.design.bits - 1) - 1
        for key, given in weights.items():
            if key not in places:
                known = ", ".join(str(known) for known in places)
                raise InputError(f"weights: found the connection {key}, expected one of {known}")
            array = np.asarray(given)
            if array.shape != places[key].shape:
                raise InputError(f"weights {key}: found the shape {array.shape}, expected {places[key].shape}")
            if not np.issubdtype(array.dtype, np.integer):
                raise InputError(f"weights {key}: found values of the type {array.dtype}, expected whole numbers")
            if array.size and not (array.min() >= low and array.max() <= high):
                raise InputError(
                    f"weights {key}: found values from {array.min()} to {array.max()}, expected {low} to {high}"
                )
            values[places[key]] = array
        self._core.load_weights(values)

    def state(self) -> bytes:
        """Every bit of the state, from which `load_state` continues exactly. It holds design, weights, random streams,
        registers, stimulus, spikes and counters."""
        return self._core.state()

    def load_state(self, state: bytes) -> None:
        """Takes a state of the same design that `state` returned.

        Raises `InputError` if the bytes are something else, damaged, or of another design; then nothing changes.
        """
        self._core.load_state(_bytes(state))

    def sample(
        self,
        x: ArrayLike | None = None,
        y: ArrayLike | None = None,
        clamp: ArrayLike | None = None,
        *,
        warmup: int = 100,
        draws: int = 1000,
        thin: int = 1,
        chains: int | None = None,
        seed: int = 0,
    ) -> dict[str, NDArray[np.bool_]]:
        """Samples of the neurons while one stimulus is shown, with learning off.

        The hidden neurons are resampled by Gibbs sampling if an output is clamped. In a `Network` each chain is a copy with
        random streams of its own, and the network itself does not change. A `Chip` has one chain, which is its own.

        Parameters
        ----------
        x, y, clamp
            One stimulus, as in `present`.
        warmup : int
            The number of presentations before the first draw.
        draws : int
            The number of draws of each chain.
        thin : int
            The number of presentations from one draw to the next.
        chains : int, optional
            The number of chains, by default 4 of a network and 1 of a chip. They run on all cores, on which the result does not
            depend.
        seed : int
            The seed of the chains.

        Returns
        -------
        dict of arrays of shape (chains, draws, neurons)
            ``layer_1`` and so on for hidden layers and outputs, which are the last layer, in the form that ArviZ takes.
        """
        arrays, _ = stimuli(x, y, clamp, self.design.layers)
        if len(arrays[0]) != 1 or len(arrays[1]) != 1 or len(arrays[2]) != 1:
            raise InputError(f"x: found {len(arrays[0])} stimuli, expected one")
        layers = self._core.sample(arrays, _times(warmup, draws, thin, "thin"), self._chains(chains), seed)
        return {f"layer_{number}": layer for number, layer in enumerate(layers, 1)}

    def trace(
        self,
        x: ArrayLike | None,
        y: ArrayLike,
        connections: list[tuple[Key, tuple[int, ...]]],
        *,
        clamp: ArrayLike | None = None,
        warmup: int = 0,
        draws: int = 1000,
        every: int = 100,
        chains: int | None = None,
        seed: int = 0,
    ) -> NDArray[np.int16]:
        """Weights while the network learns from stimuli.

        In a `Network` each chain is a copy that starts from the weights of now with random streams of its own, and the
        network itself does not change. A `Chip` has one chain, which is its own.

        Parameters
        ----------
        x, y, clamp
            Stimuli, as in `learn`.
        connections : list of (key, index)
            The weights to follow: a key of `weights` and an index of its array, for example ``((0, 1), (3, 5))`` or
            ``(("bias", 2), (7,))``.
        warmup : int
            The number of presentations before the first draw.
        draws : int
            The number of draws of each chain.
        every : int
            The number of presentations from one draw to the next.

        Returns
        -------
        array of shape (chains, draws, connections)
            Weights in quanta, in the form that ArviZ takes.
        """
        arrays, _ = stimuli(x, y, clamp, self.design.layers)
        places = self._core.places
        wanted = []
        for key, index in connections:
            try:
                wanted.append(int(places[key][tuple(index)]))
            except (KeyError, IndexError, TypeError):
                raise InputError(
                    f"connections: found {key} {index}, expected a key of weights and an index of its array"
                ) from None
        return self._core.trace(arrays, wanted, _times(warmup, draws, every, "every"), self._chains(chains), seed)

    def _chains(self, chains: int | None) -> int | None:
        if not self._own_chain:
            return 4 if chains is None else _whole("chains", chains, 1, 65_536)
        if chains not in (None, 1):
            raise InputError(f"chains: found {chains}, expected 1, because a chip has one chain")
        return None


class Network(Machine):
    """A network in the reference model, which computes the same bits as the chip.

    Parameters
    ----------
    design : Design, str, or sequence of int
        The design, the path of a design file, the name of a built-in design, or the number of neurons of each layer.
    seed : int, optional
        The seed of the weights and of all random streams; by default that of the design.
    **options
        What else a `Design` of these layers has, for example ``skips=[(0, 2)]`` and ``initial=7``. They may stand for the
        layers, too: ``inputs=64, hidden=32, outputs=10``.

    Examples
    --------
    >>> import numpy as np, yuragi
    >>> network = yuragi.Network((8, 16, 2), seed=1)
    >>> x = np.array([[1, 1, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1, 1, 1]], dtype=float)
    >>> network.learn(x, [0, 1], presentations=400)
    >>> network.classify(x, spikes=64).argmax(axis=1)
    array([0, 1])

    Two hidden layers, and connections from the inputs to the second one:

    >>> network = yuragi.Network(layers=(8, 16, 4, 2), skips=[(0, 2)], seed=1)
    >>> network.weights[0, 2].shape
    (8, 4)
    """

    def __init__(
        self, design: Design | str | Sequence[int] | None = None, seed: int | None = None, **options: Any
    ) -> None:
        self._core = _core.Machine.model(_design(design, options))
        if seed is not None:
            self.reset(seed)

    @classmethod
    def of_run(cls, path: str | PathLike[str]) -> Network:
        """The network of a run of the command line, with its whole state if the run kept it."""
        return cls._of(_core.Machine.of_run(path))

    @classmethod
    def of_state(cls, state: bytes) -> Network:
        """The network of bytes that `state` returned.

        Raises `InputError` if the bytes are something else or damaged.
        """
        network = cls(_core.Machine.design_of(_bytes(state)))
        network.load_state(state)
        return network

    @classmethod
    def _of(cls, core: _core.Machine) -> Network:
        network = cls.__new__(cls)
        network._core = core
        return network

    def copy(self) -> Network:
        """A network in the same state, which then goes its own way."""
        return type(self).of_state(self.state())

    def __reduce__(self) -> tuple[Any, tuple[bytes]]:
        return (type(self).of_state, (self.state(),))

    def __repr__(self) -> str:
        return f"<Network {'-'.join(map(str, self.design.layers))}>"


def _design(design: Design | str | Sequence[int] | None, options: dict[str, Any] | None = None) -> Design:
    if isinstance(design, (_core.Design, str)):
        if options:
            raise InputError(f"{next(iter(options))}: found a value, expected none, because the design has its own")
        return _core.Design.load(design) if isinstance(design, str) else design
    if isinstance(design, (list, tuple)):
        return _core.Design(design, **(options or {}))
    if design is None and options:
        return _core.Design(**options)
    raise InputError(
        f"design: found {type(design).__name__}, expected a Design, the name of one, or the neurons of each layer"
    )


def _whole(name: str, value: Any, low: int, high: int) -> int:
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool) and low <= value <= high:
        return int(value)
    raise InputError(f"{name}: found {value!r}, expected a whole number from {low} to {high}")


def _steps(name: str, probability: float, steps: int) -> int:
    if not 0 <= probability <= 1:
        raise InputError(f"{name}: found {probability}, expected a probability from 0 to 1")
    register = int(np.floor(probability * steps + 0.5))
    if register in (0, steps) and probability not in (0, 1):
        certain = "never" if register == 0 else "always"
        raise InputError(f"{name}: found {probability}, which steps of 1/{steps} round to {certain}")
    return register


def _times(warmup: int, draws: int, step: int, name: str) -> tuple[int, int, int]:
    return (
        _whole("warmup", warmup, 0, 2**63),
        _whole("draws", draws, 1, 2**31),
        _whole(name, step, 1, 2**31),
    )


def _bytes(state: bytes) -> bytes:
    if isinstance(state, (bytes, bytearray)):
        return bytes(state)
    raise InputError(f"state: found {type(state).__name__}, expected the bytes that state() returned")
