"""The state of a network in the open."""

import itertools

import numpy as np
import pytest

import yuragi
from yuragi import Design, Network
from yuragi.errors import InputError


@pytest.fixture
def network():
    return Network(Design((8, 16, 3), lanes=4, quantum=5), seed=7)


DEEP = {"layers": (6, 5, 4, 7, 3), "skips": [(0, 2), (1, 4), (0, 4)], "lanes": 4}
"""Three hidden layers, and skips from and to all kinds of layers."""


@pytest.fixture
def deep():
    return Network(**DEEP, initial=7, seed=3)


@pytest.fixture
def stimuli():
    x = np.random.default_rng(2).integers(0, 256, (20, 8)).astype(np.uint8)
    return x, np.arange(20) % 3


def test_weights_are_views_that_follow_learning(network, stimuli):
    weights = network.weights
    assert {key: array.shape for key, array in weights.items()} == {
        (0, 1): (8, 16),
        ("bias", 1): (16,),
        (1, 2): (16, 3),
        ("bias", 2): (3,),
    }
    before = {key: array.copy() for key, array in weights.items()}
    network.learn(*stimuli, presentations=500)
    assert any((before[key] != array).any() for key, array in weights.items())
    again = network.weights
    for key, array in weights.items():
        assert np.array_equal(array, again[key])
        assert array.__array_interface__["data"] == again[key].__array_interface__["data"]
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    # the views hold on to the memory
    del network, again
    assert all(np.abs(array).max() <= 128 for array in weights.values())


def test_loaded_weights_are_where_they_belong(network):
    rng = np.random.default_rng(3)
    given = {key: rng.integers(-128, 128, array.shape) for key, array in network.weights.items()}
    network.load_weights(given)
    for key, array in network.weights.items():
        assert np.array_equal(array, given[key])
    network.present(np.full(8, 255, np.uint8), n=1)
    # every input spikes, so the potentials are sums over all inputs
    assert np.array_equal(network.potentials[0], given[0, 1].sum(axis=0) + given["bias", 1])
    spikes = network.spikes.hidden[0]
    assert np.array_equal(network.potentials[1], given[1, 2][spikes].sum(axis=0) + given["bias", 2])


def test_weights_of_deep_networks_are_where_they_belong(deep):
    """One weight after another is loaded, and alone makes the potential of its neuron."""
    assert list(deep.weights) == [
        (0, 1), ("bias", 1), (0, 2), (1, 2), ("bias", 2), (2, 3), ("bias", 3), (0, 4), (1, 4), (3, 4), ("bias", 4),
    ]  # fmt: skip
    sizes = deep.design.layers
    for (source, target), array in deep.weights.items():
        assert array.shape == ((sizes[target],) if source == "bias" else (sizes[source], sizes[target]))
    rng = np.random.default_rng(3)
    given = {key: rng.integers(-128, 128, array.shape) for key, array in deep.weights.items()}
    deep.load_weights(given)
    assert all(np.array_equal(array, given[key]) for key, array in deep.weights.items())
    assert all(np.array_equal(array, given[key]) for key, array in Network.of_state(deep.state()).weights.items())
    deep.present(np.random.default_rng(1).random(6), n=1)
    spikes = deep.spikes
    assert [len(layer) for layer in spikes.hidden] == [len(layer) for layer in spikes.predicted] == [5, 4, 7]
    layers = [spikes.inputs, *spikes.hidden, spikes.outputs]
    for target, potentials in enumerate(deep.potentials, 1):
        expected = given["bias", target].copy()
        for (source, layer), array in given.items():
            if layer == target and source != "bias":
                expected += array[layers[source]].sum(axis=0)
        assert np.array_equal(potentials, expected)


def test_deep_networks_learn_and_continue_exactly(deep):
    x = np.random.default_rng(2).random((10, 6))
    deep.learn(x, np.arange(10) % 3, presentations=300)
    other = deep.copy()
    for machine in (deep, other):
        machine.learn(x, np.arange(10) % 3, presentations=100, done=300)
    assert deep.state() == other.state()
    samples = deep.sample(x[0], 1, draws=20, chains=2)
    assert {name: array.shape for name, array in samples.items()} == {
        "layer_1": (2, 20, 5),
        "layer_2": (2, 20, 4),
        "layer_3": (2, 20, 7),
        "layer_4": (2, 20, 3),
    }
    assert samples["layer_4"][..., 1].all()
    trace = deep.trace(x, np.arange(10) % 3, [((0, 4), (5, 2)), (("bias", 3), (6,))], draws=5, chains=3)
    assert trace.shape == (3, 5, 2)


