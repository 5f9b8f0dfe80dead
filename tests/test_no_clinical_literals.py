"""What the course says of medicine stands in its data, not in code; and no folder of the package is a heap."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ibc_edu

PACKAGE = Path(ibc_edu.__file__).parent
PYTHON = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(PACKAGE.rglob("*.js"))
MOST_FILES = 25
LEAST_WORDS = 4

ID = re.compile(r"\bCF-\d{3}\b|\b[a-z0-9]+(?:-[a-z0-9]+)*/[abcp]\d+/s\d+\b")
EXAMPLES = {"faq/a1/s1", "section/p1/s1"}  # what messages show as the form of an id, in whatever article

# Rooms that say something to learners; what a simulator leaves out is said of the model, beside the model.
SAYING = ("parts", "rules", "views", "course", "classroom", "figures", "quiz")
NAMES = {
    "drugs": ("name", "brand"),
    "therapy_classes": ("name",),
    "receptors": ("name", "abbreviation"),
    "metastatic_sites": ("name",),
    "side_effects": ("name",),
}
OTHER_NAMES = ("cancer", "tumor", "chemotherapy", "estrogen", "fever", "metastasis", "distant spread", "stage IV")
FRAMES = {  # sentences that take their words from tables, and what the numbers of a model say
    "A report says ER …, PR …, HER2 …. Which subtype is this?",
    # What models say of their own numbers; the source of each model stands in its simulator.
    "On the cancer this acts like … Gy given as … Gy a day, and on normal tissue that reacts late like … Gy.",
    "In this model a large daily dose weighs more on tissue that reacts late than on the cancer.",
    "In this model a small daily dose weighs less on tissue that reacts late than on the cancer.",
    "For that, hormone receptors would be … and HER2 ….",
}


def python_literals(source: str) -> Iterator[str]:
    """Texts in Python code, those that are put together as one, documentation left out."""
    tree = ast.parse(source)
    left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in ("help", "description"):
            left_out |= {id(part) for part in ast.walk(node.value)}
        elif isinstance(node, ast.BinOp | ast.JoinedStr) and id(node) not in left_out and (text := one_text(node)):
            left_out |= {id(part) for part in put_together(node)}
            yield text
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


def one_text(node: ast.AST) -> str:
    """A text that is put together of several, with … for what it takes in; empty for anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right) if (texts := (one_text(left), one_text(right))) != (
            "",
            "",
        ):
            return "".join(text or "…" for text in texts)
    return ""


def put_together(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of which `one_text` puts a text together, and their parts."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        for part in (node.left, node.right):
            yield part
            yield from put_together(part)
    elif isinstance(node, ast.JoinedStr):
        yield from node.values


def script_literals(source: str) -> Iterator[str]:
    """Texts in JavaScript, whole lines of comment left out."""
    code = re.sub(r"^\s*(//|\*|/\*).*$", "", source, flags=re.MULTILINE)
    for found in re.finditer(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', code):
        yield found[1] or re.sub(r"\$\{[^}]*\}", "…", found[2] or "")


@cache
def literals(path: Path) -> tuple[str, ...]:
    read = python_literals if path.suffix == ".py" else script_literals
    return tuple(read(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def named() -> re.Pattern[str]:
    """Finds the name of a drug, a therapy class, a receptor, a place of spread, a side effect, or the cancer."""
    tables = ibc_edu.load()
    names = {row[column] for table, columns in NAMES.items() for row in tables.rows(table) for column in columns}
    words = "|".join(re.escape(name) for name in sorted({*filter(None, names), *OTHER_NAMES}, key=len, reverse=True))
    return re.compile(rf"\b({words})\b", re.IGNORECASE)


def states_medicine(text: str, named: re.Pattern[str]) -> bool:
    """Whether a text has a whole sentence that names something of medicine; labels and descriptions have none."""
    if ": choose " in text or ": set " in text:  # a text form, which says what a page offers
        return False
    sentences = [part for part in re.split(r"(?<=[.?!])\s+", text) if part.endswith((".", "?", "!"))]
    return any(len(sentence.split()) >= LEAST_WORDS and named.search(sentence) for sentence in sentences)


@pytest.mark.parametrize("path", [*PYTHON, *SCRIPTS], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_id_of_a_fact_or_sentence_is_written_in_code(path: Path) -> None:
    assert [found for text in literals(path) for found in ID.findall(text) if found not in EXAMPLES] == []


@pytest.mark.parametrize(
    "path",
    [path for path in (*PYTHON, *SCRIPTS) if path.relative_to(PACKAGE).parts[0] in SAYING],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_no_sentence_about_medicine_is_written_in_code(path: Path, named: re.Pattern[str]) -> None:
    assert [text for text in literals(path) if states_medicine(text, named) and text not in FRAMES] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They are for HER2-positive cancer.", True),
        ("Tamoxifen sits in the receptor, so estrogen finds no place.", True),
        ("At 100.4 °F or higher a fever is an emergency. ", True),
        ("In … of 100 people nausea comes on the first day. Call.", True),
        ("Stage IV is for distant spread. Here it is …: ….", True),
        ("Percent of people", False),
        ("Spread to the … is …: …. …", False),
        ("HER2 on the cancer cell", False),
        ("Report explorer: set the HER2 stain and see what it means.", False),
        ("This class has no drug on the map.", False),
    ],
)
def test_what_counts_as_a_sentence_about_medicine(text: str, found: bool, named: re.Pattern[str]) -> None:
    assert states_medicine(text, named) is found


def test_literals_of_both_languages_are_found() -> None:
    python = '"""Doc of tamoxifen."""\nx = f"It is {x} cancer."\n"""More."""\ny = Trait("a", help="b")'
    assert sorted(python_literals(python)) == ["It is … cancer.", "a"]
    assert list(python_literals('x = "Tamoxifen " + f"is {y} " + z + "drug." + "."')) == ["Tamoxifen is … …drug.."]
    assert list(python_literals('x = "a" + f("b") + 1')) == ["a……", "b"]
    script = '// "no"\nel("p", {}, "yes", `and ${x} too`); /* "kept" */\n * "no"\n'
    assert list(script_literals(script)) == ["p", "yes", "and … too", "kept"]


def test_no_folder_holds_too_many_source_files() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*") if path.suffix in (".py", ".js", ".css")}
    for folder in folders:
        files = [path for path in folder.iterdir() if path.suffix in (".py", ".js", ".css")]
        assert len(files) <= MOST_FILES, f"{folder.relative_to(PACKAGE)} has {len(files)} source files"
