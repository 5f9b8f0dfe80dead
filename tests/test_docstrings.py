"""What a public function raises, by itself or through a helper of its own module, stands in its docstring."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import ibc_edu

PACKAGE = Path(ibc_edu.__file__).parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_private(name: str) -> bool:
    return name.startswith("_")


def functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """Functions and methods with the name of their class; those inside a function are its own matter."""
    for node in tree.body:
        if isinstance(node, Function):
            yield "", node
        elif isinstance(node, ast.ClassDef):
            yield from ((node.name, method) for method in node.body if isinstance(method, Function))


def helper(call: ast.expr) -> str:
    """The private function of the module, or of its own class, that is called; nothing for any other."""
    match call:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name)):
            return name if is_private(name) else ""
    return ""


def escaping(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Nodes whose errors leave the function: not under a `try` with handlers, nor a `with` of a private helper."""
    for node in nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Lambda():
                continue
            case ast.Try(handlers=[_, *_]):
                yield from escaping([*node.handlers, *node.orelse, *node.finalbody])
            case ast.With(items=[ast.withitem(context_expr=held)]) if helper(held):
                yield from escaping([held])
            case ast.Call(args=[ast.Call()]) if ast.unparse(node.func).startswith("asyncio."):
                continue  # runs later, as a task of its own
            case _:
                yield node
                yield from escaping(ast.iter_child_nodes(node))


def untold(source: str) -> list[str]:
    """Public functions that raise something and have no section `Raises`."""
    found = [(owner, each) for owner, each in functions(ast.parse(source)) if not is_private(owner)]
    helpers = {each.name: each for _, each in found if is_private(each.name) and not each.name.startswith("__")}

    def raises(function: Function, seen: frozenset[str] = frozenset()) -> bool:
        nodes = list(escaping(function.body))
        called = {helper(node) for node in nodes if isinstance(node, ast.Call)} & helpers.keys() - seen
        return any(isinstance(node, ast.Raise) for node in nodes) or any(
            raises(helpers[name], seen | called) for name in called
        )

    return [
        f"{owner}.{each.name}".lstrip(".")
        for owner, each in found
        if not is_private(each.name) and "Raises\n------\n" not in (ast.get_docstring(each) or "") and raises(each)
    ]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_a_function_raises_is_told(path: Path) -> None:
    assert untold(path.read_text(encoding="utf-8")) == []


RAISING = [
    "def f():\n    raise E",
    "def f():\n    if x:\n        raise e('why')",
    "def f():\n    try:\n        g()\n    except E as error:\n        raise F from error",
    "def f():\n    return _g()\ndef _g():\n    return _h()\ndef _h():\n    raise E",
    "def f():\n    with _g():\n        pass\ndef _g():\n    raise E",
    "async def f():\n    await _g()\nasync def _g():\n    raise E",
    "class f:\n    def f(self):\n        self._g()\n    def _g(self):\n        raise E",
]
QUIET = [
    'def f():\n    """F.\n\n    Raises\n    ------\n    E\n        If so.\n    """\n    raise E',
    "def f():\n    try:\n        _g()\n    except E:\n        pass\ndef _g():\n    raise E",
    "def f():\n    with _held():\n        _g()\ndef _g():\n    raise E",
    "def f():\n    def g():\n        raise E\n    return g",
    "def f():\n    asyncio.ensure_future(_g())\nasync def _g():\n    raise E",
    "def f():\n    return _g()\ndef _g():\n    return _g()",
    "def _f():\n    raise E",
    "class _F:\n    def f(self):\n        raise E",
]


@pytest.mark.parametrize("source", RAISING)
def test_what_is_not_told_would_be_found(source: str) -> None:
    assert [name.rpartition(".")[2] for name in untold(source)] == ["f"]


@pytest.mark.parametrize("source", QUIET)
def test_what_is_told_or_stays_inside_is_not(source: str) -> None:
    assert untold(source) == []


ENDINGS = ("", ".py", ".js")
PACKAGES = sorted(path.parent for path in PACKAGE.rglob("__init__.py"))
MODULE_TABLE = re.compile(r"^\| module \|.*\n\|[-|]+\|\n((?:\|.*\n?)+)", re.MULTILINE)


def listed_modules(docstring: str) -> list[str]:
    """Modules that the table in a package's docstring names in its first column."""
    rows = [row for table in MODULE_TABLE.findall(docstring) for row in table.splitlines()]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_that_a_package_lists_are_there(package: Path) -> None:
    docstring = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    listed = {name: package.joinpath(*name.split(".")) for name in listed_modules(docstring)}
    assert [name for name, path in listed.items() if not any(path.with_suffix(end).exists() for end in ENDINGS)] == []


def test_listed_modules_are_read() -> None:
    assert listed_modules("A.\n\n| module | what it holds |\n|---|---|\n| `a`, `b.c` | uses `d` |\n| `e` | f |\n") == [
        *("a", "b.c", "e")
    ]
