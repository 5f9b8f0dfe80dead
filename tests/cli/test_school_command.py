"""The owner of a school's database lets people in and out from a terminal."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from ibc_edu.cli import main
from ibc_edu.learner.record import open_record


def test_a_school_is_made_and_a_learner_let_in_and_out(
    new_database: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    owner = new_database()
    monkeypatch.setenv("IBC_EDU_SCHOOL", owner)
    assert main(["school", "init"]) == 0
    assert "is ready" in capsys.readouterr().out
    file = tmp_path / "cleo.env"
    file.touch(0o644)
    file.chmod(0o644)
    assert main(["school", "admit", "cleo", "--class", "spring", "--days", "1", "--out", str(file)]) == 0
    assert "learner_cleo was let in" in capsys.readouterr().out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    settings = dict(line.split("=", 1) for line in file.read_text().splitlines())
    assert settings["IBC_EDU_LEARNER"] == "learner_cleo"
    with open_record(settings["IBC_EDU_RECORD"]) as record:
        record.grant()
        assert record.notice is None
    assert main(["school", "dismiss", "cleo", "--erase"]) == 0
    engine = sa.create_engine(owner)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM consent").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM pg_roles WHERE rolname = 'learner_cleo'").scalar() == 0
    engine.dispose()


def test_what_cannot_be_done_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("IBC_EDU_SCHOOL", raising=False)
    assert main(["school", "init"]) == 1
    assert "Which database?" in capsys.readouterr().err
    assert main(["school", "init", "--url", "postgresql://owner:secret@localhost:1/none"]) == 1
    error = capsys.readouterr().err
    assert "The server did not make or renew the tables" in error
    assert "secret" not in error
    assert "Traceback" not in error
