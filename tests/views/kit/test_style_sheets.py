"""A style sheet reaches its own part only, whatever else is on the page, and whichever was loaded last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import tinycss2

import ibc_edu

PACKAGE = Path(ibc_edu.__file__).parent
SHEETS = sorted(path for room in ("views", "parts") for path in (PACKAGE / room).rglob("*.css"))
KIT = ".ibc-root"
# What several parts use stands below any root: every class in it begins with a name of its own.
SHARED = {
    "parts/shared/sign_list.css": ".ibc-sign",
    "parts/shared/therapy_options.css": ".ibc-therapy",
    "views/plot/plot_view.css": ".ibc-plot",
    "views/quiz/tally.css": ".ibc-tally",
    "views/trial/simulator.css": ".ibc-trial",
}
# Words of the lesson's own text, which stand outside any root.
OUTSIDE = {"parts/glossary/in_text.css": ".ibc-word"}
STAGE = re.compile(
    r'^\.ibc-root\.ibc-presenter\[data-role="stage"\] (?=\.ibc-root\.)'
)  # how a part looks before a class
ROOTS = {"source_panel": "ibc-source-panel"}  # others are called as their folder

THEME = re.compile(r"(?:body|html)\S*\s+")
BESIDE = re.compile(r"\S+\s*[+~]")  # what stands beside a root is another part, or the notebook's own
IN_PARENTHESES = re.compile(r"\([^()]*\)")


def selectors(rules: list[tinycss2.ast.Node]) -> Iterator[str]:
    """Every selector of a sheet, those inside @media and @container too."""
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None:
            yield from selectors(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        elif rule.type == "qualified-rule":
            yield from listed(tinycss2.serialize(rule.prelude))


def listed(prelude: str) -> list[str]:
    """The selectors of a list, split at commas that stand outside parentheses."""
    flat = prelude
    while (shorter := IN_PARENTHESES.sub(lambda found: "\0" * len(found[0]), flat)) != flat:
        flat = shorter
    cuts = [-1, *(place for place, character in enumerate(flat) if character == ","), len(flat)]
    return [prelude[start + 1 : end].strip() for start, end in pairwise(cuts)]


def name_of(sheet: Path) -> str:
    """The path inside the package."""
    return sheet.relative_to(PACKAGE).as_posix()


def root_of(sheet: Path) -> str:
    """What every selector of a sheet begins with."""
    folder = sheet.parent.name
    if "kit" in sheet.relative_to(PACKAGE).parts and sheet.stem not in ROOTS:
        return KIT
    if name_of(sheet) in SHARED:
        return KIT
    return f"{KIT}.{ROOTS.get(folder) or ROOTS.get(sheet.stem) or 'ibc-' + folder.replace('_', '-')}"


def leaving(sheet: Path, text: str) -> list[str]:
    """The selectors that reach beyond the sheet's own part."""
    root, prefix = root_of(sheet), SHARED.get(name_of(sheet))
    found = []
    for selector in selectors(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
        inside = STAGE.sub("", THEME.sub("", selector, count=1))
        if (outside := OUTSIDE.get(name_of(sheet))) and re.match(rf"{re.escape(outside)}[\w-]*(?=[:\[ ]|$)", inside):
            continue
        begins = re.match(rf"(?:{re.escape(root)}|:where\({re.escape(root)}\))(?![\w-])", inside)
        if not begins or BESIDE.match(without_parentheses(inside)) or (prefix and prefix not in inside):
            found.append(selector)
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_no_selector_leaves_its_part(sheet: Path) -> None:
    assert leaving(sheet, sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "rule",
    [
        ".ibc-bar { height: 1em }",
        ".ibc-root .ibc-bar { height: 1em }",
        ".ibc-root.ibc-mastery-wide .ibc-bar { height: 1em }",
        ".ibc-root.ibc-mastery .a, .ibc-progress { height: 1em }",
        "@container (max-width: 10em) { .ibc-bar { height: 1em } }",
        'html[theme="dark"] .ibc-bar { height: 1em }',
        "table { width: 100% }",
        ".ibc-root.ibc-mastery ~ .ibc-root .ibc-bar { height: 1em }",
        ".ibc-root.ibc-mastery:hover+p { height: 1em }",
    ],
)
def test_a_selector_that_leaves_its_part_is_found(rule: str) -> None:
    assert leaving(PACKAGE / "parts" / "mastery" / "view.css", rule) != []


@pytest.mark.parametrize(
    "rule",
    [
        ".ibc-root.ibc-mastery { color: red }",
        ".ibc-root.ibc-mastery:has(.a, .b) > p { color: red }",
        ".ibc-root.ibc-mastery :is(.a + .b) + p { color: red }",
        "body.vscode-dark .ibc-root.ibc-mastery li { color: red }",
        "@media print { .ibc-root.ibc-mastery li { color: red } }",
    ],
)
def test_a_selector_of_its_own_part_may_stand(rule: str) -> None:
    assert leaving(PACKAGE / "parts" / "mastery" / "view.css", rule) == []


CLASS = re.compile(r"(?<![\w-])ibc-[\w-]*\w")
# Sheets of what stands around the parts on a page: JupyterLab's extension, and the pages of the app and of a site.
AROUND = sorted([*(PACKAGE / "app").rglob("*.css"), *(PACKAGE / "classroom").glob("*.css")])


def classes_of_parts() -> set[str]:
    """Every class that a view or a part may give to something."""
    files = (
        path for room in ("views", "parts") for path in (PACKAGE / room).rglob("*") if path.suffix in (".js", ".css")
    )
    return {name for path in files for name in CLASS.findall(path.read_text(encoding="utf-8"))} - {"ibc-root"}


def taken(text: str, classes: set[str]) -> set[str]:
    """Classes of parts that the selectors of a sheet name; on paper a page leaves out what of them can be pressed."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    rules = [rule for rule in rules if "print" not in tinycss2.serialize(rule.prelude)]
    return {name for selector in selectors(rules) for name in CLASS.findall(selector)} & classes


@pytest.mark.parametrize("sheet", AROUND, ids=name_of)
def test_what_stands_around_the_parts_styles_nothing_of_theirs(sheet: Path) -> None:
    assert taken(sheet.read_text(encoding="utf-8"), classes_of_parts()) == set()


def test_a_class_of_a_part_in_a_sheet_around_it_is_found() -> None:
    assert taken(".ibc-lesson .ibc-bar button, .part .ibc-root { padding: 1em }", classes_of_parts()) == {"ibc-bar"}
    assert taken("@media print { .ibc-bar { display: none } }", classes_of_parts()) == set()


def test_what_several_parts_use_has_names_of_its_own() -> None:
    assert leaving(PACKAGE / "views" / "trial" / "simulator.css", ".ibc-root .ibc-bar { height: 1em }") != []
    assert leaving(PACKAGE / "views" / "trial" / "simulator.css", ".ibc-root .ibc-trial-bar { height: 1em }") == []


@pytest.mark.parametrize("folder", sorted((PACKAGE / "parts").glob("*/view.js")), ids=lambda path: path.parent.name)
def test_a_part_has_the_root_that_its_folder_names(folder: Path) -> None:
    source = folder.read_text(encoding="utf-8")
    [classes] = re.findall(r'className: "([^"]*)", label:', source)
    assert f"ibc-{folder.parent.name.replace('_', '-')}" in classes.split()


def slow(text: str) -> list[str]:
    """Selectors that ask with :has about what stands around what they style, or about anything whatever.

    For those a browser looks at every such element again whenever anything on the page, the notebook's own included,
    comes or goes.
    """
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return [
        each for each in selectors(rules) if re.search(r":has\S*[\s>+~]|(?:^|[\s>+~]):has", without_parentheses(each))
    ]


def without_parentheses(selector: str) -> str:
    """A selector that tells where it asks with :has, and not what."""
    while (shorter := IN_PARENTHESES.sub(lambda found: ":has" if ":has" in found[0] else "", selector)) != selector:
        selector = shorter
    return selector


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_no_selector_slows_every_change_of_the_page(sheet: Path) -> None:
    assert slow(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("rule", "is_slow"),
    [
        (".ibc-root :has(> .a, > .b) :is(button, a) { color: red }", True),
        (".ibc-root .c:has(> .a) > p { color: red }", True),
        (".ibc-root :has(.a) { color: red }", True),
        (".ibc-root label:has(> input:is([type='radio'], [type='checkbox'])) { color: red }", False),
        (".ibc-root .c:not(:has(.a .b)) { color: red }", False),
    ],
)
def test_a_selector_that_slows_every_change_is_found(rule: str, is_slow: bool) -> None:
    assert bool(slow(rule)) is is_slow


def test_the_presenter_styles_nothing_inside_the_parts_that_it_shows() -> None:
    sheet = PACKAGE / "views" / "presenter" / "presenter.css"
    rules = tinycss2.parse_stylesheet(sheet.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True)
    own = re.compile(r"\.ibc-root\.ibc-presenter(:fullscreen|\[[^]]*\])?( .*\.ibc-(presenter|slide)-.*)?")
    assert [selector for selector in selectors(rules) if not own.fullmatch(selector)] == []
