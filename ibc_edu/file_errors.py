"""Why a file cannot be read or written, in plain words, with a cure that fits the reason."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import NamedTuple, TypeVar

from ibc_edu.errors import IbcEduError

Error = TypeVar("Error", bound=IbcEduError)


class Trouble(NamedTuple):
    """What is wrong with a file, as a sentence with its reason, and what to do about it."""

    what: str
    cure: str

    def as_error(self, kind: type[Error], where: str | None = None) -> Error:
        """The error of this kind that says it, and where."""
        return kind(self.what, where=where, cure=self.cure)


class _Meaning(NamedTuple):
    """What an error number means: its words, and what to do where something was to be written or to be read."""

    reason: str
    to_write: str
    to_read: str


_ELSEWHERE = "Choose another folder."
_FORBIDDEN = _Meaning(
    "you are not allowed to",
    "Choose a folder that you can write to; a file that is open elsewhere must be closed.",
    "Ask its owner for the right to read it; if it is open elsewhere, close it there.",
)
_CHECK = "Check how its path is written."
_FULL = _Meaning("there is no room left", "Make room, or choose a folder on another disk.", "Make room, and try again.")
_LOOP = _Meaning("its links lead in a circle", "Choose another name.", "Name the file itself.")
_MEANINGS = {
    "EACCES": _FORBIDDEN,
    "EPERM": _FORBIDDEN,
    "EROFS": _Meaning("nothing can be changed there", "Choose a folder on another disk.", "Copy it elsewhere."),
    "ENOENT": _Meaning("there is no such folder", "Choose a folder that is there.", _CHECK),
    "ENOTDIR": _Meaning("a part of its path is a file and no folder", _ELSEWHERE, _CHECK),
    "EEXIST": _Meaning("a file stands where the folder would be", _ELSEWHERE, _CHECK),
    "EISDIR": _Meaning("this is a folder", "Name a file in it.", "Name a file in it."),
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "EFBIG": _FULL,
    "ENAMETOOLONG": _Meaning("the name is too long", "Choose a shorter one.", _CHECK),
    "EINVAL": _Meaning("the name is not allowed here", "Choose a name of letters, digits and hyphens.", _CHECK),
    "ELOOP": _LOOP,
}
_TO_READ = {"ENOENT": "there is no such file"}
_TO_USE = {"ENOENT": "there is no such file or folder"}
_UNKNOWN = _Meaning(
    "", "Choose another folder, or ask who looks after this computer.", "Check its path and its rights."
)


def reason(error: BaseException) -> str:
    """What the system says of an error; what the error says itself where that is nothing."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def not_written(error: BaseException, what: str = "the file cannot be written") -> Trouble:
    """Why something cannot be written, and what to do."""
    meaning = _meaning(error)
    return Trouble(f"{what} ({meaning.reason or reason(error)}).", meaning.to_write)


def not_read(error: BaseException, what: str = "the file cannot be read") -> Trouble:
    """Why something cannot be read, and what to do."""
    meaning = _meaning(error)
    why = _TO_READ.get(_code(error)) or meaning.reason or reason(error)
    return Trouble(f"{what} ({why}).", meaning.to_read)


def not_used(error: BaseException, what: str) -> str:
    """Why something cannot be used, where it is not known whether it was read or written: no cure fits both."""
    why = _TO_USE.get(_code(error)) or _meaning(error).reason or reason(error)
    return f"{what} cannot be used ({why})."


def write_file(path: Path, content: str | bytes, kind: type[IbcEduError]) -> None:
    """Write a file, text as UTF-8, and the folders above it where they are not there.

    Raises
    ------
    kind
        If it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    except OSError as error:
        raise not_written(error).as_error(kind, str(path)) from error


def _meaning(error: BaseException) -> _Meaning:
    return _MEANINGS.get(_code(error), _UNKNOWN)


def _code(error: BaseException) -> str:
    """The name of an error's number, which every system has; the numbers differ."""
    return errno.errorcode.get(getattr(error, "errno", None) or 0, "")
