"""What lessons and parts promise of answers is true wherever they are opened, also where nothing can be kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ibc_edu.course.course import Course
from ibc_edu.parts.due.content import nothing_due
from ibc_edu.resources import notebooks_folder

ON_PAPER = re.compile(r"<!-- paper:.*?-->")
UNCONDITIONAL = re.compile(r"and come back\.|you decide whether|the course can keep your answers", re.I)
"""In a notebook beside a site nothing is kept, and there is nothing to decide."""
NOTEBOOKS = sorted(notebooks_folder().glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_promises_nothing_that_depends_on_where_it_is_opened(path: Path) -> None:
    cells = json.loads(path.read_bytes())["cells"]
    said = [ON_PAPER.sub("", "".join(cell["source"])) for cell in cells if cell["cell_type"] == "markdown"]
    assert [text for text in said if UNCONDITIONAL.search(text)] == []


def test_what_comes_back_for_review_comes_back_only_if_it_is_kept(course: Course) -> None:
    assert "if the course keeps your answers" in nothing_due(course)
