"""Links a view's ES modules into the one script, and their style sheets into the one sheet, that anywidget sends."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ibc_edu.errors import ParameterError

_IMPORT = re.compile(r'^import \{(?P<names>[^}]*)\} from "(?P<path>\.[^"]*)";\n', re.MULTILINE)
_SHEET = re.compile(r'^import "(?P<path>\.[^"]*\.css)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) (?P<name>[A-Za-z_$][\w$]*))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import\b|export\b(?! default \{ render \};))[^\n]*", re.MULTILINE)
_DEFAULT = re.compile(r"^export default [^\n]*\n?", re.MULTILINE)


class Linked(NamedTuple):
    """What anywidget needs of a view: one script and one style sheet."""

    script: str
    style: str


def link(beside: str, entry: str, constants: Mapping[str, Any] | None = None, also: str | None = None) -> Linked:
    """Link a view with all that it imports; a module runs once, in a scope of its own.

    Understood are ``import { a, b as c } from "./file.js";``, ``import "./file.css";``, ``export`` before a function,
    class, const or let, and ``export default { render };`` at the end of the entry.

    Parameters
    ----------
    beside : str
        The ``__file__`` of the Python module that asks.
    entry : str
        File name of the view's own module, in the same folder.
    constants : mapping of name to JSON-able value, optional
        What the script knows besides, as constants.
    also : str, optional
        A folder beside the module all of whose modules are linked too, though none imports them: they register
        themselves.

    Raises
    ------
    ParameterError
        If a file is missing, modules import each other in a circle, or a line of import or export is of another form.
    """
    folder = None if also is None else _plain(Path(beside).with_name(also))
    script, style = _linked(_plain(Path(beside).with_name(entry)), folder)
    known = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in (constants or {}).items())
    return Linked(known + script, style)


@cache
def _linked(entry: Path, also: Path | None) -> Linked:
    order: list[Path] = []  # every file once, what it imports before it
    for path in sorted(also.glob("*.js")) if also else ():
        _visit(path, order, ())
    _visit(entry, order, ())
    scripts = [path for path in order if path.suffix == ".js"]
    numbers = {path: number for number, path in enumerate(scripts)}
    script = "\n".join(_wrapped(path, numbers, entry) for path in scripts)
    return Linked(script, "\n".join(_text(path) for path in order if path.suffix == ".css"))


def _visit(path: Path, order: list[Path], above: tuple[Path, ...]) -> None:
    if path in above:
        circle = " -> ".join(each.name for each in (*above[above.index(path) :], path))
        raise ParameterError(f"modules import each other: {circle}.", where=path.name, cure="Move what they share.")
    if path in order:
        return
    if path.suffix == ".js":
        source = _text(path)
        for found in sorted([*_IMPORT.finditer(source), *_SHEET.finditer(source)], key=lambda match: match.start()):
            _visit(_target(path, found["path"]), order, (*above, path))
    order.append(path)


def _wrapped(path: Path, numbers: Mapping[Path, int], entry: Path) -> str:
    """One module as a function that gives its exports; the entry's own code stands last and bare."""
    source = _SHEET.sub("", _text(path))
    taken = "".join(
        f"const {{ {_renamed(found['names'])} }} = module{numbers[_target(path, found['path'])]};\n"
        for found in _IMPORT.finditer(source)
    )
    exported = ", ".join(found["name"] for found in _EXPORT.finditer(source))
    source = taken + _EXPORT.sub("", _IMPORT.sub("", source))
    if path != entry:
        source = _DEFAULT.sub("", source)
    if left := _LEFT_OVER.search(source):
        cure = 'Write `import { name } from "./file.js";`, or `export` before a function, class, const or let.'
        raise ParameterError(f"this line cannot be linked: {left[0]}", where=path.name, cure=cure)
    if path == entry:
        return source
    return f"const module{numbers[path]} = (() => {{\n{source}\nreturn {{ {exported} }};\n}})();"


def _renamed(names: str) -> str:
    """Import specifiers as a destructuring pattern: ``a as b`` becomes ``a: b``."""
    return ", ".join(name.strip().replace(" as ", ": ") for name in names.split(",") if name.strip())


def _plain(path: Path) -> Path:
    """The path without `..`; unlike `Path.resolve` it asks the disk nothing."""
    return Path(os.path.abspath(path))  # noqa: PTH100  Path.absolute keeps the `..`


@cache
def _target(path: Path, relative: str) -> Path:
    target = _plain(path.parent / relative)
    if not target.is_file():
        raise ParameterError(f"there is no file {relative!r}.", where=path.name, cure="Correct the import.")
    return target


@cache
def _text(path: Path) -> str:
    if not path.is_file():
        known = ", ".join(sorted(found.name for found in path.parent.glob(f"*{path.suffix}")))
        raise ParameterError("there is no such file of a view.", where=path.name, cure=f"Files there: {known}.")
    return path.read_text(encoding="utf-8")
