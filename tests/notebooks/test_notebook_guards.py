"""What a shipped lesson may and must hold: small, folded, readable unopened, and told how to start."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
MAX_BYTES = 300_000
MAX_LINES = 2
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
MEDICAL_NOTE = "not medical advice"
HOW_TO_START = ("Run All Cells", "Run")

Notebook = Any  # nbformat's own node, a dictionary with attributes


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def notebook(path: Path) -> Notebook:
    return nbformat.read(path, as_version=4)


def code_cells(notebook: Notebook) -> list[Notebook]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook: Notebook, first: int | None = None) -> str:
    return "\n".join(cell.source for cell in notebook.cells[:first] if cell.cell_type == "markdown")


def saved_widget_views(notebook: Notebook) -> list[str]:
    """Sources of the cells whose saved output carries a widget view instead of text alone."""
    return [
        cell.source for cell in code_cells(notebook) for output in cell.outputs if WIDGET_VIEW in output.get("data", {})
    ]


def unfit_code_cells(notebook: Notebook) -> list[str]:
    """Sources of the code cells that are longer than `MAX_LINES`, or not folded though they are no exercise."""
    return [
        cell.source
        for cell in code_cells(notebook)
        if len(cell.source.splitlines()) > MAX_LINES
        or not (cell.metadata.get("jupyter", {}).get("source_hidden") or "exercise" in cell.metadata.get("tags", []))
    ]


def cells_without_output(notebook: Notebook) -> list[str]:
    """Sources of the code cells that show nothing, imports aside."""
    return [
        cell.source
        for cell in code_cells(notebook)
        if not cell.outputs and not all(re.match(r"(import|from) ", line) for line in cell.source.splitlines())
    ]


def test_there_are_lessons() -> None:
    assert "00_start_here" in [path.stem for path in NOTEBOOKS]


def test_notebook_is_valid_and_small(path: Path, notebook: Notebook) -> None:
    nbformat.validate(notebook)
    assert path.stat().st_size <= MAX_BYTES


def test_no_output_carries_a_widget_view(notebook: Notebook) -> None:
    assert saved_widget_views(notebook) == []


def test_no_widget_state_is_saved(notebook: Notebook) -> None:
    assert "widgets" not in notebook.metadata


def test_code_cells_are_short_and_folded(notebook: Notebook) -> None:
    assert unfit_code_cells(notebook) == []


def test_no_slip_of_the_hand_deletes_or_changes_a_lesson(notebook: Notebook) -> None:
    assert [cell.id for cell in notebook.cells if cell.metadata.get("deletable") is not False] == []
    changeable = [cell.id for cell in notebook.cells if cell.metadata.get("editable") is not False]
    assert changeable == [cell.id for cell in notebook.cells if "exercise" in cell.metadata.get("tags", [])]


def test_every_code_cell_shows_something_or_imports(notebook: Notebook) -> None:
    assert cells_without_output(notebook) == []


def test_no_output_is_an_error_or_a_warning(notebook: Notebook) -> None:
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"] == []


def test_no_output_tells_of_the_machine_it_was_made_on(notebook: Notebook) -> None:
    text = nbformat.writes(nbformat.from_dict({**notebook, "cells": code_cells(notebook)}))
    assert re.findall(r"at 0x[0-9a-f]{6,}|/home/\w+|/root/\w+|/Users/\w+|/tmp/\w+", text) == []


def test_medical_note_is_there(notebook: Notebook) -> None:
    assert MEDICAL_NOTE in prose(notebook)


def test_first_lines_say_how_to_start(notebook: Notebook) -> None:
    beginning = prose(notebook, first=2)
    assert all(words in beginning for words in HOW_TO_START)


def test_kernel_is_the_plain_python_one(notebook: Notebook) -> None:
    assert notebook.metadata.kernelspec.name == "python3"


def test_cell_ids_are_unique(notebook: Notebook) -> None:
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


def test_the_guards_see_what_they_guard_against() -> None:
    view = nbformat.v4.new_output("display_data", data={WIDGET_VIEW: {"model_id": "1"}, "text/plain": "QuizCard"})
    folded = {"jupyter": {"source_hidden": True}}
    good = nbformat.v4.new_code_cell("import ibc_edu", metadata=folded)
    long = nbformat.v4.new_code_cell("a\nb\nc", metadata=copy.deepcopy(folded))
    open_cell = nbformat.v4.new_code_cell("lesson", outputs=[view])
    notebook = nbformat.v4.new_notebook(cells=[good, long, open_cell])
    assert saved_widget_views(notebook) == ["lesson"]
    assert unfit_code_cells(notebook) == ["a\nb\nc", "lesson"]
    assert cells_without_output(notebook) == ["a\nb\nc"]
