"""The texts of ``parts/side-effect-explorer.toml``: how side effects are grouped, and what to know beside them."""

from __future__ import annotations

from pydantic import Field

from ibc_edu.knowledge.part_texts import Grounded, PartTexts, Statement, Words
from ibc_edu.parts.treatment_options import ClassId

NAME = "side-effect-explorer"


class Texts(PartTexts):
    """The whole file.

    Parameters
    ----------
    kept_apart : therapy_class_ids
        Classes whose kinds stand apart; other kinds count with their class.
    pairs : pairs of therapy_class_ids
        Comparisons that are offered by one click.
    same_effect : mapping of name to name
        Effects that are compared as one.
    not_named : Statement
        What it means that an effect is not named.
    notes : mapping of therapy_class_id to Grounded
        Sentences and facts worth knowing beside a class.
    """

    kept_apart: tuple[ClassId, ...]
    pairs: tuple[tuple[ClassId, ClassId], ...] = Field(min_length=1)
    same_effect: dict[Words, Words]
    not_named: Statement
    notes: dict[ClassId, Grounded]
