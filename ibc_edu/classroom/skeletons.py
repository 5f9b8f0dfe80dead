"""A question of an educator's own to fill in, for each kind of question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.errors import QuestionError, did_you_mean
from ibc_edu.quiz.kinds import kind as find_kind
from ibc_edu.quiz.kinds import kind_names

if TYPE_CHECKING:
    from ibc_edu.course.course import Lesson

_HEAD = """\
# A question of your own. Replace what stands in quotes, then run `ibc-edu check`: it names what is still missing.
# Text is plain, without HTML or Markdown. One file may hold many questions; repeat everything from [[question]] on.

lesson = "{lesson}"

[[question]]
id = "{lesson}-my-question"        # lower case and hyphens; unique; starts with the lesson's name
kind = "{kind}"
part = "{part}"                    # where it is asked: {parts}
objective = "{objective}"          # what it is about; the ids of this lesson are:
{objectives}
bloom = "apply"                    # remember, understand, apply, analyze, evaluate or create
stem = "The question itself?"
hint = "Shown on request; does not give the answer away."   # may be left out
explanation = "Why the answer is right; shown with it."
evidence = ["section/p1/s1"]       # ids of the article's sentences that it rests on
facts = []                         # or of facts beyond the article, such as "{fact}"
# Where ids of sentences, facts and mix-ups are found: {where}
"""


def skeleton(lesson: Lesson, kind: str = "single", page: str | None = None) -> str:
    """Return a question file to fill in: valid TOML of this kind, with the lesson's own parts and objectives.

    Parameters
    ----------
    lesson : Lesson
    kind : str
    page : str, optional
        Title of the page on which ids are found by a word, if the course has one.

    Raises
    ------
    QuestionError
        If there is no such kind, or the lesson has no check to ask a question in.
    """
    model = find_kind(kind)
    if model is None:
        raise QuestionError(f"there is no kind {kind!r}.", cure=did_you_mean(kind, kind_names()))
    if not lesson.plan.checks:
        raise QuestionError("this lesson has no check to ask a question in.", where=lesson.name)
    objectives = [
        (row["objective_id"], row["statement"])
        for row in lesson.course.rows_if_any("objectives")
        if row["lesson"] == lesson.name
    ]
    head = _HEAD.format(
        lesson=lesson.name,
        kind=kind,
        part=list(lesson.plan.checks)[-1],
        parts=", ".join(lesson.plan.checks),
        objective=objectives[0][0] if objectives else f"{lesson.name}-objective",
        fact=_first_id(lesson, "facts", "fact_id") or "a-fact",
        where=f"the page “{page}”" if page else "in the tables of ibc_edu.load()",
        objectives="\n".join(f"#   {name}: {statement}" for name, statement in objectives) or "#   (none yet)",
    )
    return head + model.skeleton(_first_id(lesson, "misconceptions", "misconception_id") or "a-mix-up")


def _first_id(lesson: Lesson, table: str, column: str) -> str:
    """An id of the course as an example; empty where the course has no such table."""
    return next((str(row[column]) for row in lesson.course.rows_if_any(table)), "")
