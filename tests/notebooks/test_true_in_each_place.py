"""What lessons and parts promise is true wherever they are opened, also where nothing can be kept and nothing typed."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import ibc_edu.parts
from ibc_edu.course.course import Course
from ibc_edu.learner.review import back_in_words
from ibc_edu.parts.due.content import nothing_due
from ibc_edu.parts.export_questions.content import write_beside
from ibc_edu.resources import notebooks_folder

ON_PAPER = re.compile(r"<!-- paper:.*?-->")
UNCONDITIONAL = re.compile(r"you decide whether|the course can keep your answers|no answer is kept", re.I)
"""A notebook beside a site keeps nothing, and there is nothing to decide; a learning platform keeps what it gets."""
PROMISE = re.compile(r"\bcomes? back\b(?! to it)|\bare kept\b|\bstill there\b|can print a page|room sees", re.I)
CONDITION = re.compile(r"\b(?:if|unless|whether|may|agreed?|can keep|on your own computer)\b", re.I)
ELSEWHERE = {"Then they come back."}  # of a cancer's cells
COMMAND = re.compile(r"\bterminal\b|`ibc-edu ")
ON_A_COMPUTER = "on your own computer, as do all commands on this page"
SENTENCES = re.compile(r"(?<=[.?!])\s+|\n+")
NOTEBOOKS = sorted(notebooks_folder().glob("*.ipynb"))
PARTS = sorted(Path(ibc_edu.parts.__path__[0]).glob("*/*.*"))
WORDS = re.compile(r"\"([^\"\n]*)\"|`([^`\n]*)`")
OWN_WORDS = {"record"}  # which knows the place that it is in
NOT_FOR_READERS = re.compile(r"\s*(?://|\*|/\*|#)|.*\"\"\"")


def texts(path: Path) -> list[str]:
    """Texts of a notebook, as a screen shows them."""
    cells = json.loads(path.read_bytes())["cells"]
    return [ON_PAPER.sub("", "".join(cell["source"])) for cell in cells if cell["cell_type"] == "markdown"]


def unconditional(text: str) -> list[str]:
    """Sentences that promise what depends on the place, and name no condition."""
    found = [each for each in SENTENCES.split(text) if PROMISE.search(each) and not CONDITION.search(each)]
    return [each for each in found if each not in ELSEWHERE] + UNCONDITIONAL.findall(text)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_promises_nothing_that_depends_on_where_it_is_opened(path: Path) -> None:
    assert [sentence for text in texts(path) for sentence in unconditional(text)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_commands_are_for_who_has_the_course_on_a_computer_and_told_so(path: Path) -> None:
    whole = "\n".join(texts(path))
    assert not COMMAND.search(whole) or ON_A_COMPUTER in whole


def test_a_part_promises_nothing_that_depends_on_where_it_is_opened() -> None:
    found = []
    for path in PARTS:
        if path.suffix not in (".py", ".js") or path.parent.name in OWN_WORDS:
            continue
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not NOT_FOR_READERS.match(line)]
        said = [" ".join(pair) for line in lines for pair in WORDS.findall(line)]
        found += [f"{path.parent.name}: {each}" for text in said for each in unconditional(text)]
    assert [each for each in found if "kept=" not in each and "{back}" not in each and "${wait}" not in each] == []


def test_what_comes_back_for_review_comes_back_only_if_it_is_kept(course: Course) -> None:
    assert "if the course keeps your answers" in nothing_due(course)
    now = datetime(2026, 3, 1, tzinfo=UTC)
    assert back_in_words(now + timedelta(days=3), now, kept=True) == "in about 3 days"
    assert back_in_words(now + timedelta(days=3), now, kept=False).endswith("if the course keeps your answers")


def test_a_record_keeps_only_what_was_agreed_to_and_has_a_place(tmp_path: Path) -> None:
    in_memory = Course(record="memory").record
    in_memory.grant()
    assert not in_memory.keeps
    on_disk = Course(record=str(tmp_path / "record.sqlite3")).record
    assert not on_disk.keeps
    on_disk.grant()
    assert on_disk.keeps
    on_disk.decline()
    assert not on_disk.keeps
    foreign = tmp_path / "other.sqlite3"
    foreign.write_text("a shopping list")
    beyond_use = Course(record=str(foreign)).record
    beyond_use.grant()
    assert not beyond_use.keeps


@pytest.mark.parametrize(("place", "at_hand"), [("", True), ("browser", False), ("server", False), ("notebook", False)])
def test_a_file_lies_beside_the_page_only_on_the_readers_computer(
    place: str, at_hand: bool, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IBC_EDU_PLACE", place)
    assert write_beside(course, "gift", "staging")["at_hand"] is at_hand
