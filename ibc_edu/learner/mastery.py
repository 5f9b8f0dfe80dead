"""How well each objective is known, with how uncertain that is.

The questions answered are taken as a draw from all that one could ask about an objective. What counts is the latest
first try at each question (`first_tries`): right, or not (partly right and shown count as not). From `right` of
`answered` follows the interval of Jeffreys, the central 90% of the distribution
Beta(right + 1/2, answered - right + 1/2), with the ends 0 and 1 where nothing or everything was right: Brown, Cai and
DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16(2), 2001, pages 101 to 133, who
recommend it for small numbers. It takes questions for equally hard and independent, which they are not quite.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ibc_edu.errors import ParameterError
from ibc_edu.learner.first_tries import first_tries
from ibc_edu.quiz.attempt import Attempt, Outcome

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.90  # of the interval
ENOUGH = 3  # questions; with fewer even the words would mislead


def interval(right: int, answered: int) -> tuple[float, float]:
    """Return the ends of the 90% Jeffreys interval for the share known, each 0 to 1; (0, 1) if nothing was answered.

    Raises
    ------
    ParameterError
        If more were right than answered, or one of them is negative.
    """
    if not 0 <= right <= answered:
        raise ParameterError(f"{right} of {answered} cannot be right.", where="interval")
    from scipy.special import betaincinv

    a, b, tail = right + 0.5, answered - right + 0.5, (1 - LEVEL) / 2
    low = 0.0 if right == 0 else float(betaincinv(a, b, tail))
    high = 1.0 if right == answered else float(betaincinv(a, b, 1 - tail))
    return low, high


def mastery(attempts: Iterable[Attempt], objectives: Iterable[str] | None = None) -> pd.DataFrame:
    """Return one row per objective.

    Parameters
    ----------
    attempts : iterable of Attempt
        Of one learner, in any order.
    objectives : iterable of str, optional
        The objectives to report, in this order; default: those met, in the order they were met first.

    Returns
    -------
    DataFrame
        objective  str
        answered   int64    different questions answered
        right      int64    of them right at the latest first try
        estimate   float64  (right + 1/2) / (answered + 1), the mean of the distribution, 0 to 1
        low, high  float64  ends of the 90% interval, 0 to 1
        words      str      the same as a sentence, see `in_words`
    """
    import pandas as pd

    tries = first_tries(attempts)
    latest = {attempt.item_id: attempt for attempt in tries}
    names = list(dict.fromkeys(objectives if objectives is not None else (attempt.objective for attempt in tries)))
    rows = []
    for name in names:
        outcomes = [attempt.outcome for attempt in latest.values() if attempt.objective == name]
        answered, right = len(outcomes), outcomes.count(Outcome.CORRECT)
        estimate = (right + 0.5) / (answered + 1)
        rows.append((name, answered, right, estimate, *interval(right, answered), in_words(right, answered)))
    columns = ["objective", "answered", "right", "estimate", "low", "high", "words"]
    dtypes = dict(zip(columns, ("str", "int64", "int64", "float64", "float64", "float64", "str"), strict=True))
    return pd.DataFrame(rows, columns=columns).astype(dtypes)


def in_words(right: int, answered: int) -> str:
    """Say in a sentence what `right` of `answered` tells and what it does not.

    "Well known" and "worth another look" are said only when the whole 90% interval lies above or below one half.
    """
    if answered == 0:
        return "No question answered yet."
    count = f"{right} of {answered} question{'s' if answered > 1 else ''} right at the first try"
    if answered < ENOUGH:
        return f"{count}: too few to tell."
    low, high = interval(right, answered)
    verdict = "well known" if low > 0.5 else "worth another look" if high < 0.5 else "still open"
    return f"{count}: {verdict}. Asked many more, you might get {low:.0%} to {high:.0%} right."
