"""The texts of ``parts/treatment-options.toml``: further tests, and why a therapy class is open, closed or waiting."""

from __future__ import annotations

from itertools import product
from typing import Annotated

from pydantic import model_validator

from ibc_edu.course.course import Course
from ibc_edu.knowledge.part_texts import Grounded, PartTexts, Statement, Words, row_of
from ibc_edu.rules.pathology_report import Her2
from ibc_edu.rules.treatment_options import FURTHER_TESTS, ISH, NOT_DONE, Option
from ibc_edu.rules.treatment_reasons import first_that_fits

NAME = "treatment-options"
ClassId = Annotated[str, row_of("therapy_classes")]


class FurtherTest(Grounded):
    """A test beyond ER, PR and HER2: its name, its possible results in words, and what they open."""

    name: Words
    opens: Words
    results: dict[str, Words]

    def choices(self) -> list[dict[str, str]]:
        """Its results to choose from, as pages read them; that it is not done is the first."""
        return [{"key": result, "label": label} for result, label in {NOT_DONE: "Not done", **self.results}.items()]


class Reason(Statement):
    """Why a class stands where it stands, for the cancers that meet the conditions; None means any."""

    hormone_receptors: bool | None = None
    her2: tuple[Her2, ...] | None = None


class Texts(PartTexts):
    """The whole file. `by_receptors` are classes that receptors decide about, `by_need` those that they do not."""

    by_receptors: tuple[ClassId, ...]
    by_need: tuple[ClassId, ...]
    gene_test_first: Statement
    tests: dict[str, FurtherTest]
    reasons: dict[ClassId, tuple[Reason, ...]]

    @property
    def classes(self) -> tuple[str, ...]:
        """All classes, in the order shown."""
        return (*self.by_receptors, *self.by_need)

    def reason(self, therapy_class: str, option: Option, hormone_receptors: bool, her2: Her2) -> Statement:
        """Why a class of `by_receptors` stands where `class_option` says."""
        if option.test == ISH:
            return self.gene_test_first
        found = first_that_fits(self.reasons[therapy_class], hormone_receptors, her2)
        assert found is not None  # the check below
        return found

    @model_validator(mode="after")
    def _is_complete(self) -> Texts:
        if {name: set(test.results) for name, test in self.tests.items()} != {
            name: set(results) for name, results in FURTHER_TESTS.items()
        }:
            raise ValueError(f"tests and their results must be those of the rules: {dict(FURTHER_TESTS)}")
        for name, hormone_receptors, her2 in product(self.by_receptors, (True, False), Her2):
            if first_that_fits(self.reasons.get(name, ()), hormone_receptors, her2) is None:
                raise ValueError(f"no reason of {name} fits HER2 {her2}, hormone receptors {hormone_receptors}")
        return self


def treatment_options(course: Course) -> Texts:
    """The texts of this course."""
    return course.texts(NAME, Texts)
