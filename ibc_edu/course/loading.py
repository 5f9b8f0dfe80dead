"""Loading much at once without what costs time and finds nothing: a search for garbage, and one for plugins."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

_NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"  # pydantic asks for it whenever it builds a model


@contextmanager
def loading() -> Iterator[None]:
    """Meanwhile Python searches for no garbage, and pydantic for no plugins; usable as a decorator too.

    Nearly all that is loaded stays, and each search for garbage goes through it. A plugin would watch what is
    validated; to find that there is none, pydantic reads the metadata of every installed distribution. It is told by an
    environment variable, so a model that another thread builds meanwhile has no plugins either.
    """
    searched, asked = gc.isenabled(), os.environ.get(_NO_PLUGINS)
    gc.disable()
    os.environ.setdefault(_NO_PLUGINS, "__all__")
    try:
        yield
    finally:
        if searched:
            gc.enable()
        if asked is None:
            os.environ.pop(_NO_PLUGINS, None)
