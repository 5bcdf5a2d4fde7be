"""Pictures show what was given."""

import os
import subprocess

import matplotlib
import numpy as np
import pytest

import yuragi
from yuragi import plots

matplotlib.use("Agg")


def test_images_stand_side_by_side():
    values = np.arange(3 * 6.0).reshape(3, 6)
    ax = plots.images(values, (3, 2), columns=2)
    sheet = ax.get_images()[0].get_array().filled(np.nan)
    assert sheet.shape == (5, 7)
    assert np.array_equal(sheet[:2, 4:7], values[1].reshape(2, 3))
    assert np.array_equal(sheet[3:, :3], values[2].reshape(2, 3))
    assert np.isnan(sheet[3:, 4:]).all()
    with pytest.raises(yuragi.errors.InputError, match=r"expected \(images, 4\) for 2 × 2 pixels"):
        plots.images(values, (2, 2))


def test_weights_of_hidden_neurons():
    network = yuragi.Network(yuragi.Design((6, 4, 2)), seed=1)
    sheet = plots.fan_in(network, (3, 2), columns=4).get_images()[0].get_array()
    assert np.array_equal(sheet[:, 4:7], network.weights[0, 1][:, 1].reshape(2, 3))


def test_the_curve_of_a_run(tmp_path):
    command = os.environ.get("YURAGI")
    if not command:
        pytest.skip("YURAGI does not name the command line")
    subprocess.run(
        [command, "learn", "--quiet", "--design", "digits", "--presentations", "3000", "--out", str(tmp_path / "run")],
        check=True,
    )
    run = yuragi.Run(tmp_path / "run")
    train, test = plots.learning_curve(run).get_lines()
    assert np.array_equal(test.get_xdata(), run.curve["presentations"])
    assert np.array_equal(test.get_ydata(), run.curve["test_accuracy"])
    assert train.get_label().startswith("train, ")
    weights = yuragi.Run(tmp_path / "run" / "weights.safetensors")
    with pytest.raises(yuragi.errors.InputError, match="found no learning curve"):
        plots.learning_curve(weights)
