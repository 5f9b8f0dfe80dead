"""What a reader is told of where answers are kept, as far as that depends on where the course runs."""

from __future__ import annotations

import os

from ibc_edu.learner.storage.separation import Separation
from ibc_edu.resources import place

GRADES_VARIABLE = "IBC_EDU_GRADES"
"""Environment variable: set where a school's learning platform can get a grade from what is kept."""

_WHILE_HERE = "held only while you are here, and for a few minutes after you close the page"
_SERVER = {
    "unknown": (
        "May this course keep your answers? They would lie on the computer that serves the course. A private cookie in "
        "this browser leads to them, so that no other reader gets them; whoever looks after that computer could read "
        f"them. Until you choose, they are {_WHILE_HERE}."
    ),
    "granted": (
        "Your answers are kept on the computer that serves the course. No other reader gets them; whoever looks after "
        "that computer could read them. In another browser, or without its cookies, you begin anew."
    ),
    "declined": f"Nothing more is kept. Your answers are {_WHILE_HERE}.",
    "impossible": f"Your answers are {_WHILE_HERE}.",
    "erase": "This removes all your answers from the computer that serves the course. It cannot be undone.",
}
_WHILE_OPEN = "there only until you close or reload this page"
_BROWSER = {
    "unknown": (
        "May this course keep your answers in this browser? Whoever uses this browser on this device could see them; "
        f"nobody else gets them. Until you choose, they are {_WHILE_OPEN}."
    ),
    "granted": (
        "Your answers are kept in this browser, on this device. Nobody else gets them. Another browser begins anew, "
        "and clearing this browser's data removes them: download a copy to be safe."
    ),
    "declined": f"Nothing more is kept. Your answers are {_WHILE_OPEN}.",
    "impossible": f"This browser keeps nothing for this page. Your answers are {_WHILE_OPEN}.",
    "erase": "This removes all your answers from this browser. It cannot be undone.",
}
_NOTEBOOK = {
    "impossible": (
        f"In this notebook view nothing is kept. Your answers, and what you write, are {_WHILE_OPEN}. The pages of "
        "this course can keep your answers."
    ),
}
_PLATFORM = {
    "unknown": (
        "May this course keep your answers in this browser, so that you can look back at them another time? Whoever "
        f"uses this browser on this device could see them. Until you choose, they are {_WHILE_OPEN}. Your learning "
        "platform gets what you answer either way."
    ),
    "granted": (
        "Your answers are kept in this browser, on this device, and your learning platform gets them too. Another "
        "browser begins anew, and clearing this browser's data removes them: download a copy to be safe."
    ),
    "declined": (
        f"Nothing more is kept in this browser. Your answers are {_WHILE_OPEN}, but your learning platform gets them."
    ),
    "impossible": (
        f"This browser keeps nothing for this page. Your answers are {_WHILE_OPEN}, but your learning platform gets "
        "them."
    ),
    "erase": (
        "This removes all your answers from this browser. What your learning platform got stays there. It cannot be "
        "undone."
    ),
}
_WHILE_LESSON = "held only while this lesson is open"
_SCHOOL = {
    "unknown": (
        "May this course keep your answers on your school's server? The educators of your classes could read them "
        "there as long as you agree, and whoever runs the server can. Other learners could not. Until you choose, they "
        f"are {_WHILE_LESSON}."
    ),
    "granted": (
        "Your answers are kept on your school's server. The educators of your classes can read them, and whoever runs "
        "the server can. Other learners cannot."
    ),
    "declined": (
        "Nothing more is kept, and your educators cannot read your answers. What was kept before stays on your "
        f"school's server until you erase it. Your answers from now on are {_WHILE_LESSON}."
    ),
    "erase": (
        "This removes all your answers, and your agreement, from your school's server. Backups that your school made "
        "before still hold them, for as long as it keeps those. It cannot be undone."
    ),
}
_GRADES = {
    "unknown": (
        " If a link of your school's learning platform brought you here, that platform could get a grade for the "
        "lesson, as long as you agree."
    ),
    "granted": (
        " If a link of your school's learning platform brought you here, that platform can get a grade for the lesson "
        "after you leave."
    ),
    "declined": " Your school's learning platform gets no further grade; one that it has stays there.",
    "erase": " A grade that your school's learning platform has stays there.",
}
_SHARED = {
    "unknown": (
        "May this course keep your answers in a database that others use too? Everybody who uses it with this course "
        f"could read and erase them. Until you choose, they are {_WHILE_LESSON}."
    ),
    "granted": (
        "Your answers are kept in a database that others use too. Everybody who uses it with this course can read and "
        "erase them."
    ),
}


def consent_words(separation: str) -> dict[str, str]:
    """What stands in place of the usual words, by the state of the consent; empty on the reader's own computer.

    Parameters
    ----------
    separation : str
        What `separation()` of the learner's record says.
    """
    if Separation(separation) is Separation.ROWS and os.environ.get(GRADES_VARIABLE):
        return {state: text + _GRADES[state] for state, text in _SCHOOL.items()}
    if by_database := {Separation.ROWS: _SCHOOL, Separation.NONE: _SHARED}.get(Separation(separation)):
        return by_database
    by_place = {"server": _SERVER, "browser": _BROWSER, "platform": _PLATFORM, "notebook": _NOTEBOOK}
    return by_place.get(place(), {})
