"""One name for one thing: a part's name is that of its folder, its class, its root on the page, and its tests."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

import ibc_edu
from ibc_edu.parts import NO_PARTS, PARTS

PACKAGE = Path(ibc_edu.__file__).parent / "parts"
TESTS = Path(__file__).parent
WEB_TESTS = TESTS.parent / "web" / "parts"


def named_otherwise(part: str, package: Path, tests: Path, web_tests: Path) -> list[str]:
    """What of a part does not bear its name. A part without a view of its own shows one that `views` has."""
    folder = part.replace("-", "_")
    found = []
    if not list((tests / folder).glob("test_*.py")):
        found.append(f"tests/parts/{folder}/")
    if not (package / folder / "view.js").is_file():
        return found
    if not (web_tests / f"{folder}.test.js").is_file():
        found.append(f"tests/web/parts/{folder}.test.js")
    name = "".join(word.capitalize() for word in part.split("-"))
    widget = ast.parse((package / folder / "widget.py").read_text(encoding="utf-8"))
    if name not in {node.name for node in widget.body if isinstance(node, ast.ClassDef)}:
        found.append(f"class {name}")
    return found


@pytest.mark.parametrize("part", sorted(PARTS))
def test_all_of_a_part_bears_its_name(part: str) -> None:
    assert named_otherwise(part, PACKAGE, TESTS, WEB_TESTS) == []


@pytest.mark.parametrize("part", sorted(PARTS))
def test_every_part_can_be_made(part: str) -> None:
    assert callable(import_module(PARTS[part].package).make)


def test_no_test_is_of_a_part_that_is_gone() -> None:
    folders = {path.parent.name for path in TESTS.glob("*/test_*.py")} - NO_PARTS
    scripts = {path.name.removesuffix(".test.js") for path in WEB_TESTS.glob("*.test.js")} - {"charts"}  # of several
    assert {*folders, *scripts} <= {part.replace("-", "_") for part in PARTS}


def test_another_name_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "word_list").mkdir()
    (tmp_path / "word_list" / "view.js").write_text("")
    (tmp_path / "word_list" / "widget.py").write_text("class WordPanel: ...")
    found = named_otherwise("word-list", tmp_path, tmp_path, tmp_path)
    assert found == ["tests/parts/word_list/", "tests/web/parts/word_list.test.js", "class WordList"]
    (tmp_path / "word_list" / "widget.py").write_text("class WordList: ...")
    (tmp_path / "word_list" / "test_word_list.py").write_text("")
    (tmp_path / "word_list.test.js").write_text("")
    assert named_otherwise("word-list", tmp_path, tmp_path, tmp_path) == []
