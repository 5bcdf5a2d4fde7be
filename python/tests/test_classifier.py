"""The classifier as scikit-learn and the command line see it."""

import json
import os
import pickle
import signal
import subprocess
import threading
import time
import tracemalloc

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

import yuragi
from yuragi import DualSamplingClassifier

IN_ORDER = "random draws run on from image to image, as on a chip, so a prediction depends on the images before it"
EXPECTED = {
    "check_methods_subset_invariance": IN_ORDER,
    "check_methods_sample_order_invariance": IN_ORDER,
}
FEW_BITS = "three groups of points in two features, of which a rate gives the network two bits a presentation; a code is finer"


def expected(estimator):
    """The checks that fail, each with the reason."""
    return EXPECTED if estimator.encode == "thermometer" else EXPECTED | {"check_classifiers_train": FEW_BITS}


@parametrize_with_checks(
    [DualSamplingClassifier(presentations=100_000, encode=encode) for encode in ("thermometer", "rate")],
    expected_failed_checks=expected,
)
def test_scikit_learn(estimator, check):
    check(estimator)


@pytest.fixture(scope="module")
def digits():
    return yuragi.datasets.split("digits", seed=1)


def test_learns_the_digits(digits):
    train, test = digits
    model = DualSamplingClassifier(presentations=50_000, scale=256).fit(train.x, train.y)
    assert model.score(test.x, test.y) > 0.9
    probabilities = model.predict_proba(test.x)
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert np.array_equal(model.predict(test.x), model.classes_[probabilities.argmax(axis=1)])


@pytest.mark.parametrize(
    ("changes", "accuracy"),
    [
        ({"hidden": ()}, 0.85),
        ({"hidden": (64, 32), "sweeps": 4}, 0.85),
        ({"hidden": [32, 32], "skips": [(0, 2), (1, 3)]}, 0.9),
        ({"hidden": np.int64(32), "skips": ((0, 2),), "initial": 7}, 0.85),
    ],
)
def test_learns_with_other_layers(digits, changes, accuracy):
    train, test = digits
    model = DualSamplingClassifier(presentations=50_000, quantum=5, scale=256, **changes)
    model = clone(model).fit(train.x, train.y)
    assert model.design_.layers == (64, *np.atleast_1d(changes["hidden"]), 10)
    assert model.design_.skips == tuple(changes.get("skips", ()))
    assert model.score(test.x, test.y) > accuracy
    assert np.array_equal(pickle.loads(pickle.dumps(model)).predict(test.x), model.predict(test.x))


def test_a_number_is_one_hidden_layer(digits):
    train, _ = digits
    one, layers = (DualSamplingClassifier(hidden, presentations=1_000).fit(train.x, train.y) for hidden in (32, (32,)))
    assert one.networks_[0].state() == layers.networks_[0].state()


def test_the_same_seed_gives_the_same_bits(digits):
    train, test = digits
    models = [DualSamplingClassifier(presentations=5_000, random_state=seed).fit(train.x, train.y) for seed in (3, 3, 4)]
    same, again, other = (model.spike_counts(test.x[:50]) for model in models)
    assert np.array_equal(same, again)
    assert not np.array_equal(same, other)


def test_warm_start_continues_the_chain(digits):
    train, test = digits
    whole = DualSamplingClassifier(presentations=6_000).fit(train.x, train.y)
    parts = DualSamplingClassifier(presentations=2_000, warm_start=True)
    for _ in range(3):
        parts.fit(train.x, train.y)
    assert parts.presentations_ == 6_000
    assert np.array_equal(whole.networks_[0].weights[0, 1], parts.networks_[0].weights[0, 1])
    assert whole.networks_[0].state() == parts.networks_[0].state()


