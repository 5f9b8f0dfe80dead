"""What the hub's configuration does with its hook."""

from __future__ import annotations

from copy import deepcopy

from ibc_edu.app.hub import SchoolAccounts


def test_the_hub_may_copy_its_configuration_for_each_spawner() -> None:
    hook = SchoolAccounts("postgresql://owner@localhost/nowhere")
    assert deepcopy(hook) is hook
