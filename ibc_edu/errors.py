"""Errors of ibc_edu: each says what is wrong, where, and what to do.

In a notebook such an error is shown as its plain message, without a traceback, so that a learner reads one
sentence and not forty lines of code.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


class IbcEduError(Exception):
    """Base of every error that ibc_edu raises on purpose.

    Parameters
    ----------
    what : str
        What is wrong, in one sentence.
    where : str, optional
        The file, row, key or parameter concerned.
    cure : str, optional
        What the reader can do about it.
    """

    def __init__(self, what: str, *, where: str | None = None, cure: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.cure = cure

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.cure:
            parts.append(self.cure)
        return " ".join(parts)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.cure))

    def _render_traceback_(self) -> list[str]:
        """Lines that IPython prints instead of a traceback."""
        return [str(self)]


def _rebuild(kind: type[IbcEduError], what: str, where: str | None, cure: str | None) -> IbcEduError:
    return kind(what, where=where, cure=cure)


class DocumentError(IbcEduError):
    """An article cannot be read or is not an article."""


class CourseError(IbcEduError):
    """A course folder is missing, incomplete, or described wrongly."""


class KnowledgeError(IbcEduError):
    """A curated table or its description is broken."""


class UnknownNameError(IbcEduError, KeyError, AttributeError):
    """A table, lesson or part was asked for by a name that does not exist."""


class QuestionError(IbcEduError):
    """A question bank file is broken, or a question was used wrongly."""


class ResponseError(IbcEduError):
    """A response does not fit its question."""


class RecordError(IbcEduError):
    """The learner's record cannot be opened, read or written."""


class ParameterError(IbcEduError):
    """A simulator was given an impossible parameter."""


_FEW = 40  # so many names are listed when none is near


def did_you_mean(name: object, known: Iterable[object]) -> str:
    """A cure for a name that does not exist: the nearest of the `known` ones, or all of them if they are few."""
    names = tuple(map(str, known))
    return _did_you_mean(str(name), names)


@lru_cache  # the same wrong name often stands in many places
def _did_you_mean(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # slow to import, and rarely needed

    close = get_close_matches(name, known, n=1)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Use one of: {', '.join(known)}." if 0 < len(known) <= _FEW else "Correct it, or add what it names."
