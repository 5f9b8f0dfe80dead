"""The eligibility desk: what it shows for each decision, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.eligibility_desk.widget import MAY_JOIN, EligibilityDesk


def content() -> Any:
    rules: list[dict[str, Any]] = [{"key": key, "text": key, "why": key, "sources": []} for key in ("age", "heart")]
    return {
        "people": [{"key": key, "name": key.title(), "file": []} for key in ("ana", "ben")],
        "trials": [{"key": "one", "name": "Trial 1", "about": "", "rules": rules}],
        "unmet": {"ana/one": [], "ben/one": ["age", "heart"]},
    }


def test_the_first_file_and_trial_lie_on_the_desk() -> None:
    desk = EligibilityDesk(content())
    assert (desk.person, desk.trial) == ("ana", "one")
    assert EligibilityDesk(content(), person="ben").person == "ben"


@pytest.mark.parametrize(
    ("name", "value"),
    [("person", "zoe"), ("trial", "two"), ("decisions", {"zoe/one": "age"}), ("decisions", {"ana/one": "shoe size"})],
)
def test_an_unknown_choice_is_refused(name: str, value: object) -> None:
    desk = EligibilityDesk(content())
    with pytest.raises(ParameterError):
        setattr(desk, name, value)


def test_a_pair_without_a_result_is_found_at_once() -> None:
    broken = content()
    del broken["unmet"]["ben/one"]
    with pytest.raises(ParameterError, match="ben/one"):
        EligibilityDesk(broken)


def test_the_text_form_is_the_same_whatever_was_decided() -> None:
    desk = EligibilityDesk(content())
    before = repr(desk)
    desk.decisions = {"ana/one": MAY_JOIN}
    assert repr(desk) == before
    assert "Ana, Ben" in before


def test_the_page_knows_no_answer_before_the_decision() -> None:
    desk = EligibilityDesk(content())
    assert "unmet" not in desk.content
    assert desk.outcomes == {}
    desk.set_state({"decisions": {"ben/one": "age"}})
    assert desk.outcomes == {"ben/one": ["age", "heart"]}
    assert "ana/one" not in desk.get_state()["outcomes"]
