"""Sources by id, each once, however many statements rest on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.quiz.sources import Source

if TYPE_CHECKING:
    from ibc_edu.knowledge.part_texts import Grounded


class KeyedSources:
    """Gathers the sources that the statements of a page name.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self.found: dict[str, Source] = {}

    def add(self, evidence: Iterable[str], facts: Iterable[str]) -> list[str]:
        """Take these sentences and facts in, and give their keys in `found`."""
        evidence, facts = list(evidence), list(facts)
        for key, source in zip(
            [*evidence, *facts],
            [*self._course.sources(evidence, ()), *self._course.sources((), facts)],
            strict=True,  # an id that nobody knows is a fault of the data
        ):
            self.found[key] = source
        return [*evidence, *facts]

    def of(self, text: Grounded) -> list[str]:
        """Take in what a statement rests on, and give its keys in `found`."""
        return self.add(text.evidence, text.facts)
