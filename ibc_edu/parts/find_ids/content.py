"""The sentences and facts of a course that a question may rest on, and its mix-ups, by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.quiz.sources import not_to_quiz

if TYPE_CHECKING:
    from ibc_edu.parts.find_ids.widget import FindIds


def make(course: Course) -> FindIds:
    """The article's sentences in its order, then the facts, without those that no question may rest on.

    Mix-ups: the course's, and those of the educator's own.
    """
    from ibc_edu.parts.find_ids.widget import FindIds

    known, doubtful = course.library, not_to_quiz(course.rows_if_any("caveats"))
    sources = KeyedSources(course)
    sources.add(
        [sentence_id for sentence_id in known.sentences if sentence_id not in doubtful],
        [fact_id for fact_id, fact in known.facts.items() if fact.checked],
    )
    mix_ups = {row["misconception_id"]: row["statement"] for row in course.rows_if_any("misconceptions")}
    return FindIds(sources.found, {**mix_ups, **course.bank.own.misconceptions})
