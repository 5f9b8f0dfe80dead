"""The texts of ``parts/side-effect-explorer.toml``: comparisons to begin with, and what to know beside them."""

from __future__ import annotations

from pydantic import Field

from ibc_edu.knowledge.part_texts import Grounded, PartTexts, Statement
from ibc_edu.parts.shared.treatment_options import ClassId

NAME = "side-effect-explorer"


class Texts(PartTexts):
    """The whole file.

    Parameters
    ----------
    pairs : pairs of therapy_class_ids
        Comparisons that are offered by one click.
    not_named : Statement
        What it means that an effect is not named.
    notes : mapping of therapy_class_id to Grounded
        Sentences and facts worth knowing beside a class.
    """

    pairs: tuple[tuple[ClassId, ClassId], ...] = Field(min_length=1)
    not_named: Statement
    notes: dict[ClassId, Grounded]
