"""The list of check-ups: one treatment at a time."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.check_ups.widget import CheckUps


def content() -> Any:
    words = {"how": "Test", "how_often": "Often", "why": "Risk.", "sources": []}
    return {
        "groups": [{"key": "everyone", "label": "Everyone"}, {"key": "pills", "label": "Pills"}],
        "check_ups": [
            {"group": "pills", "what": "Heart", "who": "some pill", **words},
            {"group": "everyone", "what": "Scan", "who": "", **words},
        ],
    }


def test_the_first_group_is_shown_until_another_is_chosen() -> None:
    check_ups = CheckUps(content())
    assert [each["what"] for each in check_ups.shown] == ["Scan"]
    check_ups.set_state({"group": "pills"})
    assert [each["what"] for each in check_ups.shown] == ["Heart"]


def test_an_unknown_group_is_refused_with_the_known_ones() -> None:
    check_ups = CheckUps(content())
    with pytest.raises(ParameterError, match="Choices are everyone, pills"):
        check_ups.group = "moon"
    assert check_ups.group == "everyone"


def test_the_text_form_is_the_same_whatever_was_chosen() -> None:
    check_ups = CheckUps(content())
    before = repr(check_ups)
    check_ups.group = "pills"
    assert repr(check_ups) == before
    assert "Everyone, Pills" in before
    assert "2 check-ups" in before
