"""The state of a network in the open."""

import numpy as np
import pytest

import yuragi
from yuragi import Design, Network
from yuragi.errors import InputError


@pytest.fixture
def network():
    return Network(Design((8, 16, 3), lanes=4, quantum=5), seed=7)


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
    for make, text in [
        (lambda: Design((4,)), "from 2 to 8 layers"),
        (lambda: Design((4, 4, 4), bits=20), "synapse.bits"),
        (lambda: Design.load("digit"), "digits"),
        (lambda: Network(3), "design: found int"),
    ]:
        with pytest.raises(InputError, match=text):
            make()


def test_a_network_without_inputs():
    network = Network(Design((0, 6, 4)), seed=1)
    assert network.present(n=10).shape == (4,)
    assert network.weights[0, 1].shape == (0, 6)
    network.learn(None, np.eye(4, dtype=bool)[[0, 1, 2]], presentations=30)
    assert network.present(None, np.eye(4, dtype=bool)).shape == (4, 4)
