"""Every module is reached from what can be started: the public names, the commands, the parts, the notebooks."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from package_sources import NOTEBOOKS, PACKAGE, imported_from, sources

from ibc_edu.exchange import formats
from ibc_edu.parts import PARTS
from ibc_edu.quiz.kinds import kind_names


def named(source: str, module: str, *, is_package: bool) -> Iterator[str]:
    """Every dotted name that a module imports, at once or later; a name may turn out to be no module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = imported_from(node, module, is_package=is_package)
            yield start
            yield from (f"{start}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "import_module":
            yield from (
                part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def unreached(modules: Mapping[str, str], starts: set[str]) -> list[str]:
    """Modules that no start leads to; a module leads to the packages around it and to all that it imports."""
    packages = {name for name in modules if any(other.startswith(f"{name}.") for other in modules)}
    waiting, reached = [name for name in starts if name in modules], set()
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        around = [name.rsplit(".", steps)[0] for steps in range(1, name.count(".") + 1)]
        found = {*around, *named(modules[name], name, is_package=name in packages)}
        waiting += [other for other in found if other in modules and other not in reached]
    return sorted(set(modules) - reached)


def imported_by_notebooks() -> set[str]:
    cells = [
        "".join(cell["source"])
        for path in NOTEBOOKS.glob("*.ipynb")
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    return {name for cell in cells for name in named(cell, "", is_package=False)}


def named_in_settings() -> set[str]:
    """Modules whose classes a server's or a hub's settings name."""
    root = PACKAGE.parent
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    settings = [*sorted((root / "deploy").rglob("*.py")), PACKAGE / "app" / "hub.py"]
    hubs = "\n".join(path.read_text(encoding="utf-8") for path in settings)
    in_a_hub = re.findall(r"(?:from |')(ibc_edu[\w.]*)(?: import|')", hubs)
    return {found[1] for found in re.finditer(r"=(ibc_edu[\w.]*)\.[A-Z]\w*", makefile)} | set(in_a_hub)


def test_no_module_is_out_of_reach() -> None:
    on_its_own = {name for name, source in sources().items() if 'if __name__ == "__main__":' in source}
    parts = {part.package for part in PARTS.values()}
    kinds = {f"ibc_edu.quiz.kinds.{name}" for name in kind_names()}
    rooms = {f"{formats.__name__}.{found.name}" for found in iter_modules(formats.__path__)}
    kinds |= {room for room in rooms if hasattr(import_module(room), "FORMATS")}
    by_alembic = {name for name in sources() if name.startswith("ibc_edu.learner.school.migrations")}
    in_a_page = {"ibc_edu.app.site.page.kernel", "ibc_edu.app.site.page.notebook"}  # a static site starts from them
    stubs = {name for name in sources() if name.startswith("ibc_edu.app.site.stubs")}  # copied, never imported
    starts = {"ibc_edu", "ibc_edu.cli", *in_a_page, *stubs}
    starts |= {*parts, *kinds, *imported_by_notebooks(), *on_its_own, *by_alembic}
    starts |= named_in_settings()
    left = unreached(sources(), starts)
    assert left == [], "show these modules, make them oracles of the tests, or remove them"


def test_a_module_that_nobody_imports_would_be_found() -> None:
    modules = {
        "p": "from p.a import f",
        "p.a": "def f():\n    from p import b\n    return b",
        "p.b": "from . import c\nfrom importlib import import_module\nimport_module('p.e')",
        "p.c": "",
        "p.d": "import p.a",
        "p.e": "",
        "p.s": "",
        "p.s.x": "from .y import z",
        "p.s.y": "",
    }
    assert unreached(modules, {"p"}) == ["p.d", "p.s", "p.s.x", "p.s.y"]
    assert unreached(modules, {"p", "p.s.x"}) == ["p.d"]
