"""Addresses and names: what is understood, what is refused in one sentence, and what is never shown."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest
from attempt_examples import attempt
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.learner.record import open_record
from ibc_edu.learner.storage.store import Store


def told(address: str) -> str:
    with open_record(address) as record:
        record.grant()
        assert record.add(attempt(1)) is False
        assert not record.asks_consent
        return record.notice or ""


@pytest.mark.parametrize(
    "address",
    [
        "sqlite+pysqlcipher://:secret@/record.sqlite3?cipher=aes-256-cfb",
        "sqlite+aiosqlite:///record.sqlite3",
        "sqlite:///record.sqlite3?mode=ro",
        "sqlite:///record.sqlite3?key=secret",
        "sqlite://ada:secret@/record.sqlite3",
        "postgresql:secret@localhost/record",
        "postgres:/ada:secret@localhost/record",
        "sqlite:record.sqlite3",
        "https://ada:secret@localhost/record.sqlite3",
        "postgresql://localhost:port/record",
        "postgresql+psycopg2://ada:secret@localhost/record",
        "postgresql://[::1/record",
        "a\0b",
        "sqlite:///a\0b",
    ],
)
def test_what_would_not_be_honored_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.chdir(tmp_path)
    sentence = told(address)
    assert "is not an address where a record can be kept" in sentence
    assert "secret" not in sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://ada:secret@localhost/record",
        "postgresql://ada@localhost/record?password=secret",
        "postgres://localhost/record?user=ada&password=secret&sslpassword=secret",
        "postgresql://localhost/record?options=-cpassword%3Dsecret",
    ],
)
def test_a_password_is_never_shown(address: str) -> None:
    store = Store(address)
    assert "secret" not in store.label
    assert store.label.startswith("postgresql+psycopg://")
    assert store.label.endswith("localhost/record")
    store.close()


@given(st.text(max_size=40) | st.builds("{}://{}".format, st.sampled_from(["sqlite", "postgresql", "x"]), st.text()))
def test_no_address_raises(tmp_path_factory: pytest.TempPathFactory, address: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "anything"
    folder.mkdir(exist_ok=True)
    before = Path.cwd()
    os.chdir(folder)
    try:
        if "postgresql" in address:  # looking at the address is enough
            try:
                Store(address).close()
            except Exception as error:
                assert str(error).encode()  # noqa: PT017
                assert type(error).__name__ == "UnusableRecordError"  # noqa: PT017
            return
        with open_record(address or "memory") as record:
            record.where().encode()
            (record.notice or "").encode()
    finally:
        os.chdir(before)


def test_a_home_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "home folder that does not exist" in told("~nobody-of-this-name/record.sqlite3")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("IBC_EDU_RECORD")

    def unknown(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    sentence = told("")
    assert "home folder that does not exist" in sentence
    assert "IBC_EDU_RECORD" in sentence


@pytest.mark.parametrize("name", ["ada\udcff", "ada\0"])
def test_a_learner_whose_code_cannot_be_kept(tmp_path: Path, name: str) -> None:
    with open_record(tmp_path / "record.sqlite3", learner=name) as record:
        assert "IBC_EDU_LEARNER" in (record.notice or "")
        record.grant()
        assert record.add(attempt(1)) is False
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.sqlite3")
    with open_record(path) as record:
        record.grant()
        assert record.add(attempt(1)) is True
        assert record.where().encode()
    assert path.exists()


def test_the_present_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert told("record.sqlite3")
