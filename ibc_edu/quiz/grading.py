"""What a grade is. How each kind of question earns it stands with that kind, in `ibc_edu.quiz.kinds`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ibc_edu.quiz.attempt import Outcome
from ibc_edu.quiz.drafts import GAP


class Verdict(StrEnum):
    """Whether a part of the response fits; `missed` is a right part that the learner left out."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True)
class FeedbackLine:
    """Feedback on one part of a response.

    Parameters
    ----------
    key : str
        The part of the question that this is about.
    verdict : Verdict
    chosen : bool
        Whether the learner chose or wrote it. Lines that are not chosen give the key away.
    answer_text : str
        The part in words.
    text : str
        The feedback.
    """

    key: str
    verdict: Verdict
    chosen: bool
    answer_text: str
    text: str


@dataclass(frozen=True)
class Grade:
    """The judgement of one response.

    Parameters
    ----------
    score : float or None
        0 to 1; None when the response is blank.
    outcome : Outcome
    lines : tuple of FeedbackLine
        Feedback on what was chosen, then what was missed.
    misconceptions : tuple of str
        Ids revealed by what was chosen, each once, in order.
    """

    score: float | None
    outcome: Outcome
    lines: tuple[FeedbackLine, ...]
    misconceptions: tuple[str, ...]


def graded(score: float, lines: Iterable[FeedbackLine], misconceptions: Iterable[str | None] = ()) -> Grade:
    """Return the grade of an answered question: 1 is correct, 0 incorrect, anything between partial."""
    outcome = Outcome.CORRECT if score == 1 else Outcome.INCORRECT if score == 0 else Outcome.PARTIAL
    revealed = dict.fromkeys(name for name in misconceptions if name and name != GAP)  # a draft does not know its own
    return Grade(float(score), outcome, tuple(lines), tuple(revealed))


def blank(lines: Iterable[FeedbackLine]) -> Grade:
    """Return the grade of a question left blank: no score, and not wrong."""
    return Grade(None, Outcome.BLANK, tuple(lines), ())
