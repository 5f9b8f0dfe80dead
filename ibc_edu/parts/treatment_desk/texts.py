"""The texts of ``parts/treatment-desk.toml``: fictional people, and what the evidence says to their reports."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from ibc_edu.knowledge.part_texts import PartTexts, Statement, TextModel, Words, row_of
from ibc_edu.rules.pathology_report import Her2
from ibc_edu.rules.treatment_options import FURTHER_TESTS

SubtypeId = Annotated[str, row_of("subtypes")]


class Report(TextModel):
    """A fictional person with stage IV inflammatory breast cancer.

    Parameters
    ----------
    key, name : str
    about : str
        Who the person is and what troubles them, in one or two sentences.
    hormone_receptors : bool
    her2 : Her2
    report : mapping
        The report as the lab writes it.
    tests : mapping of test to result
        What each further test would show, by keys of `FURTHER_TESTS`; those that are left out show nothing new.
    bones, pain : bool
        Whether there is cancer in the bones, and whether one of them hurts.
    """

    key: Words
    name: Words
    about: Words
    hormone_receptors: bool
    her2: Her2
    report: dict[str, Words]
    tests: dict[str, str] = Field(default_factory=dict)
    bones: bool = False
    pain: bool = False

    def result(self, test: str) -> str:
        """What a further test shows."""
        return self.tests.get(test, FURTHER_TESTS[test][0])

    @model_validator(mode="after")
    def _fits(self) -> Report:
        if self.her2 is Her2.EQUIVOCAL:
            raise ValueError("the gene test of a person at the desk is back: her2 cannot be equivocal")
        if self.pain and not self.bones:
            raise ValueError("pain is that of a bone, and there is no cancer in the bones")
        for test, result in self.tests.items():
            if result not in FURTHER_TESTS.get(test, ()):
                raise ValueError(f"{result!r} is no result of a test {test!r}: {dict(FURTHER_TESTS)}")
        return self


class Texts(PartTexts):
    """The whole file. `first` says what usually comes first in a subtype, with its date."""

    made_up: Words
    closing: Statement
    first: dict[SubtypeId, Statement]
    radiation_for_pain: Statement
    radiation_without_target: Statement
    surgery: Statement
    bones: Statement
    no_bones: Statement
    conjugates_later: Statement
    people: tuple[Report, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_keys_of_their_own(self) -> Texts:
        keys = [person.key for person in self.people]
        if len({*keys}) < len(keys):
            raise ValueError("two people have the same key")
        return self
