"""What lessons show besides their checks: one folder a part, found by its name.

The part `dose-trial` is the folder `dose_trial`. Its package has a function ``make(course)`` that gives the widget; a
part whose files may change while a notebook is open sets ``FRESH = True`` and is made anew whenever it is shown,
and one that shows something else to each learner, by what is looked up or by the path taken, sets ``VARIES = True``.

What a part says of medicine stands in the course's ``parts/<name>.toml``. ``TEXTS`` of its package names the files that
it reads, and ``MAY_READ`` those that a course may leave out; ``Texts`` in the module ``texts`` of the package is the
model of each. No part knows another: what several share is in the folder `shared`, with the models of its own texts.
The folder `exercises` is no part either: a notebook asks for an exercise with `ibc_edu.exercise`.
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
    from ibc_edu.knowledge.part_texts import PartTexts
    from ibc_edu.views.kit.base import BaseWidget


SHARED = "shared"
"""Folder of what several parts share."""
NO_PARTS = {SHARED, "exercises"}
"""Folders that are no part."""


@dataclass(frozen=True)
class FolderPart:
    """A part that is a package of its own, imported when it is first shown."""

    package: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Names of the files of texts that it reads."""
        return tuple(getattr(self._module(), "TEXTS", ()))

    @property
    def may_read(self) -> tuple[str, ...]:
        """Names of the files of texts that it reads where a course has them."""
        return tuple(getattr(self._module(), "MAY_READ", ()))

    @property
    def fresh(self) -> bool:
        """Whether the part is made anew whenever it is shown."""
        return bool(getattr(self._module(), "FRESH", False))

    @property
    def varies(self) -> bool:
        """Whether learners see different things in it, by what they look up or which path they take."""
        return bool(getattr(self._module(), "VARIES", False))

    def make(self, course: Course) -> BaseWidget:
        """The part, for this course and its learner."""
        made: BaseWidget = self._module().make(course)
        return made

    def _module(self) -> ModuleType:
        return import_module(self.package)


PARTS: Mapping[str, FolderPart] = {
    found.name.replace("_", "-"): FolderPart(f"{__name__}.{found.name}")
    for found in iter_modules(__path__)
    if found.ispkg and found.name not in NO_PARTS
}
"""All parts by name."""


def text_models() -> dict[str, type[PartTexts]]:
    """The model of every file of texts that parts read."""
    names = sorted({name for part in PARTS.values() for name in (*part.texts, *part.may_read)})
    return {name: _text_model(name) for name in names}


def _text_model(name: str) -> type[PartTexts]:
    folder = __name__ if name in PARTS else f"{__name__}.{SHARED}"
    module = f"{folder}.{name.replace('-', '_')}"
    found = import_module(module)
    owner = import_module(f"{module}.texts") if hasattr(found, "__path__") else found
    model: type[PartTexts] = owner.Texts
    return model
