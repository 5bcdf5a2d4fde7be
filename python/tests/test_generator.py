"""The generative estimator as scikit-learn and the command line see it; its likelihood is in test_likelihood.py."""

import itertools
import json
import os
import pickle
import subprocess

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV
from sklearn.utils.estimator_checks import parametrize_with_checks

import yuragi
from yuragi import DualSamplingGenerator
from yuragi.errors import InputError

IN_ORDER = "random draws run on from image to image, as on a chip, so a prediction depends on the images before it"
EXPECTED = {
    "check_methods_subset_invariance": IN_ORDER,
    "check_methods_sample_order_invariance": IN_ORDER,
}


@parametrize_with_checks(
    # the likelihood of the first is exact, that of the others annealed
    [DualSamplingGenerator(hidden, presentations=20_000) for hidden in ((8,), (32,), (12, 12))],
    expected_failed_checks=lambda estimator: EXPECTED,
)
def test_scikit_learn(estimator, check):
    check(estimator)


@pytest.fixture(scope="module")
def digits():
    return yuragi.datasets.split("digits", seed=1)


@pytest.fixture(scope="module")
def model(digits):
    train, _ = digits
    return DualSamplingGenerator(presentations=30_000, scale=256).fit(train.x, train.y)


def test_the_defaults_are_the_built_in_design(model):
    assert model.design_ == yuragi.Design.load("generative")


def test_names_digits(digits, model):
    _, test = digits
    assert (model.predict(test.x) == test.y).mean() > 0.8
    probabilities = model.predict_proba(test.x)
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert np.array_equal(model.predict(test.x), probabilities.argmax(axis=1))


def test_draws_images_that_it_names(model):
    labels = np.repeat(np.arange(10), 20)
    drawn = np.vstack([model.sample(20, label=label, seed=3) for label in range(10)])
    assert drawn.shape == (200, 64)
    assert drawn.min() >= 0 and drawn.max() <= 256
    assert (model.predict(drawn) == labels).mean() > 0.7


def test_samples_depend_on_the_seed_alone(model):
    before = model.network_.state()
    first = model.sample(3, label=5, seed=1)
    assert np.array_equal(first, model.sample(3, label=5, seed=1))
    assert not np.array_equal(first, model.sample(3, label=5, seed=2))
    assert np.array_equal(first[:2], model.sample(2, label=5, seed=1))
    assert not np.array_equal(first[0], first[1])
    assert model.sample().shape == (1, 64)
    # a single presentation is a binary image
    assert set(np.unique(model.sample(5, average=1))) == {0.0, 256.0}
    assert set(np.unique(model.sample(5, average=2, settle=0))) == {0.0, 128.0, 256.0}
    assert model.network_.state() == before


def test_completes_the_lower_half(digits, model):
    _, test = digits
    known = np.arange(64) < 32
    x = test.x
    completed = model.complete(x, known)
    assert np.array_equal(completed[:, :32], x[:, :32])
    # closer to the image than the mean of all images, or the completion of another one
    guesses = (completed, digits[0].x.mean(axis=0), np.roll(completed, 1, axis=0))
    own, usual, other = (np.square((guess - x)[:, 32:]).mean() for guess in guesses)
    assert own < 0.85 * usual
    assert own < 0.75 * other
    # one image, and what stands in the place of unknown pixels, change nothing
    alone = model.complete(np.where(known, x[7], np.nan), known)
    assert alone.shape == (64,)
    assert np.array_equal(alone, completed[7])
    rows = np.stack([known, ~known, known | True])
    each = model.complete(x[:3], rows)
    assert np.array_equal(each[0], completed[0])
    assert np.array_equal(each[1], model.complete(x[1], ~known))
    assert np.array_equal(each[2], x[2])
    assert not np.array_equal(completed, model.complete(x, known, seed=1))


def tiny(bits_of_image=6, classes=2):
    """A generator with random weights of up to 2 nats."""
    x = np.array(list(itertools.product([0, 1], repeat=bits_of_image)), dtype=float)
    y = None if classes == 0 else np.arange(len(x)) % classes
    model = DualSamplingGenerator((5,), presentations=1, sweeps=4).fit(x, y)
    rng = np.random.default_rng(4)
    weights = {key: rng.integers(-128, 128, array.shape) for key, array in model.network_.weights.items()}
    model.network_.load_weights(weights)
    return model, x


