"""Runs of the command line: the directories that ``yuragi learn`` writes."""

from __future__ import annotations

import json
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _core
from .network import Design, Key, Network


class Run:
    """A learning run that the command line or `DualSamplingClassifier.save` wrote.

    Parameters
    ----------
    path : path
        The directory of the run, or its file of weights.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = Path(fspath(path))
        design, kind, state, curve = _core.read_run(self.path)
        self.design: Design = design
        """The design of the network."""
        self.curve: dict[str, NDArray[Any]] = curve
        """The learning curve by column, for ``pandas.DataFrame(run.curve)``; empty if the run has none."""
        self.kind: dict[str, Any] | None = None if kind is None else json.loads(kind)
        """How values became intensities, and the names of the classes; None if it is not known."""
        self._state: dict[str, Any] | None = None if state is None else json.loads(state)

    @property
    def weights(self) -> dict[Key, NDArray[np.int16]]:
        """The learned weights in quanta, by connection, as in `Network.weights`."""
        return self.network().weights

    @property
    def provenance(self) -> dict[str, Any]:
        """Where the weights come from, as far as the run says it: the data with their fingerprint, seeds, numbers of
        presentations, and the content of ``result.json``."""
        told: dict[str, Any] = {}
        if self._state is not None:
            told = {key: value for key, value in self._state.items() if key not in ("snapshot", "curve")}
        result = self.path / "result.json"
        if self.path.is_dir() and result.is_file():
            told["result"] = json.loads(result.read_text(encoding="utf-8"))
        return told

    def network(self) -> Network:
        """The network of the run, with its whole state if the run kept it."""
        return Network.of_run(self.path)

    def __repr__(self) -> str:
        return f"<Run {self.path}, {'-'.join(map(str, self.design.layers))}>"
