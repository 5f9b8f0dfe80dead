"""Who learns in the classes of an educator, as the school's database lets the educator see it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from ibc_edu.errors import RecordError
from ibc_edu.learner.school.names import person_of
from ibc_edu.learner.storage.engines import Lines, postgres_engine
from ibc_edu.learner.storage.urls import label_of, url_of

_MEMBERS = sa.text(
    "SELECT class, member FROM ibc_edu_classes WHERE NOT teaches AND class IN "
    "(SELECT class FROM ibc_edu_classes WHERE teaches AND member = session_user::text) ORDER BY class, member"
)
_CLASSES = sa.text("SELECT class FROM ibc_edu_classes WHERE teaches AND member = session_user::text ORDER BY class")


@dataclass(frozen=True)
class Roster:
    """The classes that an educator has.

    Parameters
    ----------
    members : dict of str to tuple of str
        The roles of those who learn in each class, by the class's name; a class may be empty.
    names : dict of str to str
        How those are shown, by role, whose names are known.
    titles : dict of str to str
        What people call a class, by its name here, where that is known.
    """

    members: dict[str, tuple[str, ...]]
    names: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def shown(self, role: str) -> str:
        """How somebody is shown: by name where it is known."""
        return self.names.get(role) or person_of(role)

    def title(self, name: str) -> str:
        """What a class is called: by its title where it is known."""
        return self.titles.get(name) or name

    def only(self, name: str) -> Roster:
        """The same with one class.

        Raises
        ------
        RecordError
            If the educator does not have it.
        """
        if name not in self.members:
            cure = f"Yours: {', '.join(self.members) or 'none'}. Whoever runs the database gives people their classes."
            raise RecordError(f"you have no class {name!r} here.", cure=cure)
        return replace(self, members={name: self.members[name]})


def read_roster(address: str) -> Roster:
    """Read the classes of the educator whose role `address` logs in with.

    Raises
    ------
    RecordError
        If the server cannot be reached, or is none of a school.
    """
    url = url_of(address)
    engine = postgres_engine(url, Lines())
    try:
        with engine.connect() as connection:
            members: dict[str, list[str]] = {name: [] for name in connection.scalars(_CLASSES)}
            for name, member in connection.execute(_MEMBERS):
                members[name].append(member)
    except sa.exc.SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        raise RecordError(f"the classes cannot be read: {said}", where=label_of(url)) from error
    finally:
        engine.dispose()
    return Roster({name: tuple(found) for name, found in members.items()})
