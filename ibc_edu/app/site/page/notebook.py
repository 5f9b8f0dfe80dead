"""Runs before the first cell of a notebook in a site: cells get the large packages that what they show needs.

It is imported by Pyodide only, as a module of its own, with `needs.json` beside it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path


@cache
def _needs() -> dict[str, list[str]]:
    """What each part needs; the file is there where a site was made, and nowhere else."""
    found: dict[str, list[str]] = json.loads(Path(__file__).with_name("needs.json").read_text(encoding="utf-8"))
    return found


def packages_of(code: str, needs: dict[str, list[str]]) -> list[str]:
    """The packages that a cell needs, by the parts of the course that it names."""
    named = set(re.findall(r"[\w-]+", code))
    return sorted({package for name in named & needs.keys() for package in needs[name]})


async def fetch_needed(lines: list[str]) -> list[str]:
    """Fetch what a cell needs and give the cell on as it is."""
    from pyodide_js import loadPackage  # type: ignore[import-not-found]  # in the browser only

    if packages := packages_of("".join(lines), _needs()):
        await loadPackage(packages)
    return lines


def start() -> None:
    """Have each cell looked at before it runs."""
    from IPython import get_ipython

    shell = get_ipython()
    shell.Completer.use_jedi = False  # it is not among the packages
    shell.kernel.lite_transform_manager.line_transforms.append(fetch_needed)
