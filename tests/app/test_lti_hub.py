"""What a hub's settings for a learning platform become, and that without a platform nothing changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from learning_platform import new_key, pem
from traitlets.config import Config

from ibc_edu.app.lti import LessonGrades
from ibc_edu.app.lti_hub import configure
from ibc_edu.app.lti_login import LessonLogin
from ibc_edu.app.lti_names import NamedClasses

PLATFORM = {
    "IBC_EDU_LTI_ISSUER": "https://school.example",
    "IBC_EDU_LTI_CLIENT": "course",
    "IBC_EDU_LTI_LOGIN_URL": "https://school.example/auth",
    "IBC_EDU_LTI_KEYS_URL": "https://school.example/keys",
    "IBC_EDU_LTI_TOKEN_URL": "https://school.example/token",
}


async def accounts(_: Any) -> None:
    """Admits nobody."""


def test_without_a_platform_nothing_changes() -> None:
    c = Config()
    configure(c, {}, accounts)
    assert not c


def test_a_platform_without_a_key_logs_people_in_and_nothing_goes_back() -> None:
    c = Config()
    configure(c, PLATFORM, accounts)
    assert c.JupyterHub.authenticator_class is LessonLogin
    assert LessonLogin(config=c).platform is None
    assert "Spawner" not in c


def test_with_a_key_grades_and_names_are_asked_for_and_learners_are_told(tmp_path: Path) -> None:
    c, path = Config(), tmp_path / "key.pem"
    path.write_text(pem(new_key(), private=True))
    configure(c, {**PLATFORM, "IBC_EDU_LTI_KEY_FILE": str(path)}, accounts)
    assert isinstance(c.Spawner.pre_spawn_hook, NamedClasses)
    assert isinstance(c.Spawner.post_stop_hook, LessonGrades)
    assert c.Spawner.environment == {"IBC_EDU_GRADES": "1"}


def test_a_platform_whose_addresses_are_missing_is_refused() -> None:
    with pytest.raises(KeyError, match="IBC_EDU_LTI_CLIENT"):
        configure(Config(), {"IBC_EDU_LTI_ISSUER": "https://school.example"}, accounts)
