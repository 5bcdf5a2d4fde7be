"""The same network on other engines: the model, simulated Verilog and a virtual board."""

import json
import os
import shutil
import subprocess

import numpy as np
import pytest

import yuragi
from yuragi import Chip, Design, Network, VirtualBoard
from yuragi.errors import InputError

BOARD = "hx8k-breakout"
SMALL = Design((4, 8, 2), lanes=4, seed=1)
X = np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]])

needs_verilator = pytest.mark.skipif(shutil.which("verilator") is None, reason="verilator is not on the PATH")
needs_tools = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("yosys", "nextpnr-ice40", "icepack")),
    reason="yosys, nextpnr-ice40 or icepack is not on the PATH",
)


def same_weights(left, right):
    return all(np.array_equal(left.weights[key], right.weights[key]) for key in left.weights)


@pytest.mark.parametrize("engine", ["model", pytest.param("rtl", marks=needs_verilator)])
def test_engines_are_equal_to_the_model(engine):
    chip = Chip("tiny", engine, seed=3)
    network = Network("tiny", seed=3)
    assert chip.engine == engine
    assert (chip.cycles is None) == (engine == "model")
    for machine in (chip, network):
        machine.learn(np.eye(2), [[0.0], [1.0]], presentations=50)
    assert same_weights(chip, network)
    assert chip.counters == network.counters
    found = chip.compare(network, 200, seed=2)
    assert found.equal and found.difference is None
    assert found.presentations == 200
    assert found.bits > 200


@needs_verilator
def test_a_deep_circuit_is_equal_to_the_model():
    design = Design((4, 5, 3, 2), skips=[(0, 2), (1, 3)], lanes=4, initial=7)
    chip, network = Chip(design, "rtl", seed=3), Network(design, seed=3)
    for machine in (chip, network):
        machine.learn(X, [0, 1], presentations=50)
    assert same_weights(chip, network)
    found = chip.compare(network, 100, seed=2)
    assert found.equal and found.bits > 100


def test_only_two_machines_of_one_design_are_compared():
    chip = Chip(SMALL)
    for other, text in [
        (Network(SMALL.with_keys([("synapse.quantum_log2", "2")])), "found machines of two designs"),
        (Network(Design((4, 8, 3), lanes=4, seed=1)), "found machines of two designs"),
        (chip, "found one machine twice"),
    ]:
        with pytest.raises(InputError, match=text):
            chip.compare(other, 100)
    assert not yuragi.Comparison(7, 100, (), yuragi.Difference("weights", 3, 1, 2)).equal


@needs_verilator
def test_verilog_of_other_weights_differs():
    """One weight that is different in the simulated circuit shows in the potential of its neuron and nowhere else."""
    chip, network = Chip(SMALL, "rtl", seed=1), Network(SMALL, seed=1)
    full = np.full(4, 255, np.uint8)
    chip.present(full)
    network.present(full)
    assert np.array_equal(chip.potentials[0], network.potentials[0])
    weights = network.weights[0, 1].copy()
    weights[2, 5] -= np.sign(weights[2, 5]) or 1
    chip.load_weights({(0, 1): weights})
    assert not same_weights(chip, network)
    chip.present(full)
    network.present(full)
    difference = np.asarray(chip.potentials[0]) - network.potentials[0]
    assert np.flatnonzero(difference).tolist() == [5]


@pytest.mark.parametrize(
    ("arguments", "options", "text"),
    [
        (("tiny", "model"), {"port": "/dev/ttyUSB0"}, "port: found a value, expected none"),
        (("tiny", "rtl"), {"baud": 9600}, "baud: found a value, expected none"),
        (("tiny", "verilog"), {}, "there is no engine verilog: expected model, rtl"),
        (("tiny", "netlist"), {}, "board: found none"),
        (("tiny", "serial"), {}, "port: found none"),
        (("tiny", "serial"), {"port": "/dev/no-such-port", "board": BOARD}, "no-such-port"),
        (("tiny", "netlist"), {"board": "no-such-board"}, "no-such-board"),
        (("no-such-design",), {}, "no-such-design"),
    ],
)
def test_wrong_options_are_refused(arguments, options, text):
    with pytest.raises(yuragi.errors.YuragiError, match=text):
        Chip(*arguments, **options)


def test_a_chip_has_one_chain():
    with pytest.raises(InputError, match="chains: found 3, expected 1"):
        Chip("tiny").sample([1.0, 0], draws=2, chains=3)
    assert Chip("tiny", seed=1).sample([1.0, 0], draws=5)["layer_1"].shape == (1, 5, 2)


def test_boards_have_designs():
    boards = yuragi.boards()
    assert boards[BOARD]
    Design.load(boards[BOARD])


