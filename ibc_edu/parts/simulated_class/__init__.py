"""How a simulated class did."""

from __future__ import annotations

from ibc_edu.parts.simulated_class.content import make

__all__ = ["make"]
