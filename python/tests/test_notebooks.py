"""The notebooks run from top to bottom, and are kept without outputs."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
TIMEOUT = 180
"""Seconds for a cell. Each notebook takes seconds, and some more where a circuit is compiled for the first time."""


def test_there_are_notebooks():
    assert {path.stem for path in NOTEBOOKS} >= {"own_data", "chains", "chip", "generation"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook(path, tmp_path, monkeypatch):
    if path.stem == "chip" and shutil.which("verilator") is None:
        pytest.skip("verilator is not on the PATH")
    monkeypatch.setenv("MPLBACKEND", "agg")
    # kernels and notebooks keep nothing of their own outside of the test
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells), (
        f"{path.name}: found outputs, expected none; clear them before the notebook is saved"
    )
    NotebookClient(notebook, timeout=TIMEOUT, resources={"metadata": {"path": tmp_path}}).execute()
