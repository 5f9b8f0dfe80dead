"""Formats of other systems. Each module of this package that lists `FORMATS` is one; it is found by its file."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from ibc_edu.errors import QuestionError, did_you_mean
from ibc_edu.exchange.contract import Format

__all__ = ["format_named", "formats"]


@cache
def formats() -> dict[str, Format]:
    """Return all formats by name, in alphabetical order: what the modules of this package list in ``FORMATS``."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    listed = [each for module in modules for each in getattr(module, "FORMATS", ())]
    return {each.name: each for each in sorted(listed, key=lambda each: each.name)}


def format_named(name: str, *, to: str) -> Format:
    """Return the format of this name.

    Parameters
    ----------
    name : str
    to : {"write", "read"}
        What it must be able to do.

    Raises
    ------
    QuestionError
        If there is none that can do this.
    """
    able = {each.name: each for each in formats().values() if getattr(each, to) is not None}
    if name not in able:
        raise QuestionError(f"there is no format {name!r} to {to}.", cure=did_you_mean(name, able))
    return able[name]
