"""What lessons show besides their checks: one folder a part, found by its name.

The part `dose-trial` is the folder `dose_trial`. Its package has a function ``make(course)`` that gives the widget; a
part whose files may change while a notebook is open sets ``FRESH = True`` and is made anew whenever it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibc_edu.course import Course
    from ibc_edu.views.kit.base import BaseWidget


@dataclass(frozen=True)
class FolderPart:
    """A part that is a package of its own, imported when it is first shown."""

    package: str

    @property
    def fresh(self) -> bool:
        """Whether the part is made anew whenever it is shown."""
        return bool(getattr(self._module(), "FRESH", False))

    def make(self, course: Course) -> BaseWidget:
        """The part, for this course and its learner."""
        made: BaseWidget = self._module().make(course)
        return made

    def _module(self) -> ModuleType:
        return import_module(self.package)


PARTS: Mapping[str, FolderPart] = {
    found.name.replace("_", "-"): FolderPart(f"{__name__}.{found.name}")
    for found in iter_modules(__path__)
    if found.ispkg
}
"""All parts by name."""
