"""The texts of ``parts/report-explorer.toml``: what the report explorer says of a pathology report."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from ibc_edu.knowledge.part_texts import Grounded, PartTexts, Statement, TextModel, Words, row_of
from ibc_edu.rules.pathology_report import Her2, Ihc, Ish

Percent = Annotated[int, Field(ge=0, le=100)]
DrugId = Annotated[str, row_of("drugs")]


class Note(Statement):
    """Something worth knowing about a result, with its title."""

    title: Words


class Undecided(TextModel):
    """What is known before the gene test is back."""

    hr_positive: Statement
    hr_negative: Statement

    def of(self, hormone_receptors: bool) -> Statement:
        """The text for a cancer with or without hormone receptors."""
        return self.hr_positive if hormone_receptors else self.hr_negative


class Her2Words(Grounded):
    """What HER2 is, in a few words, with a note where there is more to say."""

    words: Words
    hr_positive: Note | None = None
    hr_negative: Note | None = None

    def note(self, hormone_receptors: bool) -> Note | None:
        """The note for a cancer with or without hormone receptors."""
        return self.hr_positive if hormone_receptors else self.hr_negative


class Example(TextModel):
    """A fictional report."""

    er: Percent
    pr: Percent
    ihc: Ihc


class Texts(PartTexts):
    """The whole file."""

    caution: Words
    short_names: dict[DrugId, Words]
    wait_first: Statement
    closing: Statement
    er_low: Note
    pr_without_er: Note
    undecided: Undecided
    her2: dict[Her2, Her2Words]
    stain: dict[Ihc, Statement]
    gene_test: dict[Ish, Statement]
    examples: tuple[Example, ...] = Field(min_length=1, max_length=26)

    @model_validator(mode="after")
    def _is_complete(self) -> Texts:
        for name, there, needed in (
            ("her2", {*self.her2}, {*Her2}),
            ("stain", {*self.stain}, {*Ihc}),
            ("gene_test", {*self.gene_test}, {*Ish} - {Ish.WAITING}),
        ):
            if there != needed:
                raise ValueError(f"{name} must have {', '.join(sorted(needed))}")
        return self
