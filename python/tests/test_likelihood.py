"""The log-probability of images: against plain loops, against samples, and by annealing against sums."""

import itertools
import math

import numpy as np
import pytest

from yuragi import DualSamplingGenerator

FALSE_ALARM = 1e-6
"""How often, at most, a right sampler fails the test of its samples."""

NEVER, ALWAYS = 0.0, 1.0


DEEP = [((2, 3), ()), ((2, 2, 2), ((1, 3), (2, 4))), ((3, 1), ((1, 3),)), ((), ())]
"""Hidden layers and skips of small networks."""


def random_generator(hidden, pixels, classes=0, seed=4, reach=128, skips=()):
    """A generator with random weights of up to ``reach`` quanta of 1/64 nat, and all binary images."""
    x = np.array(list(itertools.product([NEVER, ALWAYS], repeat=pixels)))
    y = np.arange(len(x)) % classes if classes else None
    model = DualSamplingGenerator(hidden, skips=skips, presentations=1).fit(x, y)
    rng = np.random.default_rng(seed)
    shapes = {key: array.shape for key, array in model.network_.weights.items()}
    model.network_.load_weights({key: rng.integers(-reach, reach, shape) for key, shape in shapes.items()})
    return model, x


def moved(model, connection, index, quanta):
    """The same generator with one weight moved."""
    other = DualSamplingGenerator(**model.get_params())
    other.__dict__.update(model.__dict__)
    other.network_ = model.network_.copy()
    weights = model.network_.weights[connection].astype(int)
    weights[index] += quanta
    other.network_.load_weights({connection: weights})
    return other


def spike_probability(potential, quantum=6):
    """The table of σ as the specification has it: 256 bins of 1/32 nat, each with σ of its middle in steps of 1/65536."""
    place = abs(potential) >> (quantum - 5)
    middle = (place + 0.5) / 32
    threshold = 65535 if place > 255 else math.floor(65536 / (1 + math.exp(-middle)) + 0.5)
    return (threshold if potential >= 0 else 65536 - threshold) / 65536


def probability(model, image):
    """P(x) in plain loops."""
    weights = {key: array.tolist() for key, array in model.network_.weights.items()}
    sizes = model.design_.layers
    total = 0.0
    for states in itertools.product(*(itertools.product([0, 1], repeat=size) for size in sizes[1:-1])):
        product = 1.0
        layers = [(), *states, image]
        for layer in range(1, len(sizes)):
            for neuron, spike in enumerate(layers[layer]):
                potential = weights["bias", layer][neuron]
                for source in range(1, layer):
                    for below, spiked in enumerate(layers[source]):
                        if (source, layer) in weights and spiked:
                            potential += weights[source, layer][below][neuron]
                p = spike_probability(potential)
                product *= p if spike else 1 - p
        total += product
    return total


@pytest.mark.parametrize("reach", [20, 128, 500])
def test_exact_against_plain_loops(reach):
    model, x = random_generator(4, 5, reach=reach)
    brute = [probability(model, image) for image in x]
    assert np.allclose(model.score_samples(x), np.log(brute), rtol=0, atol=1e-12)
    assert model.score(x) == pytest.approx(np.mean(np.log(brute)), abs=1e-12)


@pytest.mark.parametrize(("hidden", "skips"), DEEP)
def test_exact_against_plain_loops_in_deep_networks(hidden, skips):
    model, x = random_generator(hidden, 4, classes=2, skips=skips)
    brute = [probability(model, image) for image in x]
    assert np.allclose(model.score_samples(x), np.log(brute), rtol=0, atol=1e-12)
    assert sum(brute) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(("hidden", "skips"), DEEP)
