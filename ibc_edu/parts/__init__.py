"""What lessons show besides their checks: one folder a part, found by its name.

The part `dose-trial` is the folder `dose_trial`. Its package has a function ``make(course)`` that gives the widget; a
part whose files may change while a notebook is open sets ``FRESH = True`` and is made anew whenever it is shown.

What a part says of medicine stands in the course's ``parts/<name>.toml``. ``TEXTS`` of its package names the files that
it reads; ``Texts`` in the module ``texts`` of the package, or in a module of this room, is the model of each.
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


@dataclass(frozen=True)
class FolderPart:
    """A part that is a package of its own, imported when it is first shown."""

    package: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Names of the files of texts that it reads."""
        return tuple(getattr(self._module(), "TEXTS", ()))

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


def text_models() -> dict[str, type[PartTexts]]:
    """The model of every file of texts that parts read."""
    names = sorted({name for part in PARTS.values() for name in part.texts})
    return {name: _text_model(f"{__name__}.{name.replace('-', '_')}") for name in names}


def _text_model(module: str) -> type[PartTexts]:
    found = import_module(module)
    owner = import_module(f"{module}.texts") if hasattr(found, "__path__") else found
    model: type[PartTexts] = owner.Texts
    return model