def test_chains_are_networks_of_their_own_seeds(digits):
    train, test = digits
    options = {"presentations": 20_000, "hidden": (32, 16), "warm_start": True}
    several = DualSamplingClassifier(chains=5, random_state=5, **options)
    weights = several.fit(train.x, train.y).networks_[4].weights
    several.fit(train.x, train.y)
    for chain in range(5):
        alone = DualSamplingClassifier(random_state=5 + chain, **options).fit(train.x, train.y).fit(train.x, train.y)
        assert alone.networks_[0].state() == several.networks_[chain].state()
    # what was taken before looks into the memory still
    assert all(np.array_equal(weights[key], array) for key, array in alone.networks_[0].weights.items())


def test_partial_fit(digits):
    train, test = digits
    model = DualSamplingClassifier(scale=256)
    for first in range(0, 1_400, 100):
        batch = slice(first, first + 100)
        model.partial_fit(train.x[batch], train.y[batch], classes=range(10))
    for _ in range(10):
        model.partial_fit(train.x, train.y)
    assert model.score(test.x, test.y) > 0.8
    with pytest.raises(yuragi.errors.InputError, match="found the label"):
        model.partial_fit(train.x, train.y + 5)


def test_in_pipelines_and_searches(digits):
    train, _ = digits
    model = make_pipeline(MinMaxScaler(), DualSamplingClassifier(presentations=10_000))
    scores = cross_val_score(model, train.x, train.y, cv=3)
    assert scores.min() > 0.7
    search = GridSearchCV(DualSamplingClassifier(presentations=3_000), {"quantum": [5, 6]}, cv=2)
    assert search.fit(train.x, train.y).best_params_["quantum"] in (5, 6)
    assert clone(search.best_estimator_).get_params() == search.best_estimator_.get_params()


def test_pickles_carry_the_whole_state(digits):
    train, test = digits
    model = DualSamplingClassifier(presentations=3_000, warm_start=True).fit(train.x, train.y)
    other = pickle.loads(pickle.dumps(model))
    assert np.array_equal(model.spike_counts(test.x), other.spike_counts(test.x))
    # both go on in the same way
    assert model.fit(train.x, train.y).networks_[0].state() == other.fit(train.x, train.y).networks_[0].state()


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b"\x80\x04N.", lambda b: b[:-1], lambda b: b[:200] + b"x" + b[201:]])
def test_foreign_bytes_are_refused(damage):
    network = yuragi.Network("tiny")
    with pytest.raises(yuragi.errors.InputError, match=r"expected what Network.state\(\) returned"):
        network.load_state(damage(network.state()))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"hidden": (4, 0)}, "layer 2 must have at least one neuron"),
        ({"hidden": (4,) * 7}, "there must be from 2 to 8 layers"),
        ({"hidden": -4}, "network.layers"),
        ({"hidden": "many"}, "hidden: found 'many'"),
        ({"hidden": 4.5}, "hidden: found 4.5"),
        ({"skips": [(0, 1)]}, "network.skips"),
        ({"skips": [(0, 1, 2)]}, "skips: found"),
        ({"skips": 2}, "skips: found 2"),
        ({"initial": 9}, "synapse.initial"),
        ({"bits": 1}, "synapse.bits"),
        ({"encode": "binary"}, "encode: found 'binary'"),
        ({"presentations": 0}, "presentations: found 0"),
        ({"presentations": 1.5}, "presentations: found 1.5"),
        ({"spikes": 70_000}, "spikes: found 70000"),
        ({"chains": 0}, "chains: found 0"),
        ({"scale": -1}, "scale: found -1"),
        ({"scale": "max"}, "scale: found 'max'"),
        ({"random_state": -1}, "random_state: found -1"),
        ({"flip": 0.001}, "synapse.flip"),
    ],
)
def test_wrong_parameters_are_refused(digits, changes, text):
    train, _ = digits
    with pytest.raises(yuragi.errors.InputError, match=text):
        DualSamplingClassifier(**changes).fit(train.x, train.y)


