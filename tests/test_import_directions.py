"""Imports run one way, and importing ibc_edu stays cheap."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import ibc_edu

PACKAGE = Path(ibc_edu.__file__).parent

# The rooms from the bottom up; each may import those before it, and nothing else.
LAYERS = ["errors", "words", "file_errors", "resources", "intervals", "document", "knowledge", "quiz", "learner"]
LAYERS += ["views", "course", "classroom", "exchange", "parts", "app", "cli"]
APART = ["simulators", "rules", "figures"]  # stand on `errors` alone, and never import each other
USE_THOSE_APART = {"views": {"figures"}, "classroom": {"figures"}, "parts": {*APART}}
ALLOWED: dict[str, set[str]] = {room: {"errors"} for room in APART}
ALLOWED |= {room: {*LAYERS[:place], *USE_THOSE_APART.get(room, ())} for place, room in enumerate(LAYERS)}
ALLOWED["ibc_edu"] = {*LAYERS} - {"cli"}  # the public names in __init__.py, which compose
ALLOWED["cli"] |= {"ibc_edu"}

HEAVY = ["anywidget", "ipywidgets", "pydantic", "sqlalchemy", "plotly", "scipy", "fsrs", "matplotlib", "IPython"]


def room_of(module: str) -> str:
    """The room that a dotted name inside ibc_edu belongs to."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "ibc_edu"


def is_module(dotted: str) -> bool:
    path = PACKAGE.parent.joinpath(*dotted.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def imported_names(path: Path) -> Iterator[str]:
    """Dotted names inside ibc_edu that a file imports, at its top or later, for types or for real."""
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                deeper = f"{source}.{alias.name}"
                yield deeper if is_module(deeper) else source


def crossings(path: Path) -> set[tuple[str, str]]:
    """Pairs (room, room it imports) of one file, for imports that leave its room."""
    own = room_of(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"))
    theirs = {room_of(name) for name in imported_names(path) if name.split(".")[0] == "ibc_edu"}
    return {(own, other) for other in theirs - {own}}


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_what_its_room_may(path: Path) -> None:
    for own, other in crossings(path):
        assert own in ALLOWED, f"{own} is no known room: give it a place among the directions"
        assert other in ALLOWED[own], f"{own} must not import {other}"


def test_a_wrong_direction_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "ibc_edu"
    for room in ("figures", "simulators"):
        (package / room).mkdir(parents=True)
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", package)
    module = package / "figures" / "curve.py"
    for line in (
        "from ibc_edu.simulators.growth import simulate",
        "import ibc_edu.simulators.growth",
        "from ibc_edu import simulators",
        "from ..simulators import growth",
        "def late():\n    from ibc_edu import simulators",
    ):
        module.write_text(line)
        assert crossings(module) == {("figures", "simulators")}, line
    module.write_text("from ibc_edu import load")
    assert crossings(module) == {("figures", "ibc_edu")}


def test_importing_and_loading_brings_in_nothing_heavier_than_pandas() -> None:
    code = (
        "import sys, json, ibc_edu; ibc_edu.load(); "
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == []


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> set[str]:
    """Modules of ibc_edu that a file imports, each by its own name; a package counts only where it is named alone."""
    return {name for name in imported_names(path) if name.split(".")[0] == "ibc_edu"} - {module_name(path)}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Modules that import each other, in order; empty if there are none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def test_no_modules_import_each_other() -> None:
    assert circle({module_name(path): imports_of(path) for path in MODULES}) == []


def test_a_circle_would_be_seen() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})


PARTS = PACKAGE / "parts"
SHARED = "shared"  # what several parts share; it knows none of them
SCRIPT_IMPORT = re.compile(r"\b(?:from|import)\b\s*\(?\s*\"(\.[^\"]+)\"")


def folder_of(path: Path) -> str | None:
    """The folder inside `parts` that a file lies in; None for the files of the room itself and for other rooms."""
    inside = path.relative_to(PARTS).parts if PARTS in path.parents else ()
    return inside[0] if len(inside) > 1 else None


def parts_named(path: Path) -> set[str]:
    """Folders inside `parts` that a module of Python or JavaScript imports from."""
    if path.suffix == ".py":
        names = [name.split(".") for name in imported_names(path)]
        found = {name[2] for name in names if name[:2] == ["ibc_edu", "parts"] and len(name) > 2}
        return {name for name in found if (PARTS / name).is_dir()}
    targets = (path.parent / target for target in SCRIPT_IMPORT.findall(path.read_text(encoding="utf-8")))
    return {name for target in targets if (name := folder_of(Path(os.path.normpath(target)))) is not None}


def strange_parts(path: Path) -> set[str]:
    """Parts that a module inside a part, or inside what they share, knows though they are not its own."""
    return parts_named(path) - {folder_of(path), SHARED}


IN_PARTS = sorted(path for path in PARTS.rglob("*") if path.suffix in (".py", ".js") and folder_of(path))


@pytest.mark.parametrize("path", IN_PARTS, ids=lambda path: str(path.relative_to(PARTS)))
def test_a_part_knows_no_other_part(path: Path) -> None:
    assert strange_parts(path) == set(), f"move what they share to parts/{SHARED} or to a room below"


def test_a_part_that_knows_another_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path / "ibc_edu")
    monkeypatch.setattr(sys.modules[__name__], "PARTS", tmp_path / "ibc_edu" / "parts")
    for folder in ("due", "exam", SHARED):
        (PARTS / folder).mkdir(parents=True)
    for file, line in {
        "due/content.py": "def late():\n    from ibc_edu.parts.exam.content import make",
        f"{SHARED}/items.py": "from ibc_edu.parts import exam",
        "due/view.js": 'import { row } from "../exam/row.js";',
        f"{SHARED}/items.js": 'import "../exam/row.css";',
        "due/rows.js": '/** @param {import("../exam/row.js").Row} row */',
    }.items():
        (PARTS / file).write_text(line, encoding="utf-8")
        assert strange_parts(PARTS / file) == {"exam"}, file
    for file, line in {
        "due/content.py": "from ibc_edu.parts.shared.items import a\nfrom ibc_edu.parts.due.widget import b",
        "due/view.js": 'import { a } from "../shared/items.js";\nimport { el } from "../../views/kit/dom.js";',
    }.items():
        (PARTS / file).write_text(line, encoding="utf-8")
        assert strange_parts(PARTS / file) == set(), file
