"""Live answers from phones: an extension of the Jupyter server, and the presenter's way to it."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Name this package to the Jupyter server."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the handlers to a Jupyter server that starts."""
    from ibc_edu.classroom.live.extension import load

    load(server)
