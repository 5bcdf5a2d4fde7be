"""A dual sampling neural network: in software, in simulated hardware and on FPGA boards.

Every neuron and every synapse is a probabilistic bit, and learning is Gibbs sampling. `DualSamplingClassifier` learns in three
lines, `Network` shows the whole state, and `Chip` runs the same network in simulated hardware or on a board.
"""

from . import datasets, errors, plots
from ._core import Design, __version__
from .chip import BuildReport, Chip, Comparison, Difference, VirtualBoard, boards
from .classifier import DualSamplingClassifier
from .generator import DualSamplingGenerator
from .network import Counters, Machine, Network, Registers, Spikes
from .run import Run

__all__ = [
    "BuildReport",
    "Chip",
    "Comparison",
    "Counters",
    "Design",
    "Difference",
    "DualSamplingClassifier",
    "DualSamplingGenerator",
    "Machine",
    "Network",
    "Registers",
    "Run",
    "Spikes",
    "VirtualBoard",
    "__version__",
    "boards",
    "datasets",
    "errors",
    "plots",
]
