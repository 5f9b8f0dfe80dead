"""Rules that turn the numbers of a pathology report into a subtype.

Pure and in our own words; beside each threshold stands the fact (facts table) that it comes from.
"""

from __future__ import annotations

from enum import StrEnum

from ibc_edu.errors import ParameterError

POSITIVE_FROM = 1
"""Percent of cell nuclei that stain from which ER, and by the same principle PR, is positive (CF-070, CF-071)."""

ER_LOW_UP_TO = 10
"""Percent of nuclei up to which a positive ER is reported as "ER Low Positive" (CF-070)."""

FAINT_UP_TO = 10
"""Percent of cells up to which a faint, broken stain still scores 0; above it the score is 1+ (CF-072)."""

ISH_RATIO, ISH_COPIES = 2.0, 4.0
"""Dual-probe ISH is positive from both of these, negative below both; between, IHC helps to settle it (CF-074)."""


class Er(StrEnum):
    """What the report says of ER (CF-070)."""

    NEGATIVE = "negative"
    LOW = "low"
    POSITIVE = "positive"


class Hormones(StrEnum):
    """Which hormone receptors are there; with `ER` or `PR_ONLY` the cancer is HR-positive (CF-081)."""

    ER = "er"
    PR_ONLY = "pr-only"
    NEGATIVE = "negative"


class Ihc(StrEnum):
    """Score of the HER2 stain (CF-072)."""

    ZERO = "0"
    ONE = "1+"
    TWO = "2+"
    THREE = "3+"


class Ish(StrEnum):
    """Result of the HER2 gene test that decides when the stain is 2+ (CF-073)."""

    WAITING = "waiting"
    NEGATIVE = "negative"
    POSITIVE = "positive"


class Her2(StrEnum):
    """What stain and gene test say of HER2 together.

    Only `POSITIVE` is HER2-positive; `LOW` and `ULTRALOW` are amounts within HER2-negative (CF-075, CF-076).
    """

    NONE = "none"
    ULTRALOW = "ultralow"
    LOW = "low"
    EQUIVOCAL = "equivocal"
    POSITIVE = "positive"


def er(percent: float) -> Er:
    """What a percentage of stained nuclei means for ER: negative below 1, low from 1 to 10, positive above (CF-070).

    Raises
    ------
    ParameterError
        If it is not between 0 and 100.
    """
    if not pr_positive(percent):
        return Er.NEGATIVE
    return Er.LOW if percent <= ER_LOW_UP_TO else Er.POSITIVE


def pr_positive(percent: float) -> bool:
    """Whether a percentage of stained nuclei makes PR positive: from 1 on (CF-071).

    Raises
    ------
    ParameterError
        If it is not between 0 and 100.
    """
    if not 0 <= percent <= 100:
        raise ParameterError(f"{percent!r} is no percentage of cells.", cure="Give a number from 0 to 100.")
    return percent >= POSITIVE_FROM


def her2(ihc: Ihc, *, faint_staining: bool = False, ish: Ish = Ish.WAITING) -> Her2:
    """What the HER2 stain means, with what is asked next (CF-073, CF-075).

    Parameters
    ----------
    ihc : Ihc
        Score of the stain.
    faint_staining : bool
        With a score of 0: whether there is any staining of the membrane at all.
    ish : Ish
        With a score of 2+: result of the gene test.
    """
    if ihc is Ihc.ZERO:
        return Her2.ULTRALOW if faint_staining else Her2.NONE
    if ihc is Ihc.TWO:
        return {Ish.WAITING: Her2.EQUIVOCAL, Ish.NEGATIVE: Her2.LOW, Ish.POSITIVE: Her2.POSITIVE}[ish]
    return Her2.LOW if ihc is Ihc.ONE else Her2.POSITIVE


def hormones(er: Er, pr: bool) -> Hormones:
    """Which hormone receptors are there; a low ER counts as positive (CF-070, CF-081)."""
    if er is not Er.NEGATIVE:
        return Hormones.ER
    return Hormones.PR_ONLY if pr else Hormones.NEGATIVE


def subtype(hormone_receptors: bool, her2: Her2) -> str | None:
    """`subtype_id` of the subtypes table, or None as long as a gene test has to decide about HER2 (CF-073, CF-081)."""
    if her2 is Her2.EQUIVOCAL:
        return None
    if her2 is Her2.POSITIVE:
        return "hr-positive-her2-positive" if hormone_receptors else "hr-negative-her2-positive"
    return "hr-positive-her2-negative" if hormone_receptors else "triple-negative"
