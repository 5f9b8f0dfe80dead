"""Who may join which trial follows from the files and the rules."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from pydantic import ValidationError

from ibc_edu.course.course import Course
from ibc_edu.parts.eligibility_desk.content import make
from ibc_edu.parts.eligibility_desk.texts import NAME, Texts

EXPECTED: dict[str, dict[str, set[str]]] = {
    "ana": {"first": {"progressed"}, "her2": set(), "hormone": {"hormone", "not-ibc"}},
    "ben": {"first": {"progressed"}, "her2": {"her2"}, "hormone": {"not-ibc"}},
    "carla": {"first": {"progressed"}, "her2": {"her2"}, "hormone": set()},
    "dara": {"first": set(), "her2": {"her2", "not-treated"}, "hormone": {"hormone", "not-treated", "not-ibc"}},
    "elif": {"first": {"progressed"}, "her2": {"heart"}, "hormone": {"hormone", "not-ibc"}},
    "femi": {
        "first": {"organs", "active"},
        "her2": {"her2", "not-treated"},
        "hormone": {"hormone", "not-treated", "active", "not-ibc"},
    },
}


@pytest.fixture
def texts(course: Course) -> dict[str, Any]:
    """What the file of texts says, to be broken."""
    return tomllib.loads((course.folder / "parts" / f"{NAME}.toml").read_text(encoding="utf-8"))


class TestEligibility:
    def test_who_may_join_and_why_not(self, course: Course) -> None:
        texts = course.texts(NAME, Texts)
        found = {
            person.key: {trial.key: set(texts.unmet(person, trial)) for trial in texts.trials}
            for person in texts.people
        }
        assert found == EXPECTED

    def test_leaving_out_ibc_rests_on_the_fact_about_real_trials(self, course: Course) -> None:
        desk = make(course)
        assert desk.unmet["ben/hormone"] == ["not-ibc"]
        [rule] = [rule for rule in desk.content["trials"][2]["rules"] if rule["key"] == "not-ibc"]
        assert any("MONALEESA-2" in source["text"] for source in rule["sources"])

    def test_every_reason_has_a_source(self, course: Course) -> None:
        for trial in make(course).content["trials"]:
            assert all(rule["why"] and rule["sources"] for rule in trial["rules"])

    @pytest.mark.parametrize(("said", "met"), [(17, False), (18, True), ("old enough", False)])
    def test_a_least_number_is_met_from_that_number_on(self, texts: dict[str, Any], said: int | str, met: bool) -> None:
        texts["people"][1]["file"]["age"] = said
        read = Texts.model_validate(texts)
        assert read.rules["adult"].met_by(read.people[1]) is met

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"asks": "shoes"}, "a file does not ask 'shoes'"),
            ({"at_least": 3}, "either allowed words"),
            ({"allowed": []}, "either allowed words"),
            ({"allowed": ["Green"]}, "nobody's file says"),
            ({"asks": "age", "allowed": [54]}, "valid string"),
        ],
    )
    def test_rules_that_cannot_be_applied_are_found(
        self, texts: dict[str, Any], change: dict[str, Any], message: str
    ) -> None:
        texts["rules"]["stage"].update(change)
        with pytest.raises(ValidationError, match=message):
            Texts.model_validate(texts)

    def test_a_trial_that_nobody_may_join_is_found(self, texts: dict[str, Any]) -> None:
        texts["trials"][1]["rules"] = ["her2", "progressed"]
        with pytest.raises(ValidationError, match="trial her2: nobody may join"):
            Texts.model_validate(texts)

    def test_a_trial_without_its_rule_and_a_file_without_an_answer_are_found(self, texts: dict[str, Any]) -> None:
        texts["trials"][1]["rules"].append("shoes")
        with pytest.raises(ValidationError, match="there is no rule 'shoes'"):
            Texts.model_validate(texts)
        del texts["people"][0]["file"]["heart"]
        with pytest.raises(ValidationError, match="the file of Ana does not say"):
            Texts.model_validate(texts)
