"""The wheel works alone, and an editable install leaves no second copy of the course behind."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

import ibc_edu

ROOT = Path(__file__).parents[1]
SITE_PACKAGES = Path(sysconfig.get_path("purelib"))

TEMPLATE = "ibc_edu/app/course_template"

IMPORT_EVERYTHING = """
import importlib, json, pkgutil, ibc_edu
modules = [module.name for module in pkgutil.walk_packages(ibc_edu.__path__, "ibc_edu.")]
# What serves others needs an extra (`lab`, `app`, `school`), and only that; everything else imports without one.
rooms = ("ibc_edu.app.", "ibc_edu.classroom.live.", "ibc_edu.learner.school.")
extras = {"alembic", "jinja2", "jupyter_server", "markupsafe", "mistune", "nbclient", "psutil", "segno"}
extras |= {"tornado", "voila"}
extras |= {"jupyterhub", "ltiauthenticator"}  # a hub's own, which its configuration imports
for name in modules:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if not (name.startswith(rooms) and error.name.split(".")[0] in extras):
            raise
print(json.dumps({"file": ibc_edu.__file__, "modules": modules}))
"""


def build(kind: str, folder: Path) -> Path:
    """Build a wheel offline with the locked hatchling; `kind` is "wheel" or "editable"."""
    code = f"import sys; from hatchling.build import build_{kind} as build; print(build(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return folder / run.stdout.split()[-1]


def run_time_distributions() -> list[importlib.metadata.Distribution]:
    """What ibc-edu needs at run time and all that this needs in turn, as installed here from the lock."""
    found: dict[str, importlib.metadata.Distribution] = {}
    waiting = [Requirement(line) for line in importlib.metadata.requires("ibc-edu") or []]
    while waiting:
        need = waiting.pop()
        if need.name in found or (need.marker and not need.marker.evaluate({"extra": ""})):
            continue
        found[need.name] = importlib.metadata.distribution(need.name)
        waiting += [Requirement(line) for line in found[need.name].requires or []]
    return list(found.values())


def lend(distribution: importlib.metadata.Distribution, target: Path) -> None:
    """Link one installed distribution, and nothing else, into another environment's site-packages."""
    tops = {PurePosixPath(path).parts[0] for path in distribution.files or []} - {"..", "__pycache__"}
    for top in tops:
        if not (target / top).exists():
            (target / top).symlink_to(Path(str(distribution.locate_file(top))))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`bin` of an empty environment that holds the wheel and its run-time dependencies, and no development tool.

    The dependencies are linked from this environment, where the lock put them: the test needs no network.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", "--quiet"]
    subprocess.run([*pip, str(wheel)], check=True)
    query = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(query, capture_output=True, text=True, check=True).stdout.strip())
    for distribution in run_time_distributions():
        lend(distribution, site)
    return home / "bin"


def run_there(bin_folder: Path, program: str, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "IBC_EDU"))}
    return subprocess.run([bin_folder / program, *args], cwd=cwd, env=environment, capture_output=True, text=True)


def shipped(folder: str, pattern: str) -> set[str]:
    """Files of the checkout that match, except what tools leave lying about."""
    files = (path for path in (ROOT / folder).rglob(pattern) if path.is_file() and "checkpoints" not in str(path))
    return {str(path.relative_to(ROOT)) for path in files}


@pytest.mark.parametrize(
    ("folder", "inside"), [("data", "ibc_edu/data"), ("notebooks", "ibc_edu/notebooks"), (TEMPLATE, TEMPLATE)]
)
def test_wheel_carries_the_course(wheel: Path, folder: str, inside: str) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {inside + path.removeprefix(folder) for path in shipped(folder, "*")}
    assert wanted
    assert wanted - names == set()


@pytest.mark.parametrize("pattern", ["*.js", "*.css", "*.py"])
def test_wheel_carries_the_package(wheel: Path, pattern: str) -> None:
    wanted = shipped("ibc_edu", pattern)
    assert wanted
    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_wheel_switches_on_the_server_extension(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("data/etc/jupyter/jupyter_server_config.d/ibc_edu.json") for name in names)


def test_wheel_carries_the_license_and_no_test(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    inside = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert inside == {"ibc_edu", f"ibc_edu-{ibc_edu.__version__}.data"}


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_jupyter_finds_the_extension(kind: str, tmp_path: Path) -> None:
    names = set(zipfile.ZipFile(build(kind, tmp_path)).namelist())
    wanted = {path.removeprefix("ibc_edu/app/jupyter/") for path in shipped("ibc_edu/app/jupyter", "*")}
    assert "labextensions/ibc-edu/static/remoteEntry.js" in wanted
    assert {f"ibc_edu-{ibc_edu.__version__}.data/data/share/jupyter/{path}" for path in wanted} <= names


def test_wheel_pins_no_exact_version(wheel: Path) -> None:
    """Otherwise it could not be installed beside a package that needs another release."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(archive.read(name))
    needs = [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]
    assert {"anywidget", "jupyterlab"} <= {need.name for need in needs}
    for need in needs:
        operators = {each.operator for each in need.specifier}
        assert operators == {">=", "<"}, str(need)


def test_every_module_imports_with_the_run_time_dependencies_alone(installed: Path, tmp_path: Path) -> None:
    run = run_there(installed, "python", "-c", IMPORT_EVERYTHING, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    assert installed.parent in Path(seen["file"]).parents
    assert "ibc_edu.errors" in seen["modules"]
    assert run_there(installed, "python", "-c", "import pytest", cwd=tmp_path).returncode == 1


def test_check_passes_in_an_empty_environment(installed: Path, tmp_path: Path) -> None:
    run = run_there(installed, "ibc-edu", "check", cwd=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr


def test_workspace_is_filled_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    run = run_there(installed, "ibc-edu", "workspace", "mine", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    lessons = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {path.name for path in (tmp_path / "mine").glob("*.ipynb")} == lessons


def test_a_new_course_is_made_from_the_wheel_and_found_again(installed: Path, tmp_path: Path) -> None:
    for arguments in (["new-course", "mine"], ["--course", "mine", "workspace", "lessons"]):
        run = run_there(installed, "ibc-edu", *arguments, cwd=tmp_path)
        assert run.returncode == 0, run.stderr
    run = run_there(installed, "ibc-edu", "check", cwd=tmp_path / "lessons")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "5 questions, 1 notebook" in run.stdout


def test_editable_install_holds_no_copy_of_the_course(tmp_path: Path) -> None:
    names = zipfile.ZipFile(build("editable", tmp_path)).namelist()
    assert [name for name in names if name.startswith(("ibc_edu/", "data/", "notebooks/"))] == []
    assert not (SITE_PACKAGES / "ibc_edu").exists()
