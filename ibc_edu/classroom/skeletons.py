"""A question of an educator's own to fill in, for each kind of question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.errors import QuestionError, did_you_mean

if TYPE_CHECKING:
    from ibc_edu.course.lesson import Lesson

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
evidence = ["section/p1/s1"]       # ids of the article's sentences: ibc_edu.load().sentences lists them
facts = []                         # or facts beyond the article, such as "CF-028": ibc_edu.load().facts lists them
"""

_MISCONCEPTION = "# misconception: an id of ibc_edu.load().misconceptions that choosing this would reveal\n"

_CHOICE = """\

# Three to five answers, alike in length and form.
[[question.answers]]
text = "The right answer"
correct = true
feedback = "Why this is right."

{more}[[question.answers]]
text = "A wrong answer"
feedback = "What is wrong with it, without naming the right one."
misconception = "{misconception}"

[[question.answers]]
text = "Another wrong answer"
feedback = "What is wrong with it, without naming the right one."
misconception = "{misconception}"
"""

_SECOND_RIGHT = """\
[[question.answers]]
text = "Another right answer"
correct = true
feedback = "Why this is right, too."

"""

_BODIES = {
    "single": _CHOICE.replace("{more}", ""),
    "multiple": _CHOICE.replace("{more}", _SECOND_RIGHT),
    "matching": """\
distractors = ["Goes with nothing"]   # on the right, without a partner; may be left out

[[question.pairs]]
left = "First"
right = "What goes with the first"
feedback = "Why they go together."
mistake = "Shown with a wrong match; does not name the right one."
misconception = "{misconception}"

[[question.pairs]]
left = "Second"
right = "What goes with the second"
feedback = "Why they go together."
mistake = "Shown with a wrong match; does not name the right one."
misconception = "{misconception}"
""",
    "ordering": """\
misplaced = "Shown with a step in a wrong place; does not say which place is right."
misconception = "{misconception}"

# The steps in the right order; the page shuffles them.
[[question.steps]]
text = "What comes first"
feedback = "Why it stands here."

[[question.steps]]
text = "What comes next"
feedback = "Why it stands here."

[[question.steps]]
text = "What comes last"
feedback = "Why it stands here."
""",
    "categorise": """\
categories = ["One group", "Another group"]

[[question.entries]]
text = "Belongs to the one"
category = "One group"
feedback = "Why it belongs there."
mistake = "Shown when it is sorted elsewhere; does not name the right group."
misconception = "{misconception}"

[[question.entries]]
text = "Belongs to the other"
category = "Another group"
feedback = "Why it belongs there."
mistake = "Shown when it is sorted elsewhere; does not name the right group."
misconception = "{misconception}"
""",
    "numeric": """\
value = 10.0
tolerance = 0.5                    # or: range = [9.5, 10.5] in place of value and tolerance
unit = "weeks"                     # may be left out
feedback = "Shown with the right number."
otherwise = "Shown with any other number; does not name the right one."

[[question.near_misses]]           # wrong numbers with a known cause; may be left out
low = 20.0
high = 21.0
feedback = "What went wrong on the way to this number."
misconception = "{misconception}"
""",
    "short_text": """\
accepted = ["right word", "the same in other words"]   # case, accents and one slip of spelling don't matter
feedback = "Shown with a right answer."
otherwise = "Shown with anything else; does not name the right answer."

[[question.recognized]]            # wrong answers that you expect; may be left out
text = "wrong word"
feedback = "What is wrong with it."
misconception = "{misconception}"
""",
}

KINDS = tuple(_BODIES)


def skeleton(lesson: Lesson, kind: str = "single") -> str:
    """Return a question file to fill in: valid TOML of this kind, with the lesson's own parts and objectives.

    Raises
    ------
    QuestionError
        If there is no such kind, or the lesson has no check to ask a question in.
    """
    if kind not in _BODIES:
        raise QuestionError(f"there is no kind {kind!r}.", cure=did_you_mean(kind, KINDS))
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
        objectives="\n".join(f"#   {name}: {statement}" for name, statement in objectives) or "#   (none yet)",
    )
    misconceptions = lesson.course.rows_if_any("misconceptions")
    misconception = misconceptions[0]["misconception_id"] if misconceptions else "a-mix-up"
    return head + _BODIES[kind].replace("{misconception}", misconception).replace(
        "[[question.", f"{_MISCONCEPTION}[[question.", 1
    )
