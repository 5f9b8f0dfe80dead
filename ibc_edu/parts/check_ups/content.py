"""The check-ups of the table ``monitoring``, by therapy class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.parts.shared.call_signs import CallSigns
from ibc_edu.parts.shared.side_effects import Classes

if TYPE_CHECKING:
    from ibc_edu.parts.check_ups.widget import CheckUpContent, CheckUps

EVERYONE = "everyone"
"""Group of the check-ups that go with no single drug or class."""


def check_up_content(course: Course) -> CheckUpContent:
    """The check-ups of the table ``monitoring``, by class; those for everyone come first."""
    classes, sources = Classes(course), KeyedSources(course)
    signs = CallSigns(course, sources)
    rows = course.rows("monitoring")
    groups = {_group(row, classes) for row in rows}
    order = [EVERYONE, *(name for name in classes.names if name in groups)]
    names = {EVERYONE: "Whatever the treatment"} | classes.names
    return {
        "groups": [{"key": key, "label": names[key]} for key in order],
        "signs": {key: signs.everyone() if key == EVERYONE else signs.of_class(key) for key in order},
        "urgencies": signs.urgencies,
        "sign_sources": sources.found,
        "check_ups": [
            {
                "group": _group(row, classes),
                "what": row["what"],
                "who": "" if _group(row, classes) == EVERYONE else classes.told_of(row),
                "how": row["how"],
                "how_often": row["how_often"],
                "why": row["why"],
                "sources": course.sources(row["evidence"], row["facts"]),
            }
            for row in rows
        ],
    }


def _group(row: Mapping[str, Any], classes: Classes) -> str:
    return classes.of(row) if row["therapy_class"] or row["drug"] else EVERYONE


def make(course: Course) -> CheckUps:
    """What is watched with each treatment."""
    from ibc_edu.parts.check_ups.widget import CheckUps

    return CheckUps(check_up_content(course))
