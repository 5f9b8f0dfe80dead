"""Tables of a test's own, each as its rows."""

from __future__ import annotations

from typing import Any


class FewRows(dict[str, list[dict[str, Any]]]):
    """What `ibc_edu.load()` gives, as far as the templates use it."""

    def rows(self, name: str) -> list[dict[str, Any]]:
        return self[name]
