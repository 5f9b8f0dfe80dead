"""What a question names by an id, found by a word: sentences of the article, facts beyond it, and mix-ups."""

from __future__ import annotations

from ibc_edu.parts.find_ids.content import make

__all__ = ["make"]

VARIES = True
"""An educator sees what they look for."""
