"""The JSON forms of what the page may see of a session.

All texts are plain text. A key shown in `feedback.key` has the form of a response of its kind.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from ibc_edu.quiz.sources import Source


class PartView(TypedDict):
    """An answer, a step or an entry; the key is opaque."""

    key: str
    text: str


class HintView(TypedDict):
    """`text` is null until the hint was asked for."""

    available: bool
    text: str | None


class LineView(TypedDict):
    """Feedback on one part of the response."""

    key: str
    verdict: Literal["right", "wrong", "missed"]
    chosen: bool
    answer_text: str
    text: str


class FeedbackView(TypedDict):
    """Feedback on a question. `explanation` and `key` are null and `sources` empty until the key may be seen."""

    headline: str
    score: float | None
    lines: list[LineView]
    explanation: str | None
    key: Any
    sources: list[Source]


class TallyView(TypedDict):
    """A show of hands, by answer key; `earlier` is the one before the discussion."""

    counts: dict[str, int]
    earlier: dict[str, int] | None
    revealed: bool


class ItemView(TypedDict):
    """One question as the page shows it. Which of the part lists is there depends on `kind`."""

    id: str
    number: int
    kind: str
    stem: str
    instruction: str
    choices: NotRequired[list[PartView]]
    left: NotRequired[list[PartView]]
    right: NotRequired[list[PartView]]
    steps: NotRequired[list[PartView]]
    entries: NotRequired[list[PartView]]
    categories: NotRequired[list[PartView]]
    unit: NotRequired[str | None]
    response: Any
    status: Literal["unanswered", "correct", "partial", "incorrect", "shown"]
    tries: int
    can_retry: bool
    locked: bool
    sureness: int | None
    flagged: bool
    hint: HintView
    feedback: FeedbackView | None
    tally: TallyView | None


class ProgressView(TypedDict):
    """How far the learner is; `correct` is null while an exam is open."""

    answered: int
    total: int
    correct: int | None


class RereadView(TypedDict):
    """Where in the lessons to look again; `notebook` and `cell` are null for a place that the course does not know."""

    lesson: str
    part: str
    label: str
    notebook: str | None
    cell: str | None


class SummaryLineView(TypedDict):
    """The result for one objective; `reread` is null unless something of it was not right; open is not wrong."""

    objective: str
    text: str
    right: int
    open: int
    total: int
    reread: RereadView | None


class SummaryView(TypedDict):
    """The result.

    Right ones, those `first_right` at the first try, wrong or partly right ones, those left open and those whose answer
    was shown; `score` is the mean from 0 to 1 over all questions, where open and shown ones earn 0, and
    `score_answered` that over the answered ones, null if there is none.
    """

    right: int
    first_right: int
    wrong: int
    open: int
    shown: int
    score: float
    score_answered: float | None
    lines: list[SummaryLineView]


class QuizView(TypedDict):
    """A whole quiz as the page shows it."""

    quiz_id: str
    title: str
    mode: str
    hash: str
    phase: Literal["open", "submitted"]
    seed: int
    items: list[ItemView]
    progress: ProgressView
    summary: SummaryView | None


class ViewChange(TypedDict):
    """What of a view became other: the items that did, whole, and the new values of the other fields that did."""

    items: list[ItemView]
    values: dict[str, Any]