def test_verilog_is_exported(tmp_path):
    chip = Chip("tiny", seed=1)
    files = chip.export_verilog(tmp_path / "plain")
    listed = (tmp_path / "plain" / "yuragi_core.f").read_text(encoding="utf-8").split()
    assert listed
    assert all((tmp_path / "plain" / name).is_file() for name in listed)
    assert {os.path.basename(path) for path in files} >= set(listed)
    chip.learn(np.eye(2), [[0.0], [1.0]], presentations=200)
    chip.export_verilog(tmp_path / "trained", trained=True)
    texts = [
        "".join((tmp_path / folder / name).read_text(encoding="utf-8") for name in listed) for folder in ("plain", "trained")
    ]
    assert texts[0] != texts[1]


@needs_verilator
def test_learning_on_a_virtual_board():
    with VirtualBoard(SMALL, BOARD, stage="rtl") as board:
        with pytest.raises(InputError, match="the core was made from another design"):
            Chip(SMALL.with_keys([("synapse.quantum_log2", "2")]), "serial", port=board.port, board=BOARD)
        chip = Chip(SMALL, "serial", port=board.port, board=BOARD, seed=5)
        network = Network(SMALL, seed=5)
        for machine in (chip, network):
            machine.learn(X, [0, 1], presentations=100)
        assert same_weights(chip, network)
        assert np.array_equal(chip.present(X, n=20), network.present(X, n=20))
        assert chip.counters == network.counters
        found = chip.compare(Chip(SMALL), 20)
        assert found.equal and found.bits > 0
        with pytest.raises(InputError, match="found one that runs"):
            board.__enter__()
    with pytest.raises(InputError, match="found one that is closed"):
        board.port


@needs_verilator
@needs_tools
def test_a_board_is_built(tmp_path):
    report = Chip("tiny").build(BOARD, tmp_path / "build")
    assert report.board == BOARD and report.timing_met
    assert 0 < report.cells.used < report.cells.available
    assert report.reached_mhz >= report.asked_mhz
    assert list((tmp_path / "build").glob("*.bin"))


def test_runs_of_the_command_line(tmp_path):
    command = os.environ.get("YURAGI")
    if not command:
        pytest.skip("YURAGI does not name the command line")
    subprocess.run(
        [command, "learn", "--quiet", "--presentations", "5000", "--seed", "4", "--out", str(tmp_path / "run")], check=True
    )
    run = yuragi.Run(tmp_path / "run")
    assert run.design.layers == (64, 64, 10)
    assert len(run.curve) > 1 and len({len(column) for column in run.curve.values()}) == 1
    result = json.loads((tmp_path / "run" / "result.json").read_text(encoding="utf-8"))
    assert run.provenance["result"] == result
    network = run.network()
    assert network.counters.presentations == 5000
    assert same_weights(network, run.network())
    # the weights alone are a run, too
    alone = yuragi.Run(tmp_path / "run" / "weights.safetensors")
    assert all(np.array_equal(alone.weights[key], weights) for key, weights in run.weights.items())
    assert "result" not in alone.provenance


def test_a_deep_run_of_the_command_line(tmp_path):
    command = os.environ.get("YURAGI")
    if not command:
        pytest.skip("YURAGI does not name the command line")
    subprocess.run(
        [command, "learn", "--quiet", "--design", "deep", "--presentations", "5000"]
        + ["--seed", "1", "--split-seed", "1", "--out", str(tmp_path / "run")],
        check=True,
    )
    run = yuragi.Run(tmp_path / "run")
    assert run.design.layers == (64, 64, 64, 10) and run.design.skips == ((0, 2), (1, 3))
    train, test = yuragi.datasets.split("digits", seed=1)
    model = yuragi.DualSamplingClassifier(
        run.design.hidden, skips=run.design.skips, quantum=run.design.quantum, presentations=5_000, scale=256
    ).fit(train.x, train.y)
    assert all(np.array_equal(model.networks_[0].weights[key], weights) for key, weights in run.weights.items())
    result = json.loads((tmp_path / "run" / "result.json").read_text(encoding="utf-8"))
    assert result["test"]["accuracy"] == model.score(test.x, test.y)
    model.save(tmp_path / "saved")
    saved = yuragi.Run(tmp_path / "saved")
    assert saved.design.skips == run.design.skips
    assert all(np.array_equal(saved.weights[key], weights) for key, weights in run.weights.items())


def test_weights_of_the_older_core_are_refused(tmp_path):
    design = f"\n{Design((4, 4, 2)).to_toml()}".replace("\n[", "\n[design.")
    header = json.dumps({"__metadata__": {"yuragi": f"version = 3{design}"}}).encode()
    file = tmp_path / "weights.safetensors"
    file.write_bytes(len(header).to_bytes(8, "little") + header)
    with pytest.raises(InputError, match="found version 3, of the older core, expected version 4.*learn again"):
        yuragi.Run(file)


def test_a_folder_without_a_run_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("no weights here", encoding="utf-8")
    for path in (tmp_path, tmp_path / "notes.txt", tmp_path / "missing"):
        with pytest.raises(yuragi.errors.YuragiError, match=path.name):
            yuragi.Run(path)