def test_completed_pixels_are_conditional_means():
    """Against sums over all images. The table of softplus rounds to quanta of 1/64 nat and its bins are 1/32 nat wide, which
    moves means of clamped networks by less than 0.02; 60,000 presentations have a standard error of 0.002 for independent ones.
    """
    model, x = tiny(classes=0)
    shares = np.exp(model.score_samples(x))
    for known in ([True, True, False, False, False, False], [False, True, False, True, True, False]):
        known = np.array(known)
        for image in x[[5, 42, 63]]:
            fitting = (x == image)[:, known].all(axis=1)
            mean = shares[fitting] @ x[fitting] / shares[fitting].sum()
            found = model.complete(image, known, average=60_000)
            assert np.allclose(found, mean, atol=0.03)
            # other images have other means
            assert not np.allclose(found, shares @ x, atol=0.03)


def test_several_hidden_layers(digits):
    train, test = digits
    model = DualSamplingGenerator((24, 24), skips=[(1, 3)], initial=8, presentations=60_000, scale=256).fit(train.x, train.y)
    assert model.design_.layers == (0, 24, 24, 74)
    assert (model.predict(test.x) == test.y).mean() > 0.7
    drawn = np.vstack([model.sample(20, label=label, seed=3) for label in range(10)])
    assert (model.predict(drawn) == np.repeat(np.arange(10), 20)).mean() > 0.6
    known = np.arange(64) < 32
    completed = model.complete(test.x[:50], known)
    usual = train.x.mean(axis=0)
    own, mean = (np.square((guess - test.x[:50])[:, 32:]).mean() for guess in (completed, usual))
    assert own < mean


def test_without_labels(digits):
    train, _ = digits
    model = DualSamplingGenerator(presentations=5_000).fit(train.x)
    assert model.design_.layers == (0, 32, 64)
    assert model.sample(2).shape == (2, 64)
    assert model.complete(train.x[0], np.arange(64) < 32).shape == (64,)
    for call, text in [
        (lambda: model.predict(train.x), "y: found none in fit"),
        (lambda: model.sample(label=1), "label: found 1, expected one of none"),
        (lambda: model.save("nowhere"), "y: found none in fit"),
    ]:
        with pytest.raises(InputError, match=text):
            call()


def test_images_come_back_on_the_scale_of_the_data(digits):
    train, _ = digits
    labels = np.array(["zero", "one", "two"])[train.y % 3]
    columns = np.hstack([train.x[:, 20:24] / 100.0 - 1.0, np.full((len(train.x), 1), 7.0)])
    low, high = columns.min(axis=0), columns.max(axis=0)
    for encode, levels in (("rate", 1), ("thermometer:3", 3)):
        model = DualSamplingGenerator(presentations=500, scale="min-max", encode=encode).fit(columns, labels)
        drawn = model.sample(300, label="two", average=1)
        assert drawn.shape == (300, 5)
        steps = np.arange(levels + 1)[:, np.newaxis] / levels
        for column, values in enumerate((low + (high - low) * steps).T):
            assert np.isclose(drawn[:, column, np.newaxis], values).any(axis=1).all()
        assert np.array_equal(drawn.min(axis=0), low)
        assert encode != "rate" or np.array_equal(drawn.max(axis=0), high)
        # values on the scale can be read back without a warning
        assert np.isfinite(model.score_samples(drawn[:3])).all()
        known = np.array([True, False, True, False, True])
        completed = model.complete(columns[3], known)
        assert np.array_equal(completed[known], columns[3, known])


def test_warm_start_continues_the_chain(digits):
    train, _ = digits
    whole = DualSamplingGenerator(presentations=6_000).fit(train.x, train.y)
    parts = DualSamplingGenerator(presentations=2_000, warm_start=True)
    for _ in range(3):
        parts.fit(train.x, train.y)
    assert parts.presentations_ == 6_000
    assert whole.network_.state() == parts.network_.state()
    with pytest.raises(InputError, match="y: found the classes"):
        parts.fit(train.x)


def test_pickles_and_clones(digits, model):
    _, test = digits
    other = pickle.loads(pickle.dumps(model))
    assert other.network_.state() == model.network_.state()
    assert np.array_equal(model.sample(2, label=4), other.sample(2, label=4))
    assert np.array_equal(model.predict(test.x[:9]), other.predict(test.x[:9]))
    assert clone(model).get_params() == model.get_params()


