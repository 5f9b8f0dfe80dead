"""How the educator's own class did."""

from __future__ import annotations

from ibc_edu.parts.own_class.content import make

__all__ = ["make"]

FRESH = True
"""The files may have changed since the part was shown."""
