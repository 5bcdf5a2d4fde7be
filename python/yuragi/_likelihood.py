"""The law of the outputs of a network without inputs of which none is clamped.

In each presentation every neuron of the first hidden layer spikes with the probability that the table of σ has for its bias weight,
then every neuron further up with the one for its potential, which is the sum of its bias weight and of the weights from the hidden
neurons that spiked and reach it, and at last every output x_k, so that

    P(x) = Σ_h Π_j P(h_j | h below) Π_k P(x_k | h).

The tables and the potentials are those of the chip, so this is exactly the law of its outputs.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .network import Network

MOST_HIDDEN = 20
"""Up to this number of hidden neurons the sum over all their states is done."""

CELLS = 2**21
"""About how many numbers an array has at most, in which many states are dealt with at a time."""

Floats = NDArray[np.float64]

_NONE = np.zeros(0, np.int64)


class Law:
    """The law of the first outputs of a network; all others are summed over, as they depend on the hidden neurons alone.

    Parameters
    ----------
    network : Network
        A network without inputs. Its weights are copied.
    outputs : int
        The number K of outputs.
    """

    def __init__(self, network: Network, outputs: int) -> None:
        design = network.design
        last = len(design.layers) - 1
        sizes = [*design.hidden, outputs]
        ends = np.cumsum([0, *sizes]).tolist()
        own = {layer: slice(ends[layer - 1], ends[layer]) for layer in range(1, last + 1)}
        hidden = int(ends[-2])
        weights, bias = np.zeros((hidden, ends[-1]), np.int64), np.zeros(ends[-1], np.int64)
        reached: dict[int, list[int]] = {layer: [] for layer in range(1, last)}
        for (source, target), array in network.weights.items():
            values = array[..., : sizes[target - 1]]
            if source == "bias":
                bias[own[target]] = values
            elif isinstance(source, int) and source > 0:
                weights[own[source], own[target]] = values
                reached[source].append(target)
        self.layers = [own[layer] for layer in range(1, last)]
        """The places of the neurons of each hidden layer among all H hidden ones."""
        self.children = [
            (np.concatenate([np.arange(ends[t - 1], ends[t]) for t in targets if t < last] or [_NONE]), last in targets)
            for targets in reached.values()
        ]
        """The hidden neurons that each hidden layer reaches, and whether it reaches the outputs."""
        self.inner = weights[:, :hidden]
        """Weights between hidden neurons in quanta, of shape (H, H)."""
        self.weights = weights[:, hidden:]
        """Weights to the outputs in quanta, of shape (H, K)."""
        self.inner_bias, self.bias = bias[:hidden], bias[hidden:]
        """Weights of the bias neuron in quanta, of shapes (H,) and (K,)."""
        self.reach = int((np.abs(weights).sum(axis=0) + np.abs(bias)).max())
        """No potential is further from 0, in quanta."""
        potentials = np.arange(-self.reach, self.reach + 1, dtype=np.int32)
        probabilities = design.spike_probabilities(potentials)
        self.logs = np.log([1.0 - probabilities, probabilities])
        """ln P(spike = 0) and ln P(spike = 1) at each potential from −reach to reach, of shape (2, 2·reach + 1)."""

    def of_images(
        self, images: NDArray[np.uint8], draws: int, annealing: tuple[int, int] | None, seed: int
    ) -> tuple[Floats, Floats]:
        """The mean of ln P(x) in nats over binary draws of each image, and its standard error.

        Parameters
        ----------
        images : array of shape (images, K)
            Intensities.
        draws : int
            The number of draws of an image that is grey. Others are their only draw.
        annealing : (chains, temperatures) or None
            How to estimate ln P(x); None sums over all states.
        seed : int
            The seed. The random numbers of an image depend on it and the image alone.
        """
        randoms = [np.random.default_rng([seed, *image.tolist()]) for image in images]
        grey: NDArray[np.bool_] = np.any((images > 0) & (images < 255), axis=1)
        # an intensity q spikes with probability q/256, and 255 always does
        limits = np.where(images == 255, 256, images.astype(np.int64))
        parts = [
            random.integers(0, 256, (draws if several else 1, len(limit))) < limit
            for random, several, limit in zip(randoms, grey, limits)
        ]
        ends = np.cumsum([len(part) for part in parts])[:-1]
        if annealing is None:
            logs = self.exact(np.vstack(parts))
            errors = np.zeros(len(logs))
        else:
            # many draws are dealt with in portions
            most = max(1, CELLS // (annealing[0] * (images.shape[1] + len(self.inner))))
            portions = [
                (part[first : first + most], random)
                for part, random in zip(parts, randoms)
                for first in range(0, len(part), most)
            ]
            estimates = [self.annealed(portion, *annealing, random) for portion, random in portions]
            logs, errors = np.concatenate(estimates, axis=1)
        pairs = list(zip(np.split(logs, ends), np.split(errors, ends)))
        means = np.array([log.mean() for log, _ in pairs])
        # the spread of draws has the errors of their estimates in it
        spreads = [log.std(ddof=1) / np.sqrt(draws) if len(log) > 1 else error[0] for log, error in pairs]
        return means, np.array(spreads)

    def exact(self, images: NDArray[np.bool_]) -> Floats:
        """ln P(x) in nats of binary images of shape (images, K), by the sum over all states of the hidden neurons."""
        hidden = len(self.inner)
        shown = images.T.astype(np.float64)
        total = np.full(len(images), -np.inf)
        block = max(1, CELLS // max(images.shape))
        for first in range(0, 2**hidden, block):
            numbers = np.arange(first, min(first + block, 2**hidden))
            spikes = numbers[:, np.newaxis] >> np.arange(hidden) & 1
            # whole numbers this small are exact as floating-point numbers, whose products are quicker
            states = spikes.astype(np.float64)
            inner = (states @ self.inner + self.inner_bias).astype(np.int64) + self.reach
            places = (states @ self.weights + self.bias).astype(np.int64) + self.reach
            off, on = self.logs[0][places], self.logs[1][places]
            prior = self.logs[spikes, inner].sum(axis=1)
            joint = (prior + off.sum(axis=1))[:, np.newaxis] + (on - off) @ shown
            total = np.logaddexp(total, _log_sum(joint))
        return total

    def annealed(
        self, images: NDArray[np.bool_], chains: int, temperatures: int, random: np.random.Generator
    ) -> tuple[Floats, Floats]:
        """Estimates of ln P(x) in nats of binary images of shape (images, K), and their standard errors.

        It is annealed importance sampling (Neal, "Annealed importance sampling", Statistics and Computing 11, 2001). Each chain
        starts from the law of the hidden neurons in the free network, P(h), whose sum is 1, and goes to P(h) P(x | h), whose sum
        is P(x), over P(h) P(x | h)^β with β from 0 to 1, with a pass of Gibbs sampling at each β. The mean of the weights of
        the chains has the mean P(x); the logarithm of it is too low rather than too high. The standard error is that of the
        mean, divided by it.
        """
        hidden, size, rows = len(self.inner), self.logs.shape[1], len(images) * chains
        logs = self.logs.ravel()
        uniform, states = random.random((rows, hidden)), np.zeros((rows, hidden), np.bool_)
        # the places of potentials in the logarithms of what each hidden neuron does, and of what the image of each chain shows
        inner = np.zeros((rows, hidden), np.int64)
        for layer in self.layers:
            below = slice(0, layer.start)
            places = states[:, below].astype(np.int64) @ self.inner[below, layer] + self.inner_bias[layer] + self.reach
            states[:, layer] = uniform[:, layer] < np.exp(self.logs[1][places])
            inner[:, layer] = places + size * states[:, layer]
        base = np.repeat(self.reach + size * images.astype(np.int64), chains, axis=0)
        places = states.astype(np.int64) @ self.weights + self.bias + base
        fit = logs.take(places).sum(axis=1)
        weights = np.zeros(rows)
        neurons = [
            (neuron, children, seen)
            for layer, (children, seen) in zip(self.layers, self.children)
            for neuron in range(layer.start, layer.stop)
        ]
        for before, beta in pairwise((np.arange(temperatures + 1) / temperatures) ** 2):
            weights += (beta - before) * fit
            for neuron, children, seen in neurons:
                state = states[:, neuron]
                turn = np.where(state, -1, 1)
                own = inner[:, neuron] - size * state
                logit = self.logs[1][own] - self.logs[0][own]
                if len(children):
                    there = inner[:, children]
                    moved = there + turn[:, np.newaxis] * self.inner[neuron, children]
                    logit += turn * (logs.take(moved) - logs.take(there)).sum(axis=1)
                if seen:
                    turned = places + turn[:, np.newaxis] * self.weights[neuron]
                    other = logs.take(turned).sum(axis=1)
                    logit += beta * turn * (other - fit)
                # a logistic random number is below a with probability σ(a)
                changed = (random.logistic(size=rows) < logit) != state
                if len(children):
                    inner[np.ix_(changed, children)] = moved[changed]
                if seen:
                    places[changed], fit[changed] = turned[changed], other[changed]
                inner[changed, neuron] += size * turn[changed]
                state ^= changed
        by_image = weights.reshape(-1, chains).T
        highest = by_image.max(axis=0)
        shares = np.exp(by_image - highest)
        mean = shares.mean(axis=0)
        return highest + np.log(mean), shares.std(axis=0, ddof=1) / np.sqrt(chains) / mean


def _log_sum(logs: Floats) -> Floats:
    """ln Σ e^a over the first axis."""
    highest = logs.max(axis=0)
    total: Floats = highest + np.log(np.exp(logs - highest).sum(axis=0))
    return total
