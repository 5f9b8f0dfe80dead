"""A panel whose content is read anew whenever it is displayed or used."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from ibc_edu.views.kit.base import BaseWidget


class StatePanel(BaseWidget):
    """Shows what `read_state` returns; running its cell again, or the page's `refresh`, brings it up to date.

    Parameters
    ----------
    read_state : callable
        Returns a fresh state, a JSON-able mapping.
    actions : mapping of message type to callable, optional
        What else the page may ask for; the state is read anew afterwards.
    """

    state = traitlets.Dict(help="What the panel shows.").tag(sync=True)

    def __init__(
        self, read_state: Callable[[], Mapping[str, Any]], actions: Mapping[str, Callable[[], None]] | None = None
    ) -> None:
        self._read_state = read_state
        self._actions = dict(actions or {})
        super().__init__(state=dict(read_state()))

    def receive(self, message: Mapping[str, Any]) -> None:
        """Do what the page asks, then read the state anew.

        Raises
        ------
        ParameterError
            If the page asks for something unknown.
        """
        kind = message.get("type")
        if kind in self._actions:
            self._actions[kind]()
        elif kind != "refresh":
            super().receive(message)
        self.refresh()

    def catch_up(self) -> None:
        """Read the state anew."""
        self.refresh()

    def refresh_soon(self) -> None:
        """Read the state anew once what goes on now is done, so that feedback does not wait for it."""
        try:
            asyncio.get_running_loop().call_soon(self.refresh)
        except RuntimeError:  # no loop, as in a test or a script
            self.refresh()

    def refresh(self) -> None:
        """Read the state anew."""
        self.state = dict(self._read_state())

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        self.refresh()
        return super()._repr_mimebundle_(**kwargs)
