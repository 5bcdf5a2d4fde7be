"""Pictures of runs, images and weights. They need Matplotlib: ``pip install 'yuragi[plots]'``.

Each function draws into axes, which are made if none are given, and returns them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from .errors import InputError
from .network import Machine
from .run import Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes
else:
    Axes = Any


def learning_curve(run: Run, ax: Axes | None = None) -> Axes:
    """The accuracy on training images and test images against the presentations of a run."""
    if not run.curve:
        raise InputError(f"{run.path}: found no learning curve, expected a run of `yuragi learn` with its state")
    ax = _axes(ax)
    presentations = run.curve["presentations"]
    for part, style in (("train", "--"), ("test", "-")):
        images = int(run.curve[f"{part}_images"].max(initial=0))
        ax.plot(presentations, run.curve[f"{part}_accuracy"], style, label=f"{part}, {images} images")
    ax.set_xscale("log")
    ax.set_xlabel("presentations")
    ax.set_ylabel("accuracy")
    ax.set_ylim(0, 1)
    ax.legend()
    return ax


def images(values: ArrayLike, shape: tuple[int, int], columns: int = 8, ax: Axes | None = None) -> Axes:
    """Images side by side in rows of ``columns``.

    Parameters
    ----------
    values : array of shape (images, pixels)
        The pixels of each image, row by row. The lowest of all is black and the highest white.
    shape : (int, int)
        Width and height of an image.
    """
    array = np.atleast_2d(np.asarray(values, dtype=float))
    width, height = shape
    if array.ndim != 2 or array.shape[1] != width * height or not len(array):
        raise InputError(
            f"values: found an array of the shape {array.shape}, expected (images, {width * height}) for {width} × {height} pixels"
        )
    rows = -(-len(array) // columns)
    sheet = np.full((rows * (height + 1) - 1, min(columns, len(array)) * (width + 1) - 1), np.nan)
    for number, image in enumerate(array):
        top, left = number // columns * (height + 1), number % columns * (width + 1)
        sheet[top : top + height, left : left + width] = image.reshape(height, width)
    ax = _axes(ax)
    ax.imshow(sheet, cmap="gray", interpolation="nearest")
    ax.set_axis_off()
    return ax


def fan_in(machine: Machine, shape: tuple[int, int], columns: int = 8, ax: Axes | None = None) -> Axes:
    """The weights from the inputs to each neuron of the first hidden layer, as images of the input's shape."""
    weights = machine.weights[0, 1]
    return images(weights.T, shape, columns, ax)


def _axes(ax: Axes | None) -> Axes:
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError:
        raise ImportError("plots need Matplotlib: pip install 'yuragi[plots]'") from None
    axes: Axes = pyplot.subplots()[1]
    return axes
