"""Two clones under lines of treatment, with switch times to choose."""

from __future__ import annotations

from ibc_edu.parts.treatment_lines.model import make

__all__ = ["make"]
