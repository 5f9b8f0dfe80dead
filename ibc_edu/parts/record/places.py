"""What a reader is told of where answers are kept, as far as that depends on where the course runs."""

from __future__ import annotations

import os

PLACE_VARIABLE = "IBC_EDU_PLACE"
"""Environment variable: `server` where the course is served to others, so that nothing is on the reader's computer."""

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
}


def consent_words() -> dict[str, str]:
    """What stands in place of the usual words, by the state of the consent; empty on the reader's own computer."""
    return _SERVER if os.environ.get(PLACE_VARIABLE) == "server" else {}
