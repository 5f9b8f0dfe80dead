"""The people at the treatment desk: what their reports may say."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from pydantic import ValidationError

from ibc_edu.course import Course
from ibc_edu.parts.treatment_desk.texts import Report, Texts


@pytest.fixture
def data(course: Course) -> dict[str, Any]:
    """What the file says, to be broken."""
    return tomllib.loads((course.folder / "parts" / "treatment-desk.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"her2": "equivocal"}, "cannot be equivocal"),
        ({"bones": False}, "no cancer in the bones"),
        ({"tests": {"brca": "perhaps"}}, "'perhaps' is no result of a test 'brca'"),
        ({"tests": {"shoes": "found"}}, "'found' is no result of a test 'shoes'"),
    ],
)
def test_a_report_that_cannot_be_is_refused(data: dict[str, Any], change: dict[str, Any], message: str) -> None:
    rosa = data["people"][0]
    Report.model_validate(rosa)
    with pytest.raises(ValidationError, match=message):
        Report.model_validate(rosa | change)


def test_people_have_keys_of_their_own(data: dict[str, Any]) -> None:
    data["people"][1]["key"] = data["people"][0]["key"]
    with pytest.raises(ValidationError, match="two people have the same key"):
        Texts.model_validate(data)
