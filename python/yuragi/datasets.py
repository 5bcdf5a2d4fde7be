"""Data that are built in, and files as the command line reads them."""

from __future__ import annotations

from os import PathLike, fspath
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _core


class Images(NamedTuple):
    """Labelled images."""

    x: NDArray[np.uint8]
    """Intensities from 0 to 255, images × pixels, read-only."""
    y: NDArray[np.int64]
    """The number of each image's class; −1 if it has no label."""
    classes: tuple[str, ...]
    """The names of the classes."""
    shape: tuple[int, int] | None
    """Width and height of an image, if they are known."""


def load(path: str | PathLike[str]) -> Images:
    """Images of a file or folder, or built-in ones: ``digits``, ``mnist`` or ``photographs``."""
    return _images(_core.Data.load(fspath(path)))


def split(path: str | PathLike[str], kind: str = "random", seed: int = 1) -> tuple[Images, Images]:
    """Training images and test images as the command line divides them.

    ``kind`` is ``random``, ``stratified``, or ``fold:N/K`` for fold N of K. Data that set their own scale get that of the
    training images.
    """
    data = _core.Data.load(fspath(path))
    train, test = data.split(kind, seed)
    images = _images(data.scaled_by(train.tolist()))
    parts = [images._replace(x=images.x[places], y=images.y[places]) for places in (train, test)]
    return parts[0], parts[1]


def _images(data: _core.Data) -> Images:
    return Images(data.x, data.y, tuple(data.classes), data.shape)