def test_annealed_against_exact_in_deep_networks(hidden, skips):
    """An estimate within five standard errors of each image, and one that is not far too good."""
    model, x = random_generator(hidden, 4, reach=200, skips=skips)
    exact = model.score_samples(x)
    scores, errors = model.score_samples(x, method="annealed", chains=400, return_error=True)
    assert (np.abs(scores - exact) <= 5 * errors + 1e-9).all()
    if not hidden:
        return
    assert np.sqrt(np.square((scores - exact) / errors).mean()) > 0.3
    # the weights of each connection of hidden neurons count
    layers = len(model.design_.layers)
    for key in [key for key in model.network_.weights if key[1] < layers - 1]:
        if model.network_.weights[key].size:
            wrong = moved(model, key, ..., 300)
            found, errors = wrong.score_samples(x, method="annealed", chains=2_000, return_error=True)
            assert (np.abs(found - exact) > 5 * errors).any()


@pytest.mark.parametrize("classes", [0, 3])
@pytest.mark.parametrize("hidden", [1, 7, 13])
def test_probabilities_of_all_images_sum_to_one(hidden, classes):
    model, x = random_generator(hidden, 8, classes)
    scores, errors = model.score_samples(x, return_error=True)
    assert np.exp(scores).sum() == pytest.approx(1, abs=1e-12)
    assert not errors.any()


def p_value(counts, probabilities):
    """An upper bound of the p-value of a histogram, for any number of draws: the G-test with the bound of Agrawal
    (IEEE Trans. Inf. Theory 66, 2020), as in testbench/src/statistics/suite.rs."""
    seen = counts > 0
    g = (counts[seen] * np.log(counts[seen] / (counts.sum() * probabilities[seen]))).sum()
    freedom = len(counts) - 1
    return 1.0 if g <= freedom else min(1.0, math.exp(freedom * (1 + math.log(g / freedom)) - g))


@pytest.mark.parametrize(("hidden", "skips"), [((2, 3), ()), ((2, 2, 2), ((1, 3), (2, 4)))])
def test_free_samples_of_deep_networks_have_this_law(hidden, skips):
    model, x = random_generator(hidden, 5, skips=skips)
    drawn = model.sample(20_000, average=1, settle=0, seed=11)
    counts = np.bincount((drawn == ALWAYS) @ (1 << np.arange(5)[::-1]), minlength=len(x))
    assert p_value(counts, np.exp(model.score_samples(x))) > FALSE_ALARM
    for connection in ((1, 2), (2, 3), ("bias", 2)):
        wrong = np.exp(moved(model, connection, ..., -100).score_samples(x))
        assert p_value(counts, wrong) < FALSE_ALARM


def test_free_samples_have_this_law():
    model, x = random_generator(5, 5)
    law = np.exp(model.score_samples(x))
    network = model.network_.copy()
    network.reset(7)
    network.load_weights(model.network_.weights)
    counts = np.zeros(len(x), int)
    for _ in range(40_000):
        counts[int("".join(map(str, network.present(n=1))), 2)] += 1
    assert p_value(counts, law) > FALSE_ALARM
    # so have those of the estimator
    drawn = model.sample(20_000, average=1, settle=0, seed=11)
    of_estimator = np.bincount((drawn == ALWAYS) @ (1 << np.arange(5)[::-1]), minlength=len(x))
    assert p_value(of_estimator, law) > FALSE_ALARM
    # a law in which one weight is different by half a nat is found out
    for connection, index in (((1, 2), (2, 3)), (("bias", 1), (4,)), (("bias", 2), (0,))):
        wrong = np.exp(moved(model, connection, index, 32).score_samples(x))
        assert p_value(counts, wrong) < FALSE_ALARM


@pytest.fixture(scope="module")
def learned():
    """A generator of three noisy patterns that has learned, and images."""
    rng = np.random.default_rng(8)
    patterns = rng.random((3, 20)) < 0.5
    x = (patterns[rng.integers(0, 3, 400)] ^ (rng.random((400, 20)) < 0.05)).astype(float)
    return DualSamplingGenerator((10,), presentations=20_000).fit(x), x


