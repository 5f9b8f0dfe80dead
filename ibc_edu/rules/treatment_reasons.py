"""Which of several reasons holds for a cancer: the first one whose conditions fit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

from ibc_edu.rules.pathology_report import Her2


class Case(Protocol):
    """A reason with its conditions; None fits any cancer."""

    @property
    def hormone_receptors(self) -> bool | None:
        """Whether hormone receptors are there."""

    @property
    def her2(self) -> Collection[Her2] | None:
        """What HER2 may be."""


C = TypeVar("C", bound=Case)


def first_that_fits(cases: Iterable[C], hormone_receptors: bool, her2: Her2) -> C | None:
    """The first case whose conditions this cancer meets; None if there is no such case."""
    return next(
        (
            case
            for case in cases
            if case.hormone_receptors in (None, hormone_receptors) and (case.her2 is None or her2 in case.her2)
        ),
        None,
    )
