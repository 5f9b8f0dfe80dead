"""What a page's Python is loaded from: Pyodide itself, one archive of packages, and wheels for when they are needed."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ibc_edu.app.site.supplies import Supplies
from ibc_edu.errors import CourseError
from ibc_edu.resources import notebooks_folder

_INCLUDED = ("annotated-types", "platformdirs", "pydantic", "pydantic-core", "typing-extensions", "typing-inspection")
STANDARD = "python_stdlib.zip"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", STANDARD)
PACKAGES = "packages.tar.gz"
"""What every page needs: packed as one stream, which is smaller, and which a browser unpacks without Python."""
LATER = ("numpy", "pandas", "scipy")
"""Packages that are loaded when a part first needs them."""
_PACKAGE = Path(__file__).parents[2]
_STUBS = Path(__file__).with_name("stubs")
_DATE = (1980, 1, 1, 0, 0, 0)  # the same in every build
# No part of running: tests, types, sources of compiled modules, dialects of databases that no record is kept in.
_UNUSED = re.compile(
    r"(^|/)(tests?|(?<!IPython/)testing)/|\.(pyi|pyx|c|h|map|md)$|\.dist-info/(RECORD|licenses|WHEEL)|(nbextension|labextension)|\.data/"
    r"|^sqlalchemy/dialects/(mysql|mssql|oracle)/|^ibc_edu/(app|cli)/"
    r"|^sqlalchemy/(orm|ext)/|^pydantic/v1/"  # what the record and the questions do not use
    r"|__pycache__"
)


def write_python(supplies: Supplies, course: Path, folder: Path) -> None:
    """Write Pyodide, the archive of packages and the wheels for later into `folder`.

    Raises
    ------
    CourseError
        If a wheel is not the one that Pyodide's own list names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in CORE:
        (folder / name).write_bytes(supplies.pyodide(name))
    lock = json.loads(supplies.pyodide("pyodide-lock.json"))
    later = _with_needs(lock["packages"], LATER)
    for entry in later.values():
        (folder / entry["file_name"]).write_bytes(_wheel(supplies, entry))
    lock["packages"] = later
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, sort_keys=True), encoding="utf-8")
    carried = [core_wheel(supplies, name) for name in _INCLUDED]
    wheels = [*carried, *(path.read_bytes() for path in supplies.wheels)]
    (folder / PACKAGES).write_bytes(stream([*of_wheels(wheels), *_of_package(course)]))


def _with_needs(packages: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _entry(packages, name)
            waiting += found[name]["depends"]
    return found


def _entry(packages: dict[str, Any], name: str) -> dict[str, Any]:
    entry: dict[str, Any] = packages.get(name) or packages[name.replace("-", "_")]
    return entry


def core_wheel(supplies: Supplies, name: str) -> bytes:
    """A wheel that comes with Pyodide, by the name of its package.

    Raises
    ------
    CourseError
        If it is not the one that Pyodide's own list names.
    """
    return _wheel(supplies, _entry(json.loads(supplies.pyodide("pyodide-lock.json"))["packages"], name))


def _wheel(supplies: Supplies, entry: dict[str, Any]) -> bytes:
    content = supplies.pyodide(entry["file_name"])
    if hashlib.sha256(content).hexdigest() != entry["sha256"]:
        where = str(supplies.folder)
        raise CourseError(f"{entry['file_name']} is not the file that Pyodide's list names.", where=where)
    return content


def of_wheels(wheels: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """What runs of some wheels, file by file."""
    for wheel in wheels:
        with zipfile.ZipFile(io.BytesIO(wheel)) as opened:
            for name in opened.namelist():
                if not name.endswith("/") and not _UNUSED.search(name):
                    yield name, opened.read(name)


def _of_package(course: Path) -> Iterator[tuple[str, bytes]]:
    yield from _tree(_PACKAGE, "ibc_edu", without=(_PACKAGE / "data", _PACKAGE / "notebooks"))
    yield from _tree(course, "ibc_edu/data", without=(course / "notebooks",))
    yield from _tree(notebooks_folder(course), "ibc_edu/notebooks")
    yield from _tree(_STUBS, "ibc_edu_stubs")  # last on a page's path: a notebook has the real ones
    page = (f"site/page/{name}.py" for name in ("__init__", "kernel", "reports"))
    for name in ("__init__.py", "reader_kernel.py", "site/__init__.py", *page):
        yield f"ibc_edu/app/{name}", (_PACKAGE / "app" / name).read_bytes()


def _tree(folder: Path, prefix: str, without: tuple[Path, ...] = ()) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or any(other in path.parents for other in without):
            continue
        name = "/".join(filter(None, [prefix, path.relative_to(folder).as_posix()]))
        if not _UNUSED.search(name):
            yield name, path.read_bytes()


def archive(files: list[tuple[str, bytes]]) -> bytes:
    """A zip of files, the same bytes whenever and wherever it is made."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as whole:
        for name, content in sorted(dict(files).items()):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            whole.writestr(info, content)
    return written.getvalue()


def stream(files: list[tuple[str, bytes]]) -> bytes:
    """Files as a compressed tar, the same bytes whenever and wherever it is made."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.USTAR_FORMAT) as whole:
        for name, content in sorted(dict(files).items()):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            whole.addfile(info, io.BytesIO(content))
    return gzip.compress(written.getvalue(), mtime=0)