def test_values_beyond_the_scale_are_told(digits):
    train, test = digits
    model = DualSamplingClassifier(presentations=2_000).fit(train.x / 16.0, train.y)
    with pytest.warns(yuragi.errors.ScaleWarning, match="clipped"):
        model.predict(test.x * 1.0)
    with pytest.warns(yuragi.errors.ScaleWarning, match="units may differ"):
        model.predict(test.x / 4096.0)


def test_x_is_not_copied_but_for_one_quantisation():
    x = np.random.default_rng(1).random((20_000, 100))
    y = np.arange(20_000) % 3
    model = DualSamplingClassifier(presentations=10)
    tracemalloc.start()
    before = _resident()
    model.fit(x, y)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # x has 16 MB; its intensities 2 MB, which scikit-learn's check of finite values and the looks at the scale may double
    assert peak < 4e6
    assert _resident() - before < 14e6


def _resident():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize("chains", [1, 2])
def test_ctrl_c_ends_within_a_second(digits, chains):
    train, _ = digits
    model = DualSamplingClassifier(presentations=10**9, chains=chains)
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        model.fit(train.x, train.y)
    assert time.monotonic() - start < 1.5


def test_other_threads_run_while_it_learns(digits):
    train, _ = digits
    model = DualSamplingClassifier(presentations=400_000)
    learner = threading.Thread(target=model.fit, args=(train.x, train.y))
    learner.start()
    ticks = 0
    while learner.is_alive():
        time.sleep(0.001)
        ticks += 1
    assert ticks > 20


def test_chains_do_not_depend_on_the_number_of_cores(digits):
    train, _ = digits
    cores = os.sched_getaffinity(0)
    states = []
    for available in (cores, {min(cores)}):
        os.sched_setaffinity(0, available)
        try:
            model = DualSamplingClassifier(presentations=5_000, chains=3).fit(train.x, train.y)
        finally:
            os.sched_setaffinity(0, cores)
        states.append([network.state() for network in model.networks_])
    assert states[0] == states[1]


@pytest.fixture(scope="module")
def command():
    """The command line, if it was built."""
    path = os.environ.get("YURAGI")
    if not path:
        pytest.skip("YURAGI does not name the command line")
    return path


def test_equal_to_the_command_line(digits, command, tmp_path):
    """Weights and predictions of some splits; ``make python-accuracy`` compares 60."""
    for seed in (1, 2, 3):
        train, test = yuragi.datasets.split("digits", seed=seed)
        out = tmp_path / str(seed)
        subprocess.run(
            [command, "learn", "--quiet", "--design", "digits", "--presentations", "20000", "--seed", str(seed)]
            + ["--split-seed", str(seed), "--out", str(out)],
            check=True,
        )
        run = yuragi.Run(out)
        design = run.design
        model = DualSamplingClassifier(
            design.layers[1:-1],
            bits=design.bits,
            quantum=design.quantum,
            presentations=20_000,
            random_state=seed,
            scale=256,
            lanes=design.lanes,
        ).fit(train.x, train.y)
        for key, weights in run.weights.items():
            assert np.array_equal(weights, model.networks_[0].weights[key])
        result = json.loads((out / "result.json").read_text(encoding="utf-8"))
        assert result["test"]["accuracy"] == model.score(test.x, test.y)


def test_the_command_line_reads_what_was_saved(digits, command, tmp_path):
    train, test = digits
    model = DualSamplingClassifier(presentations=20_000, scale=256).fit(train.x, train.y)
    model.save(tmp_path / "run")
    np.savez(tmp_path / "images.npz", X=np.vstack([train.x[:5], test.x]), y=np.concatenate([train.y[:5], test.y]))
    told = subprocess.run(
        [command, "infer", "--json", "--weights", str(tmp_path / "run"), "--data", str(tmp_path / "images.npz")],
        check=True,
        capture_output=True,
        text=True,
    )
    result = json.loads(told.stdout)["score"]
    assert result["accuracy"] == model.score(test.x, test.y)
    # the five training images were left out
    assert sum(map(sum, result["confusion"])) == len(test.y)