def test_first_weights():
    for options, highest in (({}, 16), ({"initial": 0}, 0), ({"initial": 8}, 128), ({"bits": 3}, 0)):
        weights = Network((20, 20, 10), seed=1, **options).weights[0, 1]
        assert weights.min() == -highest and weights.max() == max(highest - 1, 0)


def test_samples_of_deep_networks_have_their_law():
    """The free network is drawn from the inputs up: the mean of a neuron is the sum over the states below. The bound is five
    standard errors of 40,000 draws."""
    network = Network(layers=(0, 2, 2, 2), skips=[(1, 3)], quantum=5, initial=7, seed=5)
    weights, design = network.weights, network.design
    draws = network.sample(draws=10_000, chains=4, seed=2)
    shares = {(): 1.0}
    for layer in (1, 2, 3):
        after = {}
        for state, share in shares.items():
            u = weights["bias", layer].astype(np.int32).copy()
            for source in range(1, layer):
                if (source, layer) in weights:
                    u += np.array(state[2 * source - 2 : 2 * source]) @ weights[source, layer]
            p = design.spike_probabilities(u)
            for spikes in itertools.product([0, 1], repeat=2):
                after[(*state, *spikes)] = share * np.where(spikes, p, 1 - p).prod()
        shares = after
    for layer in (1, 2, 3):
        for neuron in (0, 1):
            mean = sum(share for state, share in shares.items() if state[2 * layer - 2 + neuron])
            found = draws[f"layer_{layer}"][..., neuron].mean()
            assert abs(found - mean) < 5 * np.sqrt(mean * (1 - mean) / 40_000)


def test_states_of_the_older_core_are_refused(network):
    older = network.state().replace(b"state 2", b"state 1", 1)
    with pytest.raises(InputError, match="found version 1, of the older core, expected version 2.*learn again"):
        Network.of_state(older)


@pytest.mark.parametrize(
    ("weights", "text"),
    [
        ({(0, 2): np.zeros((8, 3), int)}, r"found the connection \(0, 2\)"),
        ({(0, 1): np.zeros((16, 8), int)}, r"found the shape \(16, 8\)"),
        ({(1, 2): np.full((16, 3), 128)}, "found values from 128 to 128"),
        ({(1, 2): np.zeros((16, 3))}, "type float64"),
    ],
)
def test_wrong_weights_are_refused(network, weights, text):
    before = network.state()
    with pytest.raises(InputError, match=text):
        network.load_weights(weights)
    assert network.state() == before


def test_a_state_continues_exactly(network, stimuli):
    network.learn(*stimuli, presentations=100)
    other = Network.of_state(network.state())
    for machine in (network, other):
        machine.learn(*stimuli, presentations=100, done=100)
    assert network.state() == other.state()
    with pytest.raises(InputError, match="found one of the design"):
        Network("tiny").load_state(network.state())


def test_a_batch_is_a_loop(network, stimuli):
    x, y = stimuli
    other = network.copy()
    batch = network.present(x, y, n=5)
    loop = [other.present(row, int(label), n=5) for row, label in zip(x, y)]
    assert np.array_equal(batch, loop)
    assert network.state() == other.state()
    assert np.array_equal(network.counts, batch[-1])
    assert network.counters.presentations == 100


def test_clamps(network, stimuli):
    x, _ = stimuli
    counts = network.present(x[0], 2, n=50)
    assert counts.tolist() == [0, 0, 50]
    network.present(x[0], np.array([1.0, 0, 0]), clamp=[True, False, False], n=1)
    assert network.spikes.outputs[0]


def test_registers(network):
    network.configure(sweeps=3, flip=0.5)
    assert network.registers == yuragi.Registers(False, 3, 1, 0.5, 0.0)
    for changes, text in [
        ({"sweeps": 0}, "sweeps: found 0"),
        ({"flip": 0.001}, "round to never"),
        ({"noise": 2}, "probability from 0 to 1"),
        ({"speed": 1}, "registers: found speed"),
    ]:
        with pytest.raises(InputError, match=text):
            network.configure(**changes)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((None,), "x: found none"),
        ((np.zeros(7),), r"x: found an array of the shape \(7,\)"),
        ((np.full(8, 1.5),), "x: found values outside 0 to 1"),
        ((np.full(8, np.nan),), "x: found values outside 0 to 1"),
        ((np.full(8, 256),), "x: found values outside 0 to 255"),
        ((["a"] * 8,), "x: found values of the type"),
        ((np.zeros(8), 3), "y: found a label outside 0 to 2"),
        ((np.zeros((2, 8)), [0, 1, 2]), "y: found 3 labels, expected 2"),
        ((np.zeros(8), np.zeros(4)), r"y: found an array of the shape \(4,\)"),
        ((np.zeros(8), 1, [0, 1, 0]), "clamp: found values of the type int"),
        ((np.zeros(8), 1, np.ones(4, bool)), "clamp|broadcast"),
    ],
)
def test_wrong_stimuli_are_refused(network, arguments, text):
    with pytest.raises(ValueError, match=text):
        network.present(*arguments)


