"""The headless learner plays the whole course inside a kernel that has run the lessons' own cells."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from headless_learner import STRATEGIES
from nbclient import NotebookClient

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1] / "notebooks"


@pytest.fixture(scope="module")
def kernel() -> Iterator[NotebookClient]:
    """One kernel in which the code cells of every lesson were run."""
    cells = [
        cell
        for path in sorted(NOTEBOOKS.glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    setup = nbformat.v4.new_code_cell(f"import sys, json; sys.path.insert(0, {str(HERE)!r}); import headless_learner")
    notebook = nbformat.v4.new_notebook(cells=[*cells, setup])
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOKS)}})
    with client.setup_kernel(env={**os.environ, "IBC_EDU_RECORD": "memory"}):
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        yield client


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_path_ends_in_feedback(kernel: NotebookClient, strategy: str) -> None:
    cell = nbformat.v4.new_code_cell(f"print(json.dumps(headless_learner.STRATEGIES[{strategy!r}]()))")
    kernel.nb.cells.append(cell)
    done = kernel.execute_cell(cell, len(kernel.nb.cells) - 1)
    printed = "".join(output.get("text", "") for output in done.outputs if output.get("name") == "stdout")
    assert json.loads(printed) == []
