"""One set of versions: the lock lies in the ranges of pyproject.toml, and the conda environment holds the same."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import ibc_edu

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
GROUPS: dict[str, list[str]] = PROJECT["dependency-groups"]
RUN_TIME: list[str] = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["lab"]]


def pins(lines: list[str]) -> dict[str, str]:
    """Name to version specifier, e.g. {"pandas": "==3.1.1"}."""
    return {canonicalize_name(line.name): str(line.specifier) for line in map(Requirement, lines)}


def locked() -> dict[str, str]:
    """Name to version specifier of every entry of the lock that holds on some platform."""
    return pins([line.rstrip("\\ ") for line in LOCK.splitlines() if not line.startswith((" ", "#"))])


def test_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


def test_lock_of_the_javascript_tools_names_no_registry() -> None:
    packages = json.loads((ROOT / "tests" / "web" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_every_locked_entry_has_a_hash() -> None:
    entries = LOCK.replace("\\\n", " ").splitlines()
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_holds_every_pinned_tool() -> None:
    wanted = pins([line for group in GROUPS.values() for line in group])
    assert {name: locked().get(name) for name in wanted} == wanted


@pytest.mark.parametrize("need", [Requirement(line) for line in RUN_TIME], ids=lambda need: need.name)
def test_locked_version_lies_in_the_range_of_the_package(need: Requirement) -> None:
    assert locked()[canonicalize_name(need.name)].removeprefix("==") in need.specifier


def test_lock_holds_the_build_backend() -> None:
    wanted = pins(PROJECT["build-system"]["requires"])
    assert {name: locked().get(name) for name in wanted} == wanted


def test_conda_environment_has_the_same_versions() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python, pip, extra = environment["dependencies"]
    assert python == "python" + PROJECT["project"]["requires-python"]
    assert pip == "pip"
    assert extra["pip"][-1] == "-e ."
    assert pins(extra["pip"][:-1]) == {name: locked()[name] for name in pins(RUN_TIME)}


def test_package_names_this_version() -> None:
    assert ibc_edu.__version__ == PROJECT["project"]["version"]


def test_citation_names_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["project"]["version"]
    assert citation["license"] == PROJECT["project"]["license"]


def test_learners_workspace_is_ignored_by_git() -> None:
    assert "workspace/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_pre_commit_configuration_is_valid_and_fetches_nothing() -> None:
    path = ROOT / ".pre-commit-config.yaml"
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", path], check=True)
    assert {repo["repo"] for repo in yaml.safe_load(path.read_text(encoding="utf-8"))["repos"]} == {"local"}


@pytest.mark.parametrize("path", ["Makefile", "tools/setup.sh", ".ci/run"])
def test_scripts_name_no_package_registry(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8").lower()
    assert "pypi." not in text
    assert "index-url=" not in text