def test_classify_leaves_the_network_as_it_is(network, stimuli):
    x, y = stimuli
    network.learn(x, y, presentations=50)
    before = network.state()
    first = network.classify(x)
    assert np.array_equal(first, network.classify(x))
    assert network.state() == before


def test_samples_depend_on_the_seed_alone(network):
    x = np.full(8, 128, np.uint8)
    samples = network.sample(x, 1, draws=50, warmup=10, chains=3, seed=5)
    assert samples["layer_1"].shape == (3, 50, 16)
    assert samples["layer_2"].shape == (3, 50, 3)
    assert samples["layer_2"][..., 1].all()
    again = network.sample(x, 1, draws=50, warmup=10, chains=3, seed=5)
    assert np.array_equal(samples["layer_1"], again["layer_1"])
    assert not np.array_equal(samples["layer_1"][0], samples["layer_1"][1])


def test_traces_are_the_weights_of_chains_that_learn(network, stimuli):
    x, y = stimuli
    connections = [((0, 1), (2, 3)), (("bias", 2), (1,))]
    before = network.state()
    trace = network.trace(x, y, connections, draws=20, every=10, chains=2, seed=9)
    assert trace.shape == (2, 20, 2)
    assert network.state() == before
    assert len(np.unique(trace)) > 2
    with pytest.raises(InputError, match="connections: found"):
        network.trace(x, y, [((0, 1), (8, 0))])


def test_designs():
    design = Design.load("digits")
    assert design.layers == (64, 64, 10)
    assert Design.parse(design.to_toml()) == design
    assert design.with_keys([("synapse.bits", "6")]).bits == 6
    assert hash(design) == hash(Design.load("digits"))
    assert Design((4, 4)).hidden == ()
    deep = Design((4, 3, 2, 1), skips=[(0, 2), (1, 3)], initial=7)
    assert (deep.inputs, deep.hidden, deep.outputs) == (4, (3, 2), 1)
    assert (deep.skips, deep.initial) == (((0, 2), (1, 3)), 7)
    assert Design.parse(deep.to_toml()) == deep
    assert "4-3-2-1, skip (0, 2), skip (1, 3)" in repr(deep)
    for options in ({"hidden": 64}, {"hidden": (64,)}, {"hidden": [32, 32]}, {"hidden": []}):
        layers = (64, *np.atleast_1d(options["hidden"]), 10)
        assert Design(inputs=64, outputs=10, **options) == Design(layers)
        assert Network(inputs=64, outputs=10, **options).design == Network([int(n) for n in layers]).design
    for make, text in [
        (lambda: Design((4,)), r"network.layers = \[4\] is not allowed: there must be from 2 to 8 layers"),
        (lambda: Design((4, 0, 4)), "layer 1 must have at least one neuron"),
        (lambda: Design((4, -4, 4)), "network.layers"),
        (lambda: Design((4, 4, 4), skips=[(0, 1)]), r"network.skips = \[0, 1\] is not allowed"),
        (lambda: Design((4, 4, 4), skips=[(0, 2), (0, 2)]), "only once"),
        (lambda: Design((4, 4, 4), skips=[(-1, 2)]), "layers are counted from 0"),
        (lambda: Design((4, 4, 4), hidden=4), "layers as well as inputs, hidden or outputs"),
        (lambda: Design(inputs=4, hidden=[4]), "only a part of inputs, hidden and outputs"),
        (lambda: Design(), "needs the key layers"),
        (lambda: Design((4, 4, 4), bits=20), "synapse.bits"),
        (lambda: Design((4, 4, 4), initial=9), "synapse.initial = 9 is not allowed: it must be from 0 to 8"),
        (lambda: Design((4, 4, 4), flip=float("nan")), "synapse.flip = NaN is not allowed"),
        (lambda: Design.load("digit"), "digits"),
        (lambda: Network(3), "design: found int"),
        (lambda: Network(), "design: found NoneType"),
        (lambda: Network("digits", skips=[(0, 2)]), "skips: found a value, expected none"),
    ]:
        with pytest.raises(InputError, match=text):
            make()


def test_a_network_without_inputs():
    network = Network(Design((0, 6, 4)), seed=1)
    assert network.present(n=10).shape == (4,)
    assert network.weights[0, 1].shape == (0, 6)
    network.learn(None, np.eye(4, dtype=bool)[[0, 1, 2]], presentations=30)
    assert network.present(None, np.eye(4, dtype=bool)).shape == (4, 4)
