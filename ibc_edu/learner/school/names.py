"""Names of a school's roles. A person's role has a prefix: no name can be that of another role of the server."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote, urlsplit

from ibc_edu.errors import RecordError

LEARNERS = "ibc_edu_learners"
EDUCATORS = "ibc_edu_educators"
_LEARNER, _EDUCATOR = "learner_", "educator_"
_LONGEST = 63  # bytes of a name in PostgreSQL, https://www.postgresql.org/docs/current/limits.html
_DIGEST = 12
_LIKE_SHORTENED = re.compile(rf".*_[0-9a-f]{{{_DIGEST}}}", re.DOTALL)
_SHORTEST_SHORTENED = _LONGEST - 3  # bytes: a character of several that does not fit is left out whole


def role_name(person: str, *, teaches: bool = False) -> str:
    """Return the role, and with it the learner's code, of a person; one that would be too long ends in a digest.

    So does one that looks as if it did: nobody may choose a name whose role is that of somebody with a long one.

    Raises
    ------
    RecordError
        If the name is empty or has characters that cannot be kept.
    """
    if not person.strip() or not person.isprintable():
        raise RecordError(f"{person!r} is no name.", cure="Give one of letters and digits.")
    name = f"{_EDUCATOR if teaches else _LEARNER}{person}"
    length = len(name.encode())
    is_ambiguous = length >= _SHORTEST_SHORTENED and _LIKE_SHORTENED.fullmatch(name)
    if length <= _LONGEST and not is_ambiguous:
        return name
    digest = hashlib.sha256(person.encode()).hexdigest()[:_DIGEST]
    kept = name.encode()[: _LONGEST - _DIGEST - 1].decode("utf-8", "ignore")
    return f"{kept}_{digest}"


def role_in(address: str) -> str | None:
    """Return the role of a school's database that a URL logs in with, which is the learner's code there, or None."""
    if not address.startswith("postgres"):
        return None
    try:
        user = unquote(urlsplit(address).username or "")
    except ValueError:
        return None
    return user if user.startswith((_LEARNER, _EDUCATOR)) else None


def is_educator(address: str) -> bool:
    """Whether a URL logs in to a school's database as an educator."""
    return (role_in(address) or "").startswith(_EDUCATOR)


def person_of(role: str) -> str:
    """Return the code or user name that a role was made for."""
    return role.removeprefix(_EDUCATOR if role.startswith(_EDUCATOR) else _LEARNER)
