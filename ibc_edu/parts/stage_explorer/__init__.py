"""Nodes and spread to choose, with the anatomic stage and a body map."""

from __future__ import annotations

from ibc_edu.parts.stage_explorer.content import make

__all__ = ["make"]
