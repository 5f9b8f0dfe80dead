"""The files for Kubernetes fit each other and this package, as far as that can be seen without a cluster."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from traitlets.config import Config

from ibc_edu.app.hub import SERVER_ARGUMENTS, TEMPLATES, SchoolAccounts

FOLDER = Path(__file__).parents[2] / "deploy" / "kubernetes"


@pytest.fixture
def values() -> dict[str, Any]:
    """What the chart is given."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / "values.yaml").read_text(encoding="utf-8"))
    return found


def test_what_a_learner_writes_is_on_the_volume_that_is_kept(values: dict[str, Any]) -> None:
    """The chart's own place for it is another user's home."""
    image = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    (home,) = re.findall(r"WORKDIR (\S+)\nCMD", image)
    assert values["singleuser"]["storage"]["homeMountPath"] == home


def test_the_hub_of_the_chart_takes_the_configuration(values: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBC_EDU_SCHOOL", "postgresql://owner:x@nowhere.invalid/course")
    monkeypatch.delenv("IBC_EDU_LTI_ISSUER", raising=False)
    c = Config()
    for _, script in sorted(values["hub"]["extraConfig"].items()):
        exec(script, {"c": c})
    assert c.JupyterHub.template_paths.get_value([]) == [TEMPLATES]
    assert c.Spawner.args == list(SERVER_ARGUMENTS)
    assert isinstance(c.Spawner.pre_spawn_hook, SchoolAccounts)
    assert c.JupyterHub.template_vars["course_title"]


def test_a_server_ends_before_its_password_does(values: dict[str, Any]) -> None:
    from ibc_edu.app.hub import HOURS

    assert values["cull"]["maxAge"] < HOURS * 3600
