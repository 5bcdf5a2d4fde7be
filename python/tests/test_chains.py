"""Samples and traces in ArviZ: the arrays go in as they are, and its statistics are those of the exact Markov chain.

ArviZ is needed by this file alone; the formulas are written out here from their papers.
"""

import itertools
import math
import warnings

import numpy as np
import pytest

import yuragi
from yuragi import Design, Network

with warnings.catch_warnings():
    # it announces its next version whenever it is imported
    warnings.simplefilter("ignore", FutureWarning)
    az = pytest.importorskip("arviz")

TARGET = np.array([1, 0], np.uint8) * np.uint8(255)
"""The clamped outputs of a coupled network: at least one hidden neuron spikes, and not both."""


def coupled(nats):
    """Two hidden neurons of which one has to spike; a weight of so many nats says how strictly.

    The chain is in one of two states nearly always, and gets from one to the other over improbable ones only.
    """
    network = Network(Design((0, 2, 2), bits=12, quantum=6), seed=1)
    weight = round(64 * nats)
    network.load_weights(
        {
            ("bias", 1): [0, 0],
            (1, 2): np.full((2, 2), weight),
            ("bias", 2): [-weight // 2, -3 * weight // 2],
        }
    )
    return network


def kernel(network, target):
    """The probabilities of the next state of the hidden neurons after each, with all outputs clamped and one sweep, as in
    docs/reference/spec.md; state s has neuron j in bit j."""
    weights, design = network.weights, network.design
    hidden, quantum = design.layers[1], design.quantum

    def surprise(u, y):
        place = abs(u) >> (quantum - 5)
        softplus = 0 if place > 255 else math.floor(math.log1p(math.exp(-(place + 0.5) / 32)) * 2**quantum + 0.5)
        return softplus + max(u, 0) - (u if y else 0)

    def spiking(neuron, state):
        logit = int(weights["bias", 1][neuron])
        for output, y in enumerate(target):
            u = int(weights["bias", 2][output] + weights[1, 2][:, output] @ state)
            step = int(weights[1, 2][neuron, output])
            off, on = (u - step, u) if state[neuron] else (u, u + step)
            logit += surprise(off, y) - surprise(on, y)
        return design.spike_probabilities(np.array(logit, np.int32)).item()

    def number(state):
        return int(state @ (1 << np.arange(hidden)))

    result = np.zeros((2**hidden, 2**hidden))
    for bits in itertools.product([0, 1], repeat=hidden):
        # after each neuron, the states that may be there and their probabilities
        reached = {bits: 1.0}
        for neuron in range(hidden):
            after = {}
            for state, p in reached.items():
                spike = spiking(neuron, np.array(state))
                for value, q in ((1, spike), (0, 1 - spike)):
                    next_state = (*state[:neuron], value, *state[neuron + 1 :])
                    after[next_state] = after.get(next_state, 0.0) + p * q
            reached = after
        for state, p in reached.items():
            result[number(np.array(bits)), number(np.array(state))] += p
    return result


def exact_autocorrelation(steps, values, lags):
    """The stationary law of a kernel and the autocorrelation of the values of its states."""
    law = np.linalg.matrix_power(steps, 2**20)[0]
    centred = values - law @ values
    powers, ahead = [], centred
    for _ in range(lags):
        powers.append(law @ (centred * ahead))
        ahead = steps @ ahead
    return law, np.array(powers) / powers[0]


def autocorrelation(series, lags):
    """Σ (x_t − m)(x_{t+k} − m) / Σ (x_t − m)² for k below ``lags``."""
    centred = series - series.mean()
    sums = [centred[: len(centred) - lag] @ centred[lag:] for lag in range(lags)]
    return np.array(sums) / sums[0]


def halves(chains):
    """Each chain as two: (chains, draws) becomes (2·chains, draws/2)."""
    return np.vstack(np.split(chains.astype(float), 2, axis=1))


def split_r_hat(chains):
    """√(V/W) of half chains with W the mean of their variances and V the variance of all (Gelman et al., Bayesian Data
    Analysis, 3rd edition, section 11.4)."""
    parts = halves(chains)
    draws = parts.shape[1]
    within = parts.var(axis=1, ddof=1).mean()
    return math.sqrt((draws - 1) / draws + parts.mean(axis=1).var(ddof=1) / within)


def effective_size(chains):
    """Draws divided by −1 + 2 Σ P_t, the sums P_t of two successive autocorrelations of half chains as long as they are positive,
    made to fall (Vehtari et al., Bayesian Analysis 16, 2021, equations 10 to 13)."""
    parts = halves(chains)
    draws = parts.shape[1]
    centred = parts - parts.mean(axis=1, keepdims=True)
    covariance = np.array(
        [(centred[:, : draws - lag] * centred[:, lag:]).sum(axis=1).mean() / draws for lag in range(draws - 1)]
    )
    within = parts.var(axis=1, ddof=1).mean()
    whole = within * (draws - 1) / draws + parts.mean(axis=1).var(ddof=1)
    rho = 1 - (within - covariance) / whole
    rho[0] = 1
    pairs = rho[0 : len(rho) // 2 * 2 : 2] + rho[1 : len(rho) // 2 * 2 : 2]
    pairs = pairs[: np.argmax(pairs <= 0) if (pairs <= 0).any() else len(pairs)]
    return parts.size / (2 * np.minimum.accumulate(pairs).sum() - 1)


def test_arrays_go_in_as_they_are():
    network = Network(Design((4, 6, 3)), seed=2)
    x = np.full(4, 0.5)
    samples = network.sample(x, 1, draws=100, chains=3)
    data = az.convert_to_dataset(samples)
    assert dict(data.sizes) == {"chain": 3, "draw": 100, "layer_1_dim_0": 6, "layer_2_dim_0": 3}
    assert data["layer_1"].dtype == bool
    assert np.shares_memory(data["layer_1"].values, samples["layer_1"])
    weights = network.trace(x, 1, [((0, 1), (2, 3)), (("bias", 2), (1,))], draws=60, every=5, chains=2)
    data = az.convert_to_dataset({"weights": weights})
    assert dict(data.sizes) == {"chain": 2, "draw": 60, "weights_dim_0": 2}
    assert np.array_equal(data["weights"].values, weights)


def test_r_hat_tells_mixed_chains_from_unmixed():
    """Eight chains of 400 draws. With 3 nats they forget their state in some draws, with 14 they stay where they began."""
    found = {}
    for nats in (3, 14):
        samples = coupled(nats).sample(y=TARGET, draws=400, chains=8, seed=3)["layer_1"]
        data = az.convert_to_dataset({"hidden": samples})
        found[nats] = az.rhat(data, method="split")["hidden"].values
        own = [split_r_hat(samples[:, :, neuron]) for neuron in range(2)]
        assert np.allclose(found[nats], own, rtol=1e-9)
    assert (found[3] < 1.05).all()
    assert (found[14] > 1.5).all()


@pytest.mark.parametrize("nats", [1, 3, 5])
def test_autocorrelation_is_that_of_the_exact_chain(nats):
    """Four chains of 20,000 draws. Bartlett's standard error of an autocorrelation is at most √(τ/draws), with τ the sum of
    the autocorrelations at all lags, and the bound is five of them for each of 40 lags."""
    draws, lags = 20_000, 40
    network = coupled(nats)
    samples = network.sample(y=TARGET, draws=draws, chains=4, seed=5)["layer_1"]
    for neuron in range(2):
        values = np.array([state >> neuron & 1 for state in range(4)], float)
        law, exact = exact_autocorrelation(kernel(network, TARGET > 0), values, 2_000)
        time = 2 * exact.sum() - 1
        chains = samples[:, :, neuron]
        # the mean of the draws has τ times the variance of independent ones
        mean = law @ values
        assert abs(chains.mean() - mean) < 5 * math.sqrt(mean * (1 - mean) * time / chains.size)
        of_arviz = np.array([az.autocorr(chain)[:lags] for chain in chains])
        own = np.array([autocorrelation(chain, lags) for chain in chains.astype(float)])
        assert np.allclose(of_arviz, own, atol=1e-9)
        error = math.sqrt(time / (4 * draws))
        assert (np.abs(own.mean(axis=0) - exact[:lags]) < 5 * error).all()
        # a chain that is a nat stricter or less strict is found out
        other = exact_autocorrelation(kernel(coupled(nats + 1), TARGET > 0), values, lags)[1]
        assert (np.abs(own.mean(axis=0) - other) > 5 * error).any()


@pytest.mark.parametrize("nats", [1, 3, 5])
def test_effective_size_is_that_of_the_exact_chain(nats):
    network = coupled(nats)
    samples = network.sample(y=TARGET, draws=5_000, chains=4, seed=6)["layer_1"]
    data = az.convert_to_dataset({"hidden": samples})
    found = az.ess(data, method="mean")["hidden"].values
    for neuron in range(2):
        values = np.array([state >> neuron & 1 for state in range(4)], float)
        _, exact = exact_autocorrelation(kernel(network, TARGET > 0), values, 2_000)
        size = 4 * 5_000 / (2 * exact.sum() - 1)
        assert found[neuron] == pytest.approx(effective_size(samples[:, :, neuron]), rel=0.03)
        assert found[neuron] == pytest.approx(size, rel=0.25)


def test_draws_of_a_free_network_are_independent():
    samples = Network("tiny", seed=3).sample(np.full(2, 0.5), draws=2_000, chains=4)["layer_1"]
    data = az.convert_to_dataset({"hidden": samples})
    sizes = az.ess(data, method="mean")["hidden"].values
    assert (sizes > 0.85 * 8_000).all()
    assert (az.rhat(data)["hidden"].values < 1.01).all()


def test_traces_of_weights():
    """Weights move slowly: their draws count for a few, and more presentations between draws make them count for more."""
    x = np.random.default_rng(2).random((20, 8))
    network = Network(Design((8, 16, 3), bits=4, quantum=2, noise=0.5), seed=7)
    places = [((0, 1), (2, 3)), (("bias", 1), (5,)), ((1, 2), (4, 1)), (("bias", 2), (1,))]
    sizes = {}
    for every in (5, 200):
        options = {"warmup": 5_000, "draws": 500, "every": every, "chains": 4, "seed": 9}
        trace = network.trace(x, np.arange(20) % 3, places, **options)
        data = az.convert_to_dataset({"weights": trace})
        sizes[every] = az.ess(data, method="mean")["weights"].values
        own = [effective_size(trace[:, :, place]) for place in range(4)]
        assert np.allclose(sizes[every], own, rtol=0.05)
        found = az.rhat(data, method="split")["weights"].values
        assert np.allclose(found, [split_r_hat(trace[:, :, place]) for place in range(4)], rtol=1e-9)
    assert (sizes[5] < 300).all()
    assert (sizes[200] > 3 * sizes[5]).all()


def test_a_chip_is_one_chain():
    samples = yuragi.Chip("tiny").sample(np.full(2, 0.5), 0, draws=200)
    data = az.convert_to_dataset(samples)
    assert data.sizes["chain"] == 1
    assert np.isfinite(az.ess(data, method="mean")["layer_1"].values).all()
