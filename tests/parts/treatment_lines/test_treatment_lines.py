"""The lines simulator: the page sets switch times, Python answers with the picture, and nonsense is refused."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.treatment_lines.model import CONTENT, START, picture
from ibc_edu.parts.treatment_lines.widget import TreatmentLines


@pytest.fixture
def lines() -> TreatmentLines:
    return TreatmentLines(CONTENT, picture, START)


def test_a_moved_slider_is_answered_with_another_picture(lines: TreatmentLines) -> None:
    assert [each["name"] for each in lines.picture["lines"]] == ["First line"]
    lines.set_state({"settings": {**START, "first": 12}})
    assert [each["name"] for each in lines.picture["lines"]] == ["First line", "Second line"]
    assert lines.problem == ""


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"first": 0}, "first"),
        ({"second": 999}, "second"),
        ({"first": 2.5}, "first"),
        ({"resistant": "all"}, "none, few, more"),
    ],
)
def test_impossible_settings_are_refused_and_change_nothing(
    lines: TreatmentLines, setting: dict[str, Any], said: str
) -> None:
    with pytest.raises(ParameterError, match=said):
        lines.settings = {**START, **setting}
    assert lines.settings == START


def test_the_text_form_says_that_it_is_a_model(lines: TreatmentLines) -> None:
    before = repr(lines)
    lines.settings = {**START, "first": 3}
    assert repr(lines) == before
    assert "no prediction for anybody" in before
