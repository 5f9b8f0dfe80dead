"""The texts of ``parts/subtype-shares.toml``: how common each receptor subtype is."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ibc_edu.knowledge.part_texts import Grounded, PartTexts, Words

NAME = "subtype-shares"
Percent = Annotated[float, Field(gt=0, le=100)]


class Group(Grounded):
    """A group of people: its name, and percent of people by subtype (as ``figures.theme.SUBTYPES`` names them)."""

    name: Words
    percent: dict[str, Percent]


class Texts(PartTexts):
    """The whole file."""

    title: Words
    groups: tuple[Group, ...] = Field(min_length=1)
