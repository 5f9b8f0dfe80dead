"""URLs of databases that a record can be kept in, and how one is shown without giving a secret away."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from ibc_edu.learner.storage.addresses import absolute, is_plain_path
from ibc_edu.learner.storage.faults import FaultKind, unusable

_SOMEWHERE = "What IBC_EDU_RECORD says"
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def url_of(address: str) -> sa.URL:
    """Return the URL of SQLite or PostgreSQL that `address` names, with the driver that is used for it.

    A URL of SQLite says a path and nothing more. A driver, a password or an option that would not be honored is
    refused: a record that was meant to be encrypted must not lie there in plain.

    Raises
    ------
    UnusableRecordError
        If no record can be kept there. The text never holds what may be a password.
    """
    if "://" not in address:
        if not is_plain_path(address):
            raise unusable(FaultKind.ADDRESS, _SOMEWHERE)
        return sa.URL.create("sqlite", database=address)
    try:
        url = sa.make_url(address)
    except (sa.exc.SQLAlchemyError, ValueError) as error:
        raise unusable(FaultKind.ADDRESS, _SOMEWHERE) from error
    driver = _DRIVERS.get(url.drivername)
    is_file = driver == "sqlite"
    asks_for_more = is_file and (url.query or url.username or url.password or url.host or url.port)
    if driver is None or asks_for_more or (is_file and (not url.database or "\0" in url.database)):
        raise unusable(FaultKind.ADDRESS, label_of(url))
    return url.set(drivername=driver)


def label_of(url: sa.URL) -> str:
    """Return an address as it may be shown: without its password, and without options, which may hold one too."""
    return url.set(query={}).render_as_string(hide_password=True)


def path_of(url: sa.URL) -> Path:
    """Return the absolute path of an SQLite file.

    Raises
    ------
    UnusableRecordError
        As for `addresses.absolute`.
    """
    return absolute(url.database or "")
