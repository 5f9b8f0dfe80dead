"""Questions made from the knowledge tables, with wrong answers that are false for certain according to the tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ibc_edu.errors import KnowledgeError, QuestionError, did_you_mean
from ibc_edu.parts.shared.question_templates.quizzable import Quizzable, TableRows
from ibc_edu.parts.shared.question_templates.registry import TEMPLATES
from ibc_edu.parts.shared.question_templates.template import questions
from ibc_edu.parts.shared.question_templates.texts import NAME, Texts
from ibc_edu.quiz.kinds.single import Single

if TYPE_CHECKING:
    from ibc_edu.course.course import Course


def generated(course: Course) -> tuple[Single, ...]:
    """All questions of a course that its templates can ask, other wrong answers each day; none without templates.

    Raises
    ------
    KnowledgeError
        If the file of templates is not what it must be.
    """
    if not course.has_texts(NAME):
        return ()
    return generate(course.tables, course.texts(NAME, Texts), seed=course.clock().toordinal())


def generate(
    tables: TableRows, texts: Texts, *, seed: int, templates: Iterable[str] | None = None
) -> tuple[Single, ...]:
    """Return every question that the templates can ask, with wrong answers chosen by `seed`.

    Only rows that rest on a sentence which may be quizzed, or on a fact that was read, are asked about. The id of a
    question names what is asked and is the same for every seed, so that a review finds it again.

    Parameters
    ----------
    tables : TableRows
        `objectives`, `sentences`, `facts`, `caveats`, `drugs`, `therapy_classes`, `side_effects`, `monitoring`,
        `stages`, `metastatic_sites`, `receptors`, `subtypes` and `trial_phases`; list-valued columns hold lists.
    texts : Texts
        The templates that the course uses, and what it says of them.
    seed : int
    templates : iterable of str, optional
        Names of those that the course uses; None takes all.

    Raises
    ------
    QuestionError
        If there is no such template among those used.
    KnowledgeError
        If the objective of a template is in no lesson.
    """
    used = texts.templates
    general, of_any_class = (frozenset(map(str.casefold, each)) for each in (texts.general, texts.of_any_class))
    quizzable = Quizzable(tables, general, of_any_class)
    lessons = {row["objective_id"]: row["lesson"] for row in quizzable.rows("objectives")}
    chosen = [name for name in TEMPLATES if name in used] if templates is None else list(templates)
    for name in chosen:
        if name not in used:
            raise QuestionError(f"there is no template {name!r}.", cure=did_you_mean(name, used))
        if (objective := used[name].objective) not in lessons:
            cure = did_you_mean(objective, lessons)
            raise KnowledgeError(
                f"template {name}: there is no {objective!r} in objectives.", where=f"parts/{NAME}.toml", cure=cure
            )
    return tuple(
        question
        for name in chosen
        for question in questions(TEMPLATES[name], used[name], lessons[used[name].objective], quizzable, seed)
    )
