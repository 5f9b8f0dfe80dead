"""Puts the top-level data/ and notebooks/ into the wheel, and leaves an editable install alone.

A static `force-include` would leave a dead copy of both folders in site-packages on an editable install.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IncludeCourse(BuildHookInterface):
    """Adds data/ and notebooks/ to wheels that are really shipped."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders unless `version` says that this is an editable install."""
        if version != "editable":
            build_data["force_include"].update({"data": "ibc_edu/data", "notebooks": "ibc_edu/notebooks"})
