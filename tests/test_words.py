"""Words that every room says in the same way."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ibc_edu
from ibc_edu.words import counted

COMMANDS = sorted((Path(ibc_edu.__file__).parent / "cli").glob("*.py"))
VALUE = "\N{WHITE SQUARE}"
BARE_COUNT = re.compile(rf"{VALUE} [a-z]+s\b")
NO_NOUNS = {"is", "was", "has", "holds", "asks", "names", "does", "needs", "cites", "wants", "takes", "says"}


@pytest.mark.parametrize(
    ("number", "nouns", "told"),
    [
        (0, ("question",), "0 questions"),
        (1, ("question",), "1 question"),
        (2, ("question",), "2 questions"),
        (1234, ("row",), "1,234 rows"),
        (1, ("person", "people"), "1 person"),
        (3, ("person", "people"), "3 people"),
    ],
)
def test_a_number_stands_with_the_right_noun(number: int, nouns: tuple[str, ...], told: str) -> None:
    assert counted(number, *nouns) == told


def bare_counts(source: str) -> list[str]:
    """Texts of a module in which a value stands before a noun in the plural, whatever the value is."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else VALUE for part in node.values)
            found += [each for each in BARE_COUNT.findall(text) if each.split()[1] not in NO_NOUNS]
    return found


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_no_command_counts_by_hand(path: Path) -> None:
    assert bare_counts(path.read_text(encoding="utf-8")) == []


def test_a_count_by_hand_would_be_seen() -> None:
    assert bare_counts('print(f"{count} answers written")') == [f"{VALUE} answers"]
    assert bare_counts("print(f\"{counted(count, 'answer')} written\")") == []