def test_learning_raises_the_likelihood(learned):
    model, x = learned
    fresh = DualSamplingGenerator((10,), presentations=1).fit(x)
    # three patterns of 20 pixels that flip with probability 0.05 have an entropy of about ln 3 + 20·0.199 = 5.1 nats
    assert fresh.score(x) < 20 * np.log(0.5)
    assert -7 < model.score(x) < -4.9


def test_annealed_against_exact(learned):
    """Ten images, an estimate within five standard errors of each: the errors are near to normal."""
    model, x = learned
    images = np.vstack([x[:8], np.zeros(20), np.ones(20)])
    exact = model.score_samples(images, method="exact")
    scores, errors = model.score_samples(images, method="annealed", chains=400, return_error=True)
    assert (errors > 0).all() and errors.max() < 0.2
    assert (np.abs(scores - exact) < 5 * errors).all()
    assert np.sqrt(np.square((scores - exact) / errors).mean()) > 0.3
    # a network in which one weight is different by a nat is found out
    strongest = np.unravel_index(np.abs(model.network_.weights[1, 2]).argmax(), (10, 20))
    for connection, index in (((1, 2), strongest), (("bias", 2), (3,))):
        weight = model.network_.weights[connection][index]
        wrong = moved(model, connection, index, -64 if weight > 0 else 64)
        found, errors = wrong.score_samples(images, method="annealed", chains=2_000, return_error=True)
        assert (np.abs(found - exact) > 5 * errors).any()


def test_more_work_makes_estimates_better(learned):
    model, x = learned
    for one, many in (({"chains": 50}, {"chains": 800}), ({"temperatures": 10}, {"temperatures": 160})):
        rough, fine = (
            model.score_samples(x[:5], method="annealed", return_error=True, **work)[1].mean() for work in (one, many)
        )
        assert 2 < rough / fine < 8


def test_the_mean_of_estimated_probabilities_is_right(learned):
    """600 estimates of two chains each, which alone are far off."""
    model, x = learned
    exact = model.score_samples(x[:1])
    scores = np.hstack(
        [model.score_samples(x[:1], method="annealed", chains=2, temperatures=3, seed=seed) for seed in range(600)]
    )
    ratios = np.exp(scores - exact)
    assert ratios.std() > 0.3
    assert abs(ratios.mean() - 1) < 5 * ratios.std(ddof=1) / np.sqrt(600)
    # the mean of the logarithms is too low
    assert np.mean(scores) < exact[0] - 0.05


@pytest.mark.parametrize("method", ["exact", "annealed"])
def test_a_score_does_not_depend_on_other_images(learned, method):
    model, x = learned
    images = np.vstack([x[:3], 0.25 + 0.5 * x[3:6]])
    scores, errors = model.score_samples(images, method=method, seed=2, return_error=True)
    alone = np.hstack([model.score_samples(image[np.newaxis], method=method, seed=2) for image in images[::-1]])
    assert np.allclose(scores, alone[::-1], rtol=0, atol=1e-9)
    again = model.score_samples(images, method=method, seed=3)
    assert (again[3:] != scores[3:]).all()
    assert np.array_equal(again[:3], scores[:3]) == (method == "exact")
    assert (errors > 0).tolist() == [method == "annealed"] * 3 + [True] * 3


def test_grey_images_have_the_mean_of_their_draws():
    model, x = random_generator(4, 6)
    # whole steps of 1/256
    grey = np.array([[0.25, 0.5, 1.0, 0.0, 0.75, 0.5], [0.125, 1.0, 0.0, 0.5, 1.0, 0.0]])
    scores = model.score_samples(x)
    weights = np.array([np.where(x == ALWAYS, image, 1 - image).prod(axis=1) for image in grey])
    found, errors = model.score_samples(grey, draws=20_000, return_error=True)
    assert errors.max() < 0.02
    assert (np.abs(found - weights @ scores) < 5 * errors).all()


def test_auto_is_exact_up_to_twenty_hidden_neurons():
    for hidden, exact in ((20, True), (21, False)):
        model, x = random_generator(hidden, 4)
        _, errors = model.score_samples(x[:2], return_error=True)
        assert (not errors.any()) == exact
