"""What xapi-validation, a checker that others wrote, says of our statements; and that they keep to our profile."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from attempt_examples import attempt
from jsonschema import Draft7Validator

from ibc_edu.learner.exports import PROFILE, statement
from ibc_edu.quiz.attempt import Mode, Outcome, Sureness

PAGE = Path(__file__).parents[2] / "docs" / "xapi-profile.json"
RESPONSES: dict[str, Any] = {
    "single": "k1",
    "multiple": ["k1", "k2"],
    "matching": {"a": "x", "b": "y"},
    "ordering": ["s2", "s1"],
    "numeric": 2.5,
    "short_text": "the HER2 protein",
    "a kind of tomorrow": "x",
}


def said() -> list[dict[str, Any]]:
    """Statements of every kind, outcome, mode and sureness."""
    kinds = [attempt(number, kind=kind, response=made) for number, (kind, made) in enumerate(RESPONSES.items())]
    outcomes = [attempt(20 + number, outcome) for number, outcome in enumerate(Outcome)]
    unanswered = [attempt(30 + number, outcome, response=None, seconds=None, sureness=None)
                  for number, outcome in enumerate((Outcome.BLANK, Outcome.SHOWN))]  # fmt: skip
    modes = [attempt(40 + number, mode=mode, try_number=number + 1) for number, mode in enumerate(Mode)]
    sure = [attempt(50 + number, sureness=each, misconceptions=("a-b",)) for number, each in enumerate(Sureness)]
    return [statement(each) for each in (*kinds, *outcomes, *unanswered, *modes, *sure)]


def broken() -> Iterator[dict[str, Any]]:
    """Statements with one thing wrong each, so that a checker that lets all through is found out."""
    for name in ("actor", "verb", "object"):
        yield {key: value for key, value in statement(attempt(1)).items() if key != name}
    yield statement(attempt(1)) | {"id": "attempt-1"}
    yield statement(attempt(1)) | {"result": {"score": {"scaled": 1.5}}}
    yield statement(attempt(1)) | {"result": {"duration": "4 seconds"}}
    yield statement(attempt(1)) | {"timestamp": "yesterday"}


def test_the_checker_finds_nothing_wrong_with_ours_and_something_with_broken_ones(
    run_consumer: Callable[[str, bytes], bytes],
) -> None:
    ours, others = said(), list(broken())
    found = json.loads(run_consumer("xapi.js", json.dumps([*ours, *others]).encode()))
    assert found[: len(ours)] == [[] for _ in ours]
    assert all(found[len(ours) :]), found[len(ours) :]


@pytest.fixture(scope="module")
def profile() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(PAGE.read_text(encoding="utf-8"))
    return made


def at(said: Any, location: str) -> Any:
    """What stands at a location such as ``$.result['x']``; None where nothing does."""
    steps = re.findall(r"\.(\w+)|\['([^']+)'\]", location)
    assert f"${''.join(f'.{name}' if name else f'[{quoted!r}]' for name, quoted in steps)}" == location
    return reduce(lambda here, step: None if here is None else here.get(step[0] or step[1]), steps, said)


def test_every_statement_keeps_to_the_template_of_its_verb(profile: dict[str, Any]) -> None:
    templates = {template["verb"]: template for template in profile["templates"]}
    statements = said()
    assert {each["verb"]["id"] for each in statements} == set(templates)
    for each in statements:
        template = templates[each["verb"]["id"]]
        assert each["context"]["contextActivities"]["category"] == [{"id": template["inScheme"]}]
        assert each["object"]["definition"]["type"] == template["objectActivityType"]
        for rule in template["rules"]:
            assert (at(each, rule["location"]) is not None) is (rule["presence"] == "included"), rule


def test_every_extension_is_told_of_and_fits_its_schema(profile: dict[str, Any]) -> None:
    schemas = {concept["id"]: json.loads(concept["inlineSchema"]) for concept in profile["concepts"]}
    used = set()
    for each in said():
        for name, value in each["context"]["extensions"].items():
            Draft7Validator(schemas[name]).validate(value)
            used.add(name)
    assert used == set(schemas)
    assert not Draft7Validator(schemas[f"{PROFILE.removesuffix('profile/v1')}mode"]).is_valid("asleep")


def test_the_profile_names_itself_everywhere_by_its_one_version(profile: dict[str, Any]) -> None:
    assert [version["id"] for version in profile["versions"]] == [PROFILE]
    members = [*profile["concepts"], *profile["templates"]]
    assert {member["inScheme"] for member in members} == {PROFILE}
    names = [member["id"] for member in members]
    assert len(names) == len(set(names))
    assert all(member["prefLabel"]["en"] and member["definition"]["en"] for member in members)
