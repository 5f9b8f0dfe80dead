"""The texts of ``parts/blood-counts.toml``: how low counts fell in trials, by plan."""

from __future__ import annotations

from ibc_edu.knowledge.part_texts import Grounded, PartTexts, SafetyStatement, Statement, Words

NAME = "blood-counts"


class Alarm(SafetyStatement):
    """What to do at once, with its sign as title."""

    title: Words


class Texts(PartTexts):
    """The whole file; `published` is keyed by plan and days between doses, as in ``100-21``."""

    about: Grounded
    alarm: Alarm
    published: dict[str, Statement]
