"""Every function, class and public method is reached from what can be started, and not by tests alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from package_sources import NOTEBOOKS, PACKAGE, imported_from, sources

from ibc_edu.quiz.kinds import kind, kind_names

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef

# Where names stand besides the package's own Python: settings, commands of the project, pages and their scripts.
IN_THE_PROJECT = ("deploy/**/*.py", "tools/*.py", "docs/_ext/*.py", "Makefile", "pyproject.toml", "hatch_build.py")
IN_PAGES = ("*.js", "*.mjs", "*.html", "*.j2")

# A group of commands, and what a Jupyter server looks for in an extension.
STARTED_BY_NAME = re.compile(r"ibc_edu\.cli\.\w+\.register|ibc_edu\..*\._(load_)?jupyter_server_extension(_points)?")

STUBS = "ibc_edu.app.site.stubs"  # stand in for a package of others and bear its names


@cache
def words_outside() -> frozenset[str]:
    paths = [*NOTEBOOKS.glob("*.ipynb"), *(path for where in IN_THE_PROJECT for path in PACKAGE.parent.glob(where))]
    paths += [path for where in IN_PAGES for path in PACKAGE.rglob(where) if "vendor" not in path.parts]
    return frozenset(word for path in paths for word in re.findall(r"\w+", path.read_text(encoding="utf-8")))


def is_public(name: str) -> bool:
    return not name.startswith("_")


def is_dataclass(decorator: ast.expr) -> bool:
    return "dataclass" in (word for dotted in names(decorator) for word in dotted)


def last(name: str) -> str:
    return name.rpartition(".")[2]


def spoken(tree: ast.Module) -> Iterator[str]:
    """Names that stand as a text of their own, as in `getattr(module, "make")`, or end a dotted one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[\w.]+", node.value):
            yield last(node.value)


def names(node: ast.AST) -> Iterator[list[str]]:
    """Every dotted name in a piece of code, part by part; `a.b.c` is `a`, `a.b` and `a.b.c`."""
    for part in ast.walk(node):
        after: list[str] = []
        while isinstance(part, ast.Attribute):
            after.insert(0, part.attr)
            part = part.value
        if isinstance(part, ast.Name):
            yield [part.id, *after]


class Package:
    """What each module defines and imports, so that a name leads to its definition."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self.trees = {name: ast.parse(source) for name, source in modules.items()}
        self.definitions = {
            f"{module}.{node.name}": node
            for module, tree in self.trees.items()
            for node in tree.body
            if isinstance(node, Definition)
        }
        self.imports = {module: dict(self._imported(module)) for module in modules}
        self.spoken = {word for tree in self.trees.values() for word in spoken(tree)}

    def _imported(self, module: str) -> Iterator[tuple[str, str]]:
        """Each name that is imported, at once or later, with what it stands for."""
        is_package = any(other.startswith(f"{module}.") for other in self.trees)
        for node in ast.walk(self.trees[module]):
            if isinstance(node, ast.ImportFrom):
                start = imported_from(node, module, is_package=is_package)
                yield from ((alias.asname or alias.name, f"{start}.{alias.name}") for alias in node.names)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    first = alias.name.split(".")[0]
                    yield (alias.asname, alias.name) if alias.asname else (first, first)

    def _found(self, name: str) -> str:
        """Where a dotted name is defined: one that a module has only imported leads on."""
        for _ in self.trees:
            imported = self.imports.get(name.rpartition(".")[0], {})
            if name in self.definitions or last(name) not in imported:
                break
            name = imported[last(name)]
        return name

    def named(self, node: ast.AST, module: str) -> Iterator[str]:
        """Definitions that are named in a piece of code."""
        for first, *others in names(node):
            yield f"{module}.{first}"
            if first in self.imports[module]:
                start = self._found(self.imports[module][first])
                yield from (start, self._found(".".join([start, *others])))

    def at_import(self) -> Iterator[str]:
        """What importing all modules names, and what a decorator is given to keep."""
        for module, tree in self.trees.items():
            for node in tree.body:
                if not isinstance(node, Definition):
                    yield from self.named(node, module)
                elif node.name.startswith("__") or not all(map(is_dataclass, node.decorator_list)):
                    yield f"{module}.{node.name}"

    def unreached(self, starts: set[str], words: frozenset[str] = frozenset()) -> list[str]:
        """Functions and classes that neither importing the package, a start nor a word of others leads to."""
        known = words | self.spoken
        waiting = [*starts, *self.at_import(), *(name for name in self.definitions if last(name) in known)]
        reached: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in self.definitions and name not in reached:
                reached.add(name)
                waiting += self.named(self.definitions[name], name.rpartition(".")[0])
        return sorted(set(self.definitions) - reached)

    def unnamed_methods(self, words: frozenset[str] = frozenset()) -> list[str]:
        """Public methods and properties of public classes whose name is called or read nowhere."""
        parts = [node for tree in self.trees.values() for node in ast.walk(tree)]
        used = {node.attr for node in parts if isinstance(node, ast.Attribute)}
        used |= {node.id for node in parts if isinstance(node, ast.Name)} | self.spoken | words
        return sorted(
            f"{name}.{method.name}"
            for name, node in self.definitions.items()
            if isinstance(node, ast.ClassDef) and is_public(node.name)
            for method in node.body
            if isinstance(method, Function) and is_public(method.name) and method.name not in used
        )


def is_called_by_others(method: str) -> bool:
    """Whether a class of another package, on which this one stands, has the method too."""
    owner, _, name = method.rpartition(".")
    module, _, cls = owner.rpartition(".")
    bases = getattr(import_module(module), cls).__mro__[1:]
    return any(name in vars(base) for base in bases if not base.__module__.startswith("ibc_edu"))


@cache
def package() -> Package:
    return Package({name: source for name, source in sources().items() if not name.startswith(STUBS)})


def test_every_function_and_class_is_reached() -> None:
    models = (kind(name) for name in kind_names())
    starts = {f"{model.__module__}.{model.__name__}" for model in models if model}
    starts |= {name for name in package().definitions if STARTED_BY_NAME.fullmatch(name)}
    left = package().unreached(starts, words_outside())
    assert left == [], "show these, move them beside the tests as oracles, or remove them"


def test_every_method_is_named() -> None:
    left = [name for name in package().unnamed_methods(words_outside()) if not is_called_by_others(name)]
    assert left == [], "use these, or remove them"


def test_what_nobody_names_would_be_found() -> None:
    modules = {
        "p": "from p.a import f\nstart = f()",
        "p.a": "from . import b\nfrom p.b import g as h\ndef f():\n    h()\n    return b.used().shown",
        "p.b": "def g(): pass\ndef used(): return Shown()\ndef orphan(): return deeper()\ndef deeper(): _own()\n"
        "def _own(): pass\nclass Shown:\n    def shown(self): pass\n    def unseen(self): pass\n    def _mine(self): 0",
        "p.c": "@register\ndef kept(): pass\n@dataclass(frozen=True)\nclass Alone: pass\ndef make(): pass\n"
        "NAMES = ['make']\ndef by_others(): pass",
    }
    found = Package(modules)
    assert found.unreached(set()) == ["p.b._own", "p.b.deeper", "p.b.orphan", "p.c.Alone", "p.c.by_others"]
    assert found.unreached({"p.b.orphan"}, frozenset({"by_others"})) == ["p.c.Alone"]
    assert found.unnamed_methods() == ["p.b.Shown.unseen"]
    assert found.unnamed_methods(frozenset({"unseen"})) == []
