"""The directive `room`: every public module of one package of ibc_edu, from its docstrings.

Nothing is listed by hand, so a new module is in the pages as soon as it is in its folder.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective


def modules(room: str) -> list[str]:
    """Dotted names of the room and of its public modules, in the order of the alphabet.

    Migrations are left out: they are run by Alembic, and nobody calls them.
    """
    package = import_module(room)
    inside = walk_packages(package.__path__, f"{room}.")
    return [room, *(found.name for found in inside if "._" not in found.name and ".migrations" not in found.name)]


def files(room: str) -> list[str]:
    """Paths of all Python files of the room."""
    return sorted(str(file) for path in import_module(room).__path__ for file in Path(path).rglob("*.py"))


class Room(SphinxDirective):
    """`.. room:: ibc_edu.quiz` stands for an `automodule` of each module in that package."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Sections with the documented modules."""
        room = self.arguments[0]
        self.env.metadata[self.env.docname].update(room=room, room_files=files(room))
        found: list[nodes.Node] = []
        for module in modules(room):
            section = nodes.section(ids=[nodes.make_id(module)])
            section += nodes.title("", "", nodes.literal("", module))
            # A package gives its docstring; the names that it passes on are described where they are defined.
            members = "" if hasattr(import_module(module), "__path__") else "   :members:\n   :show-inheritance:\n"
            section += self.parse_text_to_nodes(f".. automodule:: {module}\n{members}")
            found.append(section)
        return found


def changed(_app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Pages of rooms that have got or lost a file; a file whose text has changed is noticed by autodoc."""
    rooms = {page: known for page, known in env.metadata.items() if "room" in known}
    return [page for page, known in rooms.items() if files(known["room"]) != known["room_files"]]


def tables(_app: Sphinx, _what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Turn each table of a docstring, which we write with pipes as in Markdown, into one that Sphinx reads."""
    done: list[str] = []
    for line in lines:
        if not (row := re.fullmatch(r"(\s*)\|(.+)\|", line)):
            done.append(line)
        elif not set(row[2]) <= set("-:| "):
            indent, (first, *others) = row[1], [cell.strip() for cell in row[2].split("|")]
            if not done or not done[-1].startswith(f"{indent}     "):
                done += [f"{indent}.. list-table::", f"{indent}   :header-rows: 1", ""]
            done += [f"{indent}   * - {first}", *(f"{indent}     - {cell}" for cell in others)]
    lines[:] = done


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx of the directive, of when to read it again, and of how our docstrings write tables."""
    app.add_directive("room", Room)
    app.connect("env-get-outdated", changed)
    app.connect("autodoc-process-docstring", tables, priority=400)  # before napoleon, which is at 500
    return {"version": "2", "parallel_read_safe": True, "parallel_write_safe": True}
