"""Names that a school's learning platform gave for a class and its people; without them codes are shown."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

from ibc_edu.learner.school.names import person_of
from ibc_edu.learner.school.roster import Roster

NAMES_VARIABLE = "IBC_EDU_CLASS_NAMES"
"""Environment variable of an educator's server: JSON of `class`, `title`, and `names` of students by their roles."""


def with_names(roster: Roster, told: str) -> Roster:
    """Return the roster with names and the class's title, and with those of the class who have not come yet.

    Parameters
    ----------
    roster : Roster
    told : str
        What `NAMES_VARIABLE` says; what cannot be read adds nothing.
    """
    try:
        said = json.loads(told)
        name, title = str(said["class"]), str(said.get("title") or "")
        names = {str(role): str(word) for role, word in said["names"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return roster
    if name not in roster.members:  # one of the educator's other classes was asked for
        return roster
    everybody = dict.fromkeys([*roster.members[name], *names])
    same = Counter(names.values())
    shown = {
        role: word if same[word] == 1 else f"{word} ({person_of(role)})" for role, word in names.items() if word.strip()
    }
    titles = {name: title} if title else {}
    return replace(roster, members={**roster.members, name: tuple(everybody)}, names=shown, titles=titles)
