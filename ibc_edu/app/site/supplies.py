"""What a static site is made of besides this package: fetched by pip once, pinned by digest, kept in a cache."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ibc_edu.errors import CourseError

PINS = Path(__file__).with_name("supplies.txt")
_CARRIER = "open_webui-*.whl"
_INSIDE = "open_webui/frontend/pyodide/"
_SECONDS = 900  # for about 110 MB over a slow line
# None of these wheels is made for one kind of machine. The
# carrier of Pyodide names 3.11 or 3.12, though it is never run.
_TARGET = ["--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none"]


@dataclass(frozen=True)
class Supplies:
    """Wheels in a folder of the cache.

    Parameters
    ----------
    folder : Path
    """

    folder: Path

    @property
    def wheels(self) -> list[Path]:
        """The pure wheels, without the one that carries Pyodide."""
        carriers = set(self.folder.glob(_CARRIER))
        return sorted(path for path in self.folder.glob("*.whl") if path not in carriers)

    def pyodide(self, name: str) -> bytes:
        """The content of a file of Pyodide.

        Raises
        ------
        CourseError
            If the carrier has no such file.
        """
        (carrier,) = self.folder.glob(_CARRIER)
        try:
            with zipfile.ZipFile(carrier) as archive:
                return archive.read(_INSIDE + name)
        except KeyError as error:
            raise CourseError(f"it holds no {name}.", where=str(carrier), cure=_RENEW) from error


_RENEW = "Delete this folder and run the command again."


def fetch(cache: Path | None = None, pinned: Path = PINS, python: str = "3.11") -> Supplies:
    """Return the supplies, from the cache or, the first time, by pip from where this machine's pip gets packages.

    Parameters
    ----------
    cache : Path, optional
        Where to keep them; the user's cache folder by default.
    pinned : Path
        The file with the pins.
    python : str
        The version of Python that they are for.

    Raises
    ------
    CourseError
        If they cannot be had, or a digest is not the one that is pinned.
    """
    from platformdirs import user_cache_path

    pins = pinned.read_bytes()
    folder = (cache or user_cache_path("ibc_edu", appauthor=False) / "site") / hashlib.sha256(pins).hexdigest()[:12]
    complete = folder / "complete"
    if not complete.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _download(folder, pinned, python)
        complete.touch()
    return Supplies(folder)


def _download(folder: Path, pinned: Path, python: str) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    target = [*_TARGET, f"--python-version={python}"]
    command = [*pip, "--require-hashes", *target, "--dest", str(folder), "--requirement", str(pinned)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, stdin=subprocess.DEVNULL)
    except (subprocess.TimeoutExpired, OSError) as error:
        raise _not_had(folder, str(error)) from error
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
        raise _not_had(folder, said[-1] if said else "pip ended without a word.")


def _not_had(folder: Path, why: str) -> CourseError:
    return CourseError(
        f"the parts of a static site could not be fetched (about 110 MB, once): {why}",
        where=str(folder),
        cure="Connect to a place where pip finds packages, or copy this folder from a machine that has it.",
    )
