"""Work that is done before it is asked for, in moments when the reader reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

PAUSE_SECONDS = 1.0
"""How long nothing is done before each piece: messages of the page that wait are dealt with first."""


def in_pauses(pieces: Iterable[Callable[[], object]]) -> None:
    """Call each of the pieces in turn, a pause before each; without a running loop, as in a script, none is called."""
    import asyncio

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return
    left = iter(pieces)
    loop.call_later(PAUSE_SECONDS, _next, loop.call_later, left)


def _next(later: Callable[..., object], left: Iterator[Callable[[], object]]) -> None:
    piece = next(left, None)
    if piece is not None:
        piece()
        later(PAUSE_SECONDS, _next, later, left)
