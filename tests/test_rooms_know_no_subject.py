"""What plays a course knows nothing of the subject of the package's own: that stands in data, lessons and parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ibc_edu

PACKAGE = Path(ibc_edu.__file__).parent
ROOMS = ["app", "classroom", "cli", "course", "document", "exchange", "knowledge", "learner", "quiz", "views"]
ROOMS += ["errors.py", "resources.py", "intervals.py"]
SUBJECT = re.compile(
    r"\b(breasts?|T4d|HER2\w*|cancers?|tumou?rs?|metasta\w+|chemo\w*|oncolog\w+|care team|medical advice)\b",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"(?<![\w.:-])IBC(?![\w:-])")  # and not the prefix of our names: ibc-root, IBC_EDU_COURSE
FILES = sorted(
    path
    for room in ROOMS
    for path in ([PACKAGE / room] if room.endswith(".py") else (PACKAGE / room).rglob("*"))
    if path.suffix in (".py", ".js", ".css", ".toml", ".csv", ".txt", ".md", ".ipynb", ".json")
)


def words_of_the_subject(text: str) -> list[str]:
    return [match.group() for pattern in (SUBJECT, ABBREVIATION) for match in pattern.finditer(text)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_does_not_speak_of_the_subject(path: Path) -> None:
    assert words_of_the_subject(path.read_text(encoding="utf-8")) == []


def test_the_words_would_be_seen() -> None:
    assert words_of_the_subject("Breast cancer (IBC) is T4d; HER2-positive. Ask the care team.") == [
        *("Breast", "cancer", "T4d", "HER2", "care team", "IBC")
    ]
    assert words_of_the_subject('`ibc:list`, class="ibc-root", IBC_EDU_COURSE, ibc_edu') == []
