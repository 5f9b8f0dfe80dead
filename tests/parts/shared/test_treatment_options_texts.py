"""The texts about further tests and reasons: what they say, and what is refused."""

from __future__ import annotations

import tomllib
from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError

from ibc_edu.course import Course
from ibc_edu.parts.shared.treatment_options import NAME, Texts, treatment_options
from ibc_edu.rules.pathology_report import Her2
from ibc_edu.rules.treatment_options import ISH, Option, Status


@pytest.fixture
def data(course: Course) -> dict[str, Any]:
    """What the file says, to be broken."""
    return tomllib.loads((course.folder / "parts" / f"{NAME}.toml").read_text(encoding="utf-8"))


def test_every_class_has_a_reason_for_every_kind_of_cancer(course: Course) -> None:
    texts = treatment_options(course)
    for name, hormones, her2 in product(texts.by_receptors, (True, False), Her2):
        found = texts.reason(name, Option(Status.OPEN), hormones, her2)
        assert found.text
        assert found.evidence or found.facts


def test_before_the_gene_test_that_is_the_reason(course: Course) -> None:
    found = treatment_options(course).reason("her2-antibodies", Option(Status.TEST, ISH), True, Her2.EQUIVOCAL)
    assert "ISH" in found.text


def test_a_kind_of_cancer_without_a_reason_is_refused(data: dict[str, Any]) -> None:
    data["reasons"]["chemotherapy"].pop()
    with pytest.raises(ValidationError, match="no reason of chemotherapy fits HER2 equivocal"):
        Texts.model_validate(data)


@pytest.mark.parametrize("change", ["test", "result"])
def test_tests_are_those_of_the_rules(data: dict[str, Any], change: str) -> None:
    if change == "test":
        del data["tests"]["esr1"]
    else:
        data["tests"]["brca"]["results"]["perhaps"] = "Perhaps"
    with pytest.raises(ValidationError, match="must be those of the rules"):
        Texts.model_validate(data)
