"""How well each objective is known, with how uncertain that is.

The questions answered are taken as a draw from all that one could ask about an objective. What counts is the latest
first try at each question (see `History`): right, or not (partly right and shown count as not). From `right` of
`answered` follows the 90% interval of Jeffreys, see `ibc_edu.intervals`. It takes questions for equally hard and
independent, which they are not quite.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ibc_edu.intervals import jeffreys
from ibc_edu.learner.history import History
from ibc_edu.quiz.attempt import Outcome

ENOUGH = 3  # questions; with fewer even the words would mislead


@dataclass(frozen=True)
class Mastery:
    """How well an objective is known.

    Parameters
    ----------
    objective : str
    answered : int
        Different questions answered.
    right : int
        Of them right at the latest first try.
    """

    objective: str
    answered: int
    right: int

    @property
    def estimate(self) -> float:
        """The mean of the distribution, (right + 1/2) / (answered + 1), 0 to 1."""
        return (self.right + 0.5) / (self.answered + 1)

    @property
    def interval(self) -> tuple[float, float]:
        """Ends of the 90% interval, 0 to 1."""
        return jeffreys(self.right, self.answered)

    @property
    def words(self) -> str:
        """The same as a sentence, see `in_words`."""
        return in_words(self.right, self.answered)


def mastery(history: History, objectives: Iterable[str] | None = None) -> list[Mastery]:
    """Return how well each objective is known.

    Parameters
    ----------
    history : History
        Of one learner.
    objectives : iterable of str, optional
        The objectives to report, in this order; default: those met, in the order they were met first.
    """
    outcomes: dict[str, list[Outcome]] = {}
    for standing in history.standings.values():
        if standing.first is not None:
            outcomes.setdefault(standing.objective, []).append(standing.first)
    names = outcomes if objectives is None else dict.fromkeys(objectives)
    return [Mastery(name, len(outcomes.get(name, ())), outcomes.get(name, []).count(Outcome.CORRECT)) for name in names]


def in_words(right: int, answered: int) -> str:
    """Say in a sentence what `right` of `answered` tells and what it does not.

    "Well known" and "worth another look" are said only when the whole 90% interval lies above or below one half.
    """
    if answered == 0:
        return "No question answered yet."
    count = f"{right} of {answered} question{'s' if answered > 1 else ''} right at the first try"
    if answered < ENOUGH:
        return f"{count}: too few to tell."
    low, high = jeffreys(right, answered)
    verdict = "well known" if low > 0.5 else "worth another look" if high < 0.5 else "still open"
    return f"{count}: {verdict}. Asked many more, you might get {low:.0%} to {high:.0%} right."
