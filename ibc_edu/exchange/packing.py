"""Packages of files: the same bytes for the same content on the way out, and nothing hostile on the way in."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.incoming import MOST_FILES, MOST_UNPACKED

_THEN = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP file can name


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file of these members, in their order, that does not tell when it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return made.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of a ZIP file by name, in memory.

    Raises
    ------
    QuestionError
        If it is no ZIP file, holds more than `MOST_FILES` or `MOST_UNPACKED`, is encrypted, is packed in a way that
        none of these formats allow, or names a member that would leave its folder.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                what = f"the package holds more than {MOST_FILES:,} files or {MOST_UNPACKED:,} bytes."
                raise QuestionError(what, cure="Export fewer questions at once, without pictures.")
            for entry in entries:
                _require_inside(entry.filename)
                if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise NotImplementedError("it is packed in an unusual way")
            # No member is read beyond the size that it declares.
            return {entry.filename: package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise QuestionError(f"this is no package that can be read ({error}).", cure="Export it again.") from error


def _require_inside(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name:
        what = f"the package names a file outside itself ({name[:60]!r})."
        raise QuestionError(what, cure="Do not trust this file; ask for another.")
