"""Names of a class from a platform of others (lti1p3platform) over HTTP: for its educator alone, and kept nowhere."""

from __future__ import annotations

import asyncio
import json
import logging
from types import SimpleNamespace
from typing import Any

import pytest
from jwcrypto.jwk import JWK
from learning_platform import INSTRUCTOR, LEARNER, LearningPlatform, new_key, pem

from ibc_edu.app.lti import CLAIM, Platform, group_class, key_set
from ibc_edu.app.lti_login import named_by
from ibc_edu.app.lti_names import NAMES, NamedClasses, members_of
from ibc_edu.classroom.school.class_names import NAMES_VARIABLE, with_names
from ibc_edu.learner.school.roster import Roster

PEOPLE = [
    {"user_id": "7", "roles": [LEARNER], "name": "Alice Ward", "email": "alice@example.edu"},
    {"user_id": "8", "roles": [LEARNER], "given_name": "Bob", "family_name": "Hill"},
    {"user_id": "9", "roles": [LEARNER], "name": "Carol Left", "status": "Inactive"},
    {"user_id": "tess", "roles": [INSTRUCTOR], "name": "Tess Teacher"},
]


@pytest.fixture
def served(served: LearningPlatform) -> LearningPlatform:
    served.people = PEOPLE
    return served


def registered(served: LearningPlatform, key: JWK) -> Platform:
    return Platform(served.url, "course", f"{served.url}/token", pem(key, private=True))


def launch(url: str, role: str = INSTRUCTOR) -> dict[str, Any]:
    claim = {"context_memberships_url": f"{url}/People"}
    return {"sub": "tess", f"{CLAIM}roles": [role], f"{CLAIM}context": {"id": "Spring 1"}, NAMES: claim}


def environment_of(platform: Platform, state: dict[str, Any] | None, before: dict[str, str]) -> dict[str, str]:
    async def auth_state() -> dict[str, Any] | None:
        return state

    async def accounts(_: Any) -> None:
        pass

    user = SimpleNamespace(name="tess", get_auth_state=auth_state)
    spawner = SimpleNamespace(user=user, environment=before, log=logging.getLogger("hub"))
    asyncio.run(NamedClasses(accounts, platform, named_by("sub"))(spawner))
    return dict(spawner.environment)


def test_a_list_of_several_pages_is_read_to_its_end(served: LearningPlatform, key: JWK) -> None:
    served.pages = 3
    found = members_of(registered(served, key), launch(served.url))
    assert [member["user_id"] for member in found] == ["7", "8", "9", "tess"]


def test_an_educators_server_gets_the_names_of_those_who_learn(served: LearningPlatform, key: JWK) -> None:
    told = environment_of(registered(served, key), launch(served.url), {"KEPT": "1"})
    assert told["KEPT"] == "1"
    assert json.loads(told[NAMES_VARIABLE]) == {
        "class": group_class(launch(served.url)),
        "title": "",
        "names": {"learner_7": "Alice Ward", "learner_8": "Bob Hill"},
    }


def test_a_learners_server_gets_no_names_and_neither_does_one_after_an_educators(
    served: LearningPlatform, key: JWK
) -> None:
    for state in (launch(served.url, LEARNER), {}, None):
        assert environment_of(registered(served, key), state, {NAMES_VARIABLE: "old"}) == {}


@pytest.mark.parametrize(
    ("context", "title"),
    [
        ({"title": "Nursing  301,\nspring", "label": "N301"}, "Nursing 301, spring"),
        ({"label": "N301"}, "N301"),
        ({"title": None}, ""),
        ({"title": "x" * 200}, "x" * 80),
    ],
)
def test_a_class_has_its_platforms_title_also_where_no_names_are_given(
    served: LearningPlatform, key: JWK, context: dict[str, Any], title: str
) -> None:
    said = launch(served.url)
    said[f"{CLAIM}context"] |= context
    del said[NAMES]
    told = json.loads(environment_of(registered(served, key), said, {})[NAMES_VARIABLE])
    assert told == {"class": group_class(said), "title": title, "names": {}}
    roster = Roster({group_class(said): ()})
    assert with_names(roster, json.dumps(told)).title(group_class(said)) == (title or group_class(said))


def test_a_platform_that_does_not_give_names_does_not_keep_a_server_from_starting(
    served: LearningPlatform, key: JWK, caplog: pytest.LogCaptureFixture
) -> None:
    other = Platform(served.url, "course", f"{served.url}/token", pem(new_key(), private=True))
    for platform, said in ((other, launch(served.url)), (registered(served, key), launch("http://127.0.0.1:9"))):
        assert json.loads(environment_of(platform, said, {})[NAMES_VARIABLE])["names"] == {}
    assert caplog.text.count("No names of the class of tess") == 2
    assert "Alice" not in caplog.text


def test_names_are_shown_in_their_class_alone_with_those_who_have_not_come() -> None:
    roster = Roster({"spring": ("learner_7", "learner_5"), "autumn": ("learner_7",)})
    names = {"learner_7": "Alice Ward", "learner_8": "Bob Hill", "learner_9": "Bob Hill"}
    found = with_names(roster, json.dumps({"class": "spring", "names": names}))
    assert found.members == {"spring": ("learner_7", "learner_5", "learner_8", "learner_9"), "autumn": ("learner_7",)}
    assert [found.shown(role) for role in found.members["spring"]] == [
        "Alice Ward", "5", "Bob Hill (8)", "Bob Hill (9)",
    ]  # fmt: skip
    for nothing in ("", "{", "[]", '{"class": "another", "names": {}}', '{"class": "spring", "names": 1}'):
        assert with_names(roster, nothing) == roster


def test_the_key_that_a_platform_reads_is_the_one_that_signs_and_nothing_of_it_is_private(key: JWK) -> None:
    platform = Platform("school", "course", "http://127.0.0.1:9/token", pem(key, private=True))
    (shown,) = key_set(platform)["keys"]
    assert (shown["kid"], shown["alg"], shown["use"]) == (key.thumbprint(), "RS256", "sig")
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(shown)
