"""The same network on other engines: simulated Verilog, simulated boards and boards on a serial port."""

from __future__ import annotations

import json
from dataclasses import dataclass
from os import PathLike, fspath
from types import TracebackType
from typing import Any, Literal

from . import _core
from .errors import InputError
from .network import Design, Machine, _design, _whole

EngineName = Literal["model", "rtl", "netlist", "bitstream", "serial"]


@dataclass(frozen=True)
class Difference:
    """The first difference between two engines."""

    field: str
    """What differs, for example spikes or weights."""
    index: int
    """The place in it."""
    left: int
    """The value of the first engine."""
    right: int
    """The value of the second engine."""


@dataclass(frozen=True)
class Comparison:
    """What a comparison of two engines found."""

    presentations: int
    """The number of presentations that both ran."""
    bits: int
    """The number of bits that were compared and equal."""
    not_compared: tuple[str, ...]
    """The parts of the state that one of the two does not show."""
    difference: Difference | None
    """The first difference, after the last of the presentations; None if there is none."""

    @property
    def equal(self) -> bool:
        """Whether no difference was found."""
        return self.difference is None


@dataclass(frozen=True)
class Used:
    """How much of a resource of a chip is used."""

    used: int
    available: int


@dataclass(frozen=True)
class Stage:
    """A stage of a build and its time in seconds."""

    name: str
    seconds: float


@dataclass(frozen=True)
class BuildReport:
    """The sizes, the speed and the times of a build. Frequencies are in MHz, rates of lines in bits per second."""

    board: str
    device: str
    design: str
    lut4: int
    ff: int
    cells: Used
    ram: Used
    asked_mhz: float
    reached_mhz: float
    timing_met: bool
    icetime_mhz: float | None
    critical_path: str
    baud: int
    presentations_per_second: tuple[float, float]
    seed: int
    stages: tuple[Stage, ...]

    @classmethod
    def _of(cls, text: str) -> BuildReport:
        values: dict[str, Any] = json.loads(text)
        values["cells"] = Used(**values["cells"])
        values["ram"] = Used(**values["ram"])
        values["stages"] = tuple(Stage(**stage) for stage in values["stages"])
        values["presentations_per_second"] = tuple(values["presentations_per_second"])
        return cls(**values)


class Chip(Machine):
    """A network on an engine.

    Parameters
    ----------
    design : Design or str
        The design, the path of a design file, or the name of a built-in design.
    engine : str
        ``model`` is the reference model in software. ``rtl`` is the exported Verilog in Verilator. ``netlist`` and
        ``bitstream`` are simulations of a whole board, which is built first. ``serial`` is a board on a serial port, or a
        virtual board.
    board : str, optional
        The board: a name of `boards`, or a folder with a board file.
    port : str, optional
        The serial port, for example /dev/ttyUSB0.
    baud : int, optional
        The rate of the line in bits per second; by default that of the board.
    patience : float, optional
        How many times longer than a board the device may take to answer; by default it is measured.
    seed : int, optional
        A seed to reset the chip with. Without it, a device keeps the state that it has.
    """

    _own_chain = True

    def __init__(
        self,
        design: Design | str,
        engine: EngineName = "model",
        *,
        board: str | None = None,
        port: str | PathLike[str] | None = None,
        baud: int | None = None,
        patience: float | None = None,
        seed: int | None = None,
    ) -> None:
        path = None if port is None else fspath(port)
        self._core = _core.Machine.on(_design(design), engine, board, path, baud, patience)
        if seed is not None:
            self.reset(seed)

    @property
    def engine(self) -> str:
        """The name of the engine."""
        return self._core.engine_name

    @property
    def cycles(self) -> int | None:
        """The number of clock cycles so far, if the engine has a clock."""
        return self._core.cycles

    def compare(self, other: Machine, presentations: int = 1000, *, seed: int = 1) -> Comparison:
        """Runs this chip and another machine of the same design on the same random commands, and compares their states after
        each one.

        Both are reset by the commands, and their registers are set as they were at the end.
        """
        if other._core is self._core:
            raise InputError("compare: found one machine twice, expected two")
        done, bits, left_out, found = self._core.compare(
            other._core, _whole("presentations", presentations, 1, 2**63), _whole("seed", seed, 0, 2**64 - 1)
        )
        return Comparison(done, bits, tuple(left_out), None if found is None else Difference(*found))

    def export_verilog(self, directory: str | PathLike[str], *, trained: bool = False) -> list[str]:
        """Writes the Verilog of the core, one file a module and their list ``yuragi_core.f``, and returns the paths.

        With ``trained``, the core holds the weights of this chip when it is powered up.
        """
        values = self._core.row_memory.ravel() if trained else None
        return [fspath(path) for path in _core.export_verilog(self.design, directory, values)]

    def build(
        self,
        board: str,
        directory: str | PathLike[str],
        *,
        trained: bool = False,
        seed: int = 1,
        best_of: int = 1,
        clock: float | None = None,
        baud: int | None = None,
    ) -> BuildReport:
        """Builds the bitstream of a board with yosys and nextpnr, and writes it with the other files of the build.

        ``seed`` is that of the placement, and of ``best_of`` placements the fastest is kept. ``clock`` is the frequency of the
        core in MHz, and ``baud`` the rate of the serial line; by default both are those of the board. With ``trained``, the core
        holds the weights of this chip when it is powered up.
        """
        values = self._core.row_memory.ravel() if trained else None
        text = _core.build(self.design, board, directory, values, seed, best_of, clock, baud)
        return BuildReport._of(text)

    def __repr__(self) -> str:
        return f"<Chip {'-'.join(map(str, self.design.layers))} on the engine {self.engine}>"


class VirtualBoard:
    """A simulated board behind a pseudo-terminal, as a context manager.

    The serial pins are simulated bit by bit, which is some hundred times slower than a board.

    Parameters
    ----------
    design : Design or str
        The design of the core.
    board : str
        A name of `boards`, or a folder with a board file.
    stage : str, optional
        What is simulated: ``rtl``, ``netlist`` or ``bitstream``; by default the bitstream of an iCE40 and the exported Verilog
        of other chips.
    link : path, optional
        A symbolic link to the pseudo-terminal, which is removed at the end.
    """

    def __init__(
        self,
        design: Design | str,
        board: str,
        *,
        stage: Literal["rtl", "netlist", "bitstream"] | None = None,
        link: str | PathLike[str] | None = None,
    ) -> None:
        self._arguments = (_design(design), board, stage, link)
        self._core: _core.VirtualBoard | None = None

    def __enter__(self) -> VirtualBoard:
        if self._core is not None:
            raise InputError("virtual board: found one that runs, expected one that was closed")
        self._core = _core.VirtualBoard(*self._arguments)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def port(self) -> str:
        """The path of the pseudo-terminal, for ``Chip(..., "serial", port=...)``."""
        if self._core is None:
            raise InputError("virtual board: found one that is closed, expected one in a with statement")
        return fspath(self._core.path)

    def close(self) -> None:
        """Ends the simulation."""
        if self._core is not None:
            self._core.close()
            self._core = None


def boards() -> dict[str, str | None]:
    """The names of the built-in boards, each with the name of the design that is meant for it."""
    return dict(_core.boards())