def test_searches_choose_by_likelihood(digits):
    train, _ = digits
    images = (train.x[:400] > 127).astype(float)
    search = GridSearchCV(DualSamplingGenerator((8,)), {"presentations": [1, 20_000]}, cv=2).fit(images)
    assert search.best_params_ == {"presentations": 20_000}


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"hidden": (4, 0)}, "layer 2 must have at least one neuron"),
        ({"skips": [(0, 1)]}, "network.skips"),
        ({"initial": 11}, "synapse.initial"),
        ({"bits": 1}, "synapse.bits"),
        ({"encode": "binary"}, "encode: found 'binary'"),
        ({"presentations": 0}, "presentations: found 0"),
        ({"spikes": 70_000}, "spikes: found 70000"),
        ({"scale": "max"}, "scale: found 'max'"),
        ({"random_state": -1}, "random_state: found -1"),
        ({"lanes": 65}, "hardware.lanes"),
    ],
)
def test_wrong_parameters_are_refused(digits, changes, text):
    train, _ = digits
    with pytest.raises(InputError, match=text):
        DualSamplingGenerator(**changes).fit(train.x, train.y)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda model, x: model.sample(0), "n_samples: found 0"),
        (lambda model, x: model.sample(label=10), "label: found 10"),
        (lambda model, x: model.sample(label=[1, 2]), "label: found"),
        (lambda model, x: model.sample(average=0), "average: found 0"),
        (lambda model, x: model.sample(settle=-1), "settle: found -1"),
        (lambda model, x: model.sample(seed=-1), "seed: found -1"),
        (lambda model, x: model.complete(x, np.ones(64)), "known: found values of the type float64"),
        (lambda model, x: model.complete(x, np.ones(63, bool)), r"known: found the shape \(63,\)"),
        (lambda model, x: model.complete(x[:, :9], np.ones(9, bool)), "X has 9 features"),
        (lambda model, x: model.complete(np.where(x > 9, x, np.nan), np.ones(64, bool)), "contains NaN"),
        (lambda model, x: model.score_samples(x, method="sum"), "method: found 'sum'"),
        (lambda model, x: model.score_samples(x, method="exact"), "32 hidden neurons, expected at most 20"),
        (lambda model, x: model.score_samples(x, draws=1), "draws: found 1"),
        (lambda model, x: model.score_samples(x, chains=1), "chains: found 1"),
        (lambda model, x: model.score_samples(x, temperatures=0), "temperatures: found 0"),
    ],
)
def test_wrong_arguments_are_refused(digits, model, call, text):
    with pytest.raises(ValueError, match=text):
        call(model, digits[1].x[:3])


@pytest.fixture(scope="module")
def command():
    """The command line, if it was built."""
    path = os.environ.get("YURAGI")
    if not path:
        pytest.skip("YURAGI does not name the command line")
    return path


def told(command, *arguments):
    """The JSON that a command prints."""
    done = subprocess.run([command, *map(str, arguments), "--quiet", "--json"], check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("seed", "options", "changes"),
    [
        (1, [], {}),
        (2, ["--hidden=48", "--set=sampling.sweeps=2"], {"hidden": 48, "sweeps": 2}),
        (3, ["--set=sampling.dwell=3", "--set=synapse.flip=0.5"], {"dwell": 3, "flip": 0.5}),
    ],
)
def test_equal_to_the_command_line(command, tmp_path, seed, options, changes):
    """Weights, classes and images of splits of the digits, bit for bit."""
    train, test = yuragi.datasets.split("digits", seed=seed)
    run = tmp_path / "run"
    told(
        command, "learn", "--design", "generative", "--presentations", 10_000, "--seed", seed, "--split-seed", seed,
        "--out", run, *options,
    )  # fmt: skip
    model = DualSamplingGenerator(presentations=10_000, random_state=seed, scale=256, **changes).fit(train.x, train.y)
    for key, weights in yuragi.Run(run).weights.items():
        assert np.array_equal(weights, model.network_.weights[key])
    saved = tmp_path / "saved"
    model.save(saved)
    assert np.array_equal(yuragi.Run(saved).weights[1, 2], model.network_.weights[1, 2])

    result = told(command, "infer", "--weights", run, "--out", tmp_path / "predictions.npz")
    predictions = np.load(tmp_path / "predictions.npz")
    counts = model.spike_counts(test.x)
    assert np.array_equal(predictions["spikes"], counts)
    assert result["accuracy"] == (model.predict(test.x) == test.y).mean()

    drawn = told(command, "generate", "--weights", run, "--seed", 9, "--samples", 3, "--out", tmp_path / "drawn.svg")
    for picture in drawn["pictures"]:
        samples = model.sample(3, label=picture["label"], seed=9) / 256
        assert np.array_equal(np.float32(picture["samples"]), np.float32(samples))

    known = np.arange(64) % 8 < 4
    found = told(
        command, "complete", "--weights", run, "--half", "left", "--images", 5, "--seed", 9, "--out", tmp_path / "part.svg"
    )
    completed = model.complete(test.x[:5], known, seed=9) / 256
    for picture, own in zip(found["completed"], completed):
        assert np.array_equal(np.float32(picture["pixels"])[~known], np.float32(own)[~known])
