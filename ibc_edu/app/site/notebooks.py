"""Notebooks beside the pages of a site: JupyterLite, which shares the pages' Python and asks no other host."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from ibc_edu.app.site.archive import PACKAGES, archive, core_wheel, of_wheels
from ibc_edu.app.site.needs import needs_by_part
from ibc_edu.app.site.supplies import Supplies
from ibc_edu.course.course import Course
from ibc_edu.errors import CourseError
from ibc_edu.resources import PLACE_VARIABLE, notebooks_folder

PINS = Path(__file__).with_name("notebooks.txt")
FOLDER = "lab"
ADDRESS = f"{FOLDER}/notebooks/index.html?path="
"""Where a notebook is opened, from the site's root; its file name follows."""
NOTHING_KEPT = (
    "> **In this notebook view nothing is kept.** Your answers, and what you write, are there only until you close or "
    "reload this page. To keep a notebook, choose *Download* in the menu **File**. The pages of this course can keep "
    "your answers."
)
KERNEL, FIGURES = "kernel.zip", "figures.zip"
ARCHIVES = (KERNEL, FIGURES)
_BUILDERS = ("jupyterlite_core", "doit", "jupyter_core")
_CARRIER = "jupyterlite_pyodide_kernel"
_FRONT_ENDS = (_CARRIER, "jupyterlab_widgets", "anywidget", "plotly")
_FIGURES = ("plotly", "narwhals")
_INSIDE = re.compile(r"/(piplite|pyodide_kernel|ipykernel)-[^/]+\.whl$")
_STARTUP = "ibc_edu_notebook"
# The kernel asks for these by name, where its own list has not got them; all of them lie in one archive.
_ASKED = ("ipython", "micropip", "piplite", "ipykernel", "pyodide-kernel", "comm", "jedi", "ibc-edu")
_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
# An icon that JupyterLite has no file for, lines about saving where nothing is saved, and a link to a list of files.
_LEFT_OUT = [f"@jupyter-notebook/notebook-extension:{name}" for name in ("tab-icon", "trusted", "checkpoints")]
_LEFT_OUT.append("@jupyterlite/notebook-application-extension:logo")
_ICON = '<link rel="icon" type="image/x-icon" href="./favicon.ico">'
_COMING, _COMING_STYLE = (Path(__file__).with_name(f"coming.{ending}") for ending in ("html", "css"))
"""What is seen until JupyterLite shows itself; its style stands above the page, so that nothing is seen without it."""
_MEMORY = ["memoryStorageDriver"]
_SETTINGS = {"@jupyterlab/apputils-extension:themes": {"adaptive-theme": True}}
"""Light or dark as the system is, as the pages do without a choice."""
_SECONDS = 300


def write_archives(course: Course, python: Path, supplies: Supplies, kit: Supplies) -> None:
    """Write what a notebook's Python needs more than a page's.

    Parameters
    ----------
    course : Course
    python : Path
        The folder of the site's Python.
    supplies, kit : Supplies
        Those of the pages, and those in `PINS`.
    """
    apart = {*_BUILDERS, *_FRONT_ENDS, *_FIGURES}
    wheels = [path.read_bytes() for path in kit.wheels if _name(path) not in apart]
    wheels += [core_wheel(supplies, name) for name in ("micropip", "packaging")]
    wheels += _wheels_inside(_of_kit(kit, _CARRIER))
    (python / KERNEL).write_bytes(archive([*of_wheels(wheels), *_startup(course)]))
    figures = of_wheels([_of_kit(kit, name).read_bytes() for name in _FIGURES])
    # Plotly only asks whether nbformat is there; the real one wants a package that no browser's Python has.
    (python / FIGURES).write_bytes(archive([*figures, ("nbformat/__init__.py", b'__version__ = "5.10.4"\n')]))


def _startup(course: Course) -> Iterator[tuple[str, bytes]]:
    """What runs before the first cell: `page/notebook.py`, with what each part needs."""
    yield f"{_STARTUP}/__init__.py", Path(__file__).with_name("page").joinpath("notebook.py").read_bytes()
    yield f"{_STARTUP}_start.py", f"import {_STARTUP}\n{_STARTUP}.start()\ndel {_STARTUP}\n".encode()
    yield f"{_STARTUP}/needs.json", json.dumps(needs_by_part(course), sort_keys=True).encode()


def write_lock(python: Path) -> None:
    """Name the archives in the list of packages, once they are complete."""
    path = python / "pyodide-lock.json"
    lock = json.loads(path.read_bytes())
    nothing = python / "none.zip"
    nothing.write_bytes(archive([]))
    packages = {name: _entry(name, nothing) for name in _ASKED}
    packages["ipython"] = _entry("ipython", python / KERNEL)
    packages["ibc-edu"] = _entry("ibc-edu", python / PACKAGES)
    packages["plotly"] = _entry("plotly", python / FIGURES)
    lock["packages"].update(packages)
    path.write_text(json.dumps(lock, sort_keys=True), encoding="utf-8")


def _entry(name: str, path: Path) -> dict[str, Any]:
    return {
        "name": name,
        "version": "0",
        "file_name": path.name,
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "imports": [name.replace("-", "_")],
        "depends": [],
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
    }


