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


def classes_after(town: Town, *groups: str) -> set[str]:
    """The classes that Tess reads once her server has started with these groups of the hub."""
    user = SimpleNamespace(name="tess", groups=[SimpleNamespace(name=group) for group in groups])
    spawner = SimpleNamespace(user=user, environment={})
    accounts = SchoolAccounts(town.owner)
    asyncio.run(accounts(spawner))
    accounts.close()
    assert ("IBC_EDU_CLASS" in spawner.environment) is any(group.startswith("teaches:") for group in groups)
    account = town.school.admit("tess", teaches=True)
    return set(read_roster(account.url).members)


def test_an_educator_of_several_courses_reads_all_of_them_until_they_learn_in_one(town: Town) -> None:
    assert classes_after(town, "teaches:autumn") == {"spring", "autumn"}
    assert classes_after(town, "teaches:autumn", "class:spring") == {"autumn"}
    try:
        assert classes_after(town, "class:autumn") == set()
    finally:
        town.school.dismiss("tess")
