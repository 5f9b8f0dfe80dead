"""The source of every module of the package, for tests that read it."""

from __future__ import annotations

import ast
from pathlib import Path

import ibc_edu

PACKAGE = Path(ibc_edu.__file__).parent
NOTEBOOKS = PACKAGE.parent / "notebooks"


def dotted(path: Path) -> str:
    """The module's name; that of a package for its `__init__`."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def sources() -> dict[str, str]:
    return {dotted(path): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


def imported_from(node: ast.ImportFrom, module: str, *, is_package: bool) -> str:
    """The dotted name of what `from ... import` in a module imports from."""
    above = module.split(".") if node.level else []
    above = above[: len(above) - node.level + is_package]
    return ".".join([*above, *([node.module] if node.module else [])])
