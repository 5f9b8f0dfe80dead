"""Which of the large packages a part needs, so that a page fetches them before it is shown, and not for all others."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from ibc_edu.app.site.archive import LATER
from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS

_PACKAGE = Path(__file__).parents[2]
_ROOMS = ("parts", "simulators", "rules", "figures", "views", "classroom")
"""Rooms whose imports count, late ones too; the engine's own late imports serve other ways to use it."""


def packages_needed(course: Course, lesson: str, code: str) -> list[str]:
    """Return the large packages that the part which a cell shows may need, in the order of the alphabet."""
    names = {node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)}
    plan = course.plan.lesson(lesson)
    parts = [PARTS[name] for name in plan.parts if name in names and name in PARTS]
    return sorted({package for part in parts for package in _needs_of(part.package)})


def needs_by_part(course: Course) -> dict[str, list[str]]:
    """What notebooks need: the large packages of each part that needs some, and of the tables and their exercises."""
    parts = {name for lesson in course.plan.lessons for name in lesson.parts} & PARTS.keys()
    needs = {name: sorted(_needs_of(PARTS[name].package)) for name in parts}
    tables = ["numpy", "pandas"]
    return {name: found for name, found in needs.items() if found} | {"tables": tables, "exercise": tables}


@cache
def _needs_of(module: str) -> frozenset[str]:
    """Follow a module's imports inside the rooms of what is shown."""
    seen: set[str] = set()
    needed: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for imported in _imports(name):
            top, *rest = imported.split(".")
            if top in LATER:
                needed.add(top)
            elif top == "ibc_edu" and rest and rest[0] in _ROOMS:
                waiting.append(imported)
    return frozenset(needed)


@cache
def _imports(module: str) -> frozenset[str]:
    files = _files(module)
    found: set[str] = set()
    for path in files:
        for node in ast.walk(_without_types(ast.parse(path.read_text(encoding="utf-8")))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def _files(module: str) -> list[Path]:
    path = _PACKAGE.parent.joinpath(*module.split("."))
    if path.is_dir():
        return sorted(path.glob("*.py")) if module.startswith("ibc_edu.parts.") else [path / "__init__.py"]
    return [path.with_suffix(".py")] if path.with_suffix(".py").is_file() else []


def _without_types(tree: ast.Module) -> ast.Module:
    """The tree without what is imported for type checkers only."""

    class Leaves(ast.NodeTransformer):
        def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
            is_types = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            return node.orelse if is_types else self.generic_visit(node)

    changed: ast.Module = Leaves().visit(tree)
    return changed