def write_pages(course: Course, folder: Path, supplies: Supplies, kit: Supplies) -> None:
    """Have JupyterLite write its pages into the site.

    Raises
    ------
    CourseError
        If it does not.
    """
    with tempfile.TemporaryDirectory() as scratch:
        builder, source = Path(scratch) / "builder", Path(scratch) / "source"
        for name in _BUILDERS:
            with zipfile.ZipFile(_of_kit(kit, name)) as wheel:
                wheel.extractall(builder)
        source.mkdir()
        _write_contents(notebooks_folder(course.folder), source / "contents")
        (source / "jupyter-lite.json").write_text(
            json.dumps(_settings_for(course.plan.title, folder / "python")), encoding="utf-8"
        )
        wheels = [_of_kit(kit, name) if name != "anywidget" else _of_kit(supplies, name) for name in _FRONT_ENDS]
        _run(builder, source, folder / FOLDER, wheels)
    # Else a browser looks for an icon at the top of the web server.
    page = folder / FOLDER / "notebooks" / "index.html"
    style = f"<style>\n{_COMING_STYLE.read_text(encoding='utf-8')}</style>"
    _add_after("<head>", page, _ICON, _to_lessons("../../index.html"), style)
    _add_after("</noscript>", page, _COMING.read_text(encoding="utf-8"))
    _add_after("<head>", folder / FOLDER / "index.html", _ICON, _to_lessons("../index.html"))


def _to_lessons(address: str) -> str:
    """Without a notebook's name there is nothing to show here: the list of lessons leads to each of them."""
    return f'<script>new URLSearchParams(location.search).has("path") || location.replace("{address}");</script>'


def _add_after(tag: str, page: Path, *lines: str) -> None:
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole.replace(tag, "\n    ".join([tag, *lines]), 1), encoding="utf-8")


def _write_contents(notebooks: Path, folder: Path) -> None:
    """The lessons' notebooks, each with a word below its title that nothing is kept."""
    folder.mkdir()
    protected = {"deletable": False, "editable": False}
    word = {"cell_type": "markdown", "id": "nothing-is-kept", "metadata": protected, "source": NOTHING_KEPT}
    for path in sorted(notebooks.glob("*.ipynb")):
        notebook = json.loads(path.read_bytes())
        notebook["cells"].insert(1, word)
        (folder / path.name).write_text(json.dumps(notebook), encoding="utf-8")


def _settings_for(title: str, python: Path) -> dict[str, Any]:
    """What JupyterLite is told: the pages' own Python, no other host, and nothing kept in the browser unasked."""
    version = json.loads((python / "pyodide-lock.json").read_bytes())["info"]["python"].rpartition(".")[0]
    options = {
        "packages": list(_ASKED),
        "convertNullToNone": True,  # else an answer without a sureness arrives as something that is not None
        "env": {
            "IBC_EDU_RECORD": "memory",
            PLACE_VARIABLE: "notebook",
            "PYTHONSTARTUP": f"/lib/python{version}/site-packages/{_STARTUP}_start.py",
        },
    }
    kernel = {"pyodideUrl": "./../python/pyodide.mjs", "disablePyPIFallback": True, "loadPyodideOptions": options}
    data = {
        "appName": title,
        "appUrl": "./notebooks",
        "disabledExtensions": _LEFT_OUT,
        "enableMemoryStorage": True,
        **{f"{what}StorageDrivers": _MEMORY for what in ("contents", "settings", "workspaces")},
        "litePluginSettings": {_PLUGIN: kernel},
        "settingsOverrides": _SETTINGS,
    }
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}


def _run(builder: Path, source: Path, target: Path, wheels: list[Path]) -> None:
    extensions = Path(__file__).parents[1] / "jupyter" / "labextensions"
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--apps=notebooks", "--ignore-sys-prefix"]
    command += ["--no-sourcemaps", "--no-unused-shared-packages", "--no-libarchive", f"--lite-dir={source}"]
    command += [f"--contents={source / 'contents'}", f"--output-dir={target.absolute()}"]
    front_ends = [path.absolute() for path in (*wheels, extensions / "ibc-edu")]
    command += [f"--LiteBuildConfig.federated_extensions={path}" for path in front_ends]
    paths = os.pathsep.join([str(builder), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths}
    try:
        done = subprocess.run(
            command, cwd=source, env=environment, capture_output=True, text=True, timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError) as error:
        raise CourseError(f"the notebooks could not be written: {error}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise CourseError(f"the notebooks could not be written: {said[-1] if said else 'no word why'}")


def _name(wheel: Path) -> str:
    return wheel.name.partition("-")[0]


def _of_kit(kit: Supplies, name: str) -> Path:
    return next(path for path in kit.wheels if _name(path) == name)


def _wheels_inside(carrier: Path) -> list[bytes]:
    """The wheels that the kernel's own wheel carries for the browser."""
    with zipfile.ZipFile(io.BytesIO(carrier.read_bytes())) as whole:
        names = sorted({Path(name).name: name for name in whole.namelist() if _INSIDE.search(name)}.values())
        return [whole.read(name) for name in names]
