"""From what users give to the arrays of the compiled part."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import InputError

Arrays: TypeAlias = tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_]]


def intensities(values: ArrayLike, name: str) -> NDArray[np.uint8]:
    """Intensities from 0 (never) to 255 (always).

    Integers from 0 to 255 are intensities as they are, numbers with a point are probabilities from 0 to 1, and truth values
    are never or always. A probability p becomes min(255, round(256·p)), because an intensity q spikes with probability
    q/256, and 255 always does.
    """
    array = np.asarray(values)
    if array.dtype == np.uint8:
        return array
    if array.dtype == np.bool_:
        return array.astype(np.uint8) * np.uint8(255)
    if not (np.issubdtype(array.dtype, np.floating) or np.issubdtype(array.dtype, np.integer)):
        raise InputError(f"{name}: found values of the type {array.dtype}, expected numbers")
    whole = bool(np.issubdtype(array.dtype, np.integer))
    highest = 255 if whole else 1
    if array.size and not (np.all(array >= 0) and np.all(array <= highest)):
        kind = "intensities" if whole else "probabilities"
        raise InputError(f"{name}: found values outside 0 to {highest}, expected {kind} from 0 to {highest}")
    if whole:
        return array.astype(np.uint8)
    quantised: NDArray[np.uint8] = np.minimum(np.floor(256.0 * array + 0.5), 255).astype(np.uint8)
    return quantised


def stimuli(
    x: ArrayLike | None,
    y: ArrayLike | None,
    clamp: ArrayLike | None,
    layers: tuple[int, ...],
) -> tuple[Arrays, bool]:
    """Arrays of stimuli, and whether a single one was given as a row."""
    inputs, outputs = layers[0], layers[-1]
    single = True
    if x is None:
        rows = np.zeros((_rows(y, outputs), inputs), np.uint8)
        if inputs > 0:
            raise InputError(f"x: found none, expected {inputs} intensities, one for each input")
        single = y is None or np.ndim(y) == 0 or (np.ndim(y) == 1 and not _labels(y))
    else:
        rows = intensities(x, "x")
        single = rows.ndim == 1
        if single:
            rows = rows[np.newaxis]
        if rows.ndim != 2 or rows.shape[1] != inputs:
            raise InputError(
                f"x: found an array of the shape {np.shape(x)}, expected ({inputs},) or (n, {inputs})"
            )
    targets = _targets(y, len(rows), outputs)
    if clamp is None:
        clamped = np.full((1, outputs), y is not None)
    else:
        clamped = np.asarray(clamp)
        if clamped.dtype != np.bool_:
            raise InputError(f"clamp: found values of the type {clamped.dtype}, expected truth values")
        clamped = np.broadcast_to(clamped, (1, outputs)) if clamped.ndim < 2 else clamped
    return (np.atleast_2d(rows), targets, clamped), single


def _labels(y: ArrayLike) -> bool:
    """Whether these are labels and no intensities: whole numbers that are not bytes, at most one for each stimulus."""
    array = np.asarray(y)
    return array.ndim < 2 and bool(np.issubdtype(array.dtype, np.integer)) and array.dtype != np.uint8


def _rows(y: ArrayLike | None, outputs: int) -> int:
    """The number of stimuli of a network without inputs."""
    if y is None:
        return 1
    array = np.asarray(y)
    if array.ndim == 2 or (array.ndim == 1 and _labels(y)):
        return len(array)
    return 1


def _targets(y: ArrayLike | None, rows: int, outputs: int) -> NDArray[np.uint8]:
    """Intensities of the outputs: of all 0 if none are given, or one row for each stimulus or for all."""
    if y is None:
        return np.zeros((1, outputs), np.uint8)
    if _labels(y):
        labels = np.atleast_1d(np.asarray(y))
        if len(labels) not in (1, rows):
            raise InputError(f"y: found {len(labels)} labels, expected {rows}, one for each row of x")
        if labels.size and not (labels.min() >= 0 and labels.max() < outputs):
            raise InputError(f"y: found a label outside 0 to {outputs - 1}, expected the number of an output")
        hot = np.zeros((len(labels), outputs), np.uint8)
        hot[np.arange(len(labels)), labels] = 255
        return hot
    targets = np.atleast_2d(intensities(y, "y"))
    if targets.ndim != 2 or targets.shape[1] != outputs or len(targets) not in (1, rows):
        raise InputError(
            f"y: found an array of the shape {np.shape(y)}, expected labels, or ({outputs},) or ({rows}, {outputs})"
        )
    return targets


def one_hot(labels: NDArray[Any], outputs: int) -> NDArray[np.uint8]:
    """Labels as intensities of outputs: 255 at the label and 0 elsewhere."""
    return _targets(labels.astype(np.int64), len(labels), outputs)
