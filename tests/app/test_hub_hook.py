"""What the hub's configuration does with its hook."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from copy import deepcopy
from types import SimpleNamespace

import pytest
from school_town import Town

from ibc_edu.app.hub import SchoolAccounts
from ibc_edu.learner.school.roster import read_roster


def test_the_hub_may_copy_its_configuration_for_each_spawner() -> None:
    hook = SchoolAccounts("postgresql://owner@localhost/nowhere")
    assert deepcopy(hook) is hook


@pytest.fixture
def town(new_database: Callable[[], str]) -> Iterator[Town]:
    made = Town.made(new_database())
    yield made
    made.close()


def started(town: Town, name: str, *groups: str) -> str:
    """The record's address in the environment of the server that starts."""
    user = SimpleNamespace(name=name, groups=[SimpleNamespace(name=group) for group in groups])
    spawner = SimpleNamespace(user=user, environment={})
    hook = SchoolAccounts(town.owner)
    asyncio.run(hook(spawner))
    hook.close()
    return str(spawner.environment["IBC_EDU_RECORD"])


def test_an_educator_whose_class_was_taken_away_does_not_read_it_any_more(town: Town) -> None:
    assert set(read_roster(started(town, "tess", "teaches:spring", "teaches:autumn")).members) == {"autumn", "spring"}
    assert set(read_roster(started(town, "tess", "teaches:autumn", "class:spring")).members) == {"autumn"}


def test_a_learner_stays_in_the_classes_of_before(town: Town) -> None:
    started(town, "alice", "class:autumn")
    assert "learner_alice" in read_roster(started(town, "tess", "teaches:spring")).members["spring"]
