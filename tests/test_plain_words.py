"""No text that a learner can meet needs words of programmers or of notebooks."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ibc_edu"
ROOMS = ["parts", "views", "quiz", "learner", "course", "figures", "simulators", "rules", "app", "classroom"]
"""Rooms that say something to a learner; the command line and the exchange speak to others."""
FOR_OTHERS = ["app/workspace.py", "app/new_course.py", "app/hub.py", "app/site/supplies.py", "app/site/archive.py"]
"""Modules whose texts appear in a terminal only, or in a course's own folder."""
FOR_AUTHORS = [
    "quiz/bank.py",
    "quiz/linting/lint.py",
    "quiz/question_files/problem_words.py",
    "quiz/sessions/session.py",
    "quiz/sessions/session_base.py",
    "quiz/kinds",
    "classroom/skeletons.py",
    "classroom/answers/student_files.py",
    "parts/find_ids",
]
"""Modules that also speak to who writes questions or gathers answers: those know ids."""
BY_HAND = ["07_explore_the_tables.ipynb", "08_for_educators.ipynb"]
"""Notebooks for people who write code or run a class; what is said of notebooks there is meant."""
TO_START = "**To start:**"
"""How the paragraph begins that names the menus of a notebook; no other way of opening the course shows it."""
TEXTS = {".html", ".j2"}

INSIDE = re.compile(
    r"""\bkernels?\b | \bhash(?:es|ed)?\b | \bids?\b | shift\s*\+\s*enter | \bpractice\ mode\b | \btracebacks?\b
    | \brun\ all\b | \bcode\ cells?\b | \b(?:run|running|execute)\ (?:\w+\ )?cells?\b
    | \b(?:this|its|next|another|each)\ cells?\b (?=\ (?:in\ the\ notebook|again|below|above|runs?)|[.!?]?$)
    | \bwidgets?\b | \bcomms?\b | \bexceptions?\b | \bstdout\b""",
    re.IGNORECASE | re.VERBOSE,
)
SENTENCE = re.compile(r"[A-Za-z]+[,;:]? [a-z]")
"""What reads like words for people: two words, the second in small letters."""


def inside_words(text: str) -> list[str]:
    """Words of a text that a learner need not know."""
    return [match[0] for match in INSIDE.finditer(text)]


def python_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Strings of a module that read like sentences, without docstrings and without helps for programmers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in ("help", "description"):
                    skipped.update(id(inner) for inner in ast.walk(keyword.value))
            if isinstance(node.func, ast.Attribute) and getattr(node.func.value, "attr", "") == "log":
                skipped.update(id(inner) for inner in ast.walk(node))
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in skipped]
    for node in constants:
        if isinstance(node.value, str) and SENTENCE.search(words := re.sub("<[^>]*>", " ", node.value)):
            yield node.lineno, words


_SCRIPT = re.compile(
    r"""(?P<comment>/\*.*?\*/|(?<![:"'`\\])//[^\n]*)|"(?P<plain>(?:[^"\\\n]|\\.)*)"|`(?P<filled>(?:[^`\\]|\\.)*)`""",
    re.DOTALL,
)


def script_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Strings of a script that read like sentences; what is put into them is left out."""
    text = path.read_text(encoding="utf-8")
    for match in _SCRIPT.finditer(text):
        found = re.sub(r"\$\{[^{}]*\}", "…", match["plain"] or match["filled"] or "")
        if SENTENCE.search(found) and "import " not in found:
            yield text.count("\n", 0, match.start()) + 1, found


def page_texts(path: Path) -> Iterator[tuple[int, str]]:
    """The words of a page's template."""
    marks = r"\{[%{#].*?[%}#]\}|<script.*?</script>|<style.*?</style>|<[^>]*>"
    bare = re.sub(marks, "\0", path.read_text("utf-8"), flags=re.DOTALL)
    for number, line in enumerate(bare.splitlines(), 1):
        if words := line.replace("\0", " ").strip():
            yield number, words


def notebook_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Texts and saved outputs of a lesson, with the number of the place."""
    for place, cell in enumerate(json.loads(path.read_bytes())["cells"]):
        if cell["cell_type"] == "markdown":
            blocks = "".join(cell["source"]).split("\n\n")
            yield place, "\n\n".join(block for block in blocks if not block.startswith(TO_START))
        for output in cell.get("outputs", []):
            yield place, "".join(output.get("data", {}).get("text/plain", output.get("text", "")))


def course_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Strings of a file of the course that read like sentences."""
    waiting: list[object] = [tomllib.loads(path.read_text(encoding="utf-8"))]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value
        elif isinstance(value, str) and SENTENCE.search(value):
            yield 0, value


def learner_files() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*")):
            short = path.relative_to(PACKAGE).as_posix()
            rooms = set(path.relative_to(PACKAGE).parts)
            is_apart = short in FOR_OTHERS or {"vendor", "course_template", "stubs", "school"} & rooms
            if not is_apart and path.suffix in {".py", ".js", ".mjs", *TEXTS}:
                yield path
    for folder in ("parts", "questions", "cases"):
        yield from sorted((ROOT / "data" / folder).glob("*.toml"))
    yield from (path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if path.name not in BY_HAND)


def is_for_authors(path: Path) -> bool:
    return any(part in path.as_posix() for part in FOR_AUTHORS)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Everything that a file may say to a learner."""
    if path.suffix == ".py":
        return python_texts(path)
    if path.suffix == ".ipynb":
        return notebook_texts(path)
    if path.suffix == ".toml":
        return course_texts(path)
    return page_texts(path) if path.suffix in TEXTS else script_texts(path)


def test_texts_need_no_words_of_the_inside() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {words} in {text[:160]!r}"
        for path in learner_files()
        for line, text in texts(path)
        if (words := [word for word in inside_words(text) if not (is_for_authors(path) and word in ("id", "ids"))])
    ]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    "text",
    ["Restart the kernel.", "Press Shift+Enter to go on.", "Choose Run All Cells.", "Question with id 3f2a.",
     "This is practice mode.", "Run its cell in the notebook.", "The widget is not there."],
)  # fmt: skip
def test_words_of_the_inside_are_found(text: str) -> None:
    assert inside_words(text)


@pytest.mark.parametrize("text", ["Cells that divide fast.", "A cell of the tumor.", "Red blood cells."])
def test_words_of_the_subject_are_not(text: str) -> None:
    assert inside_words(text) == []


def test_the_scan_sees_every_kind_of_file() -> None:
    kinds = {path.suffix for path in learner_files() if any(True for _ in texts(path))}
    assert kinds >= {".py", ".js", ".ipynb", ".j2", ".html", ".toml"}
