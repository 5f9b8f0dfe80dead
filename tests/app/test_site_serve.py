"""A look at a site on this computer: a port that will not do is told before the long work begins."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibc_edu.app.site import serve
from ibc_edu.app.site.build import MARK
from ibc_edu.app.site.serve import server_of
from ibc_edu.cli import main
from ibc_edu.errors import CourseError

TIDES = Path(__file__).parents[1] / "course" / "fixtures" / "tides"
LOOK = ["--serve", "--no-browser"]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    yield listening.getsockname()[1]
    listening.close()


def test_a_taken_port_is_told_and_nothing_is_built(
    tmp_path: Path, taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", str(tmp_path / "site"), "--serve", "--port", str(taken)]) == 1
    said = capsys.readouterr()
    assert said.err == f"port {taken} is taken. Give another one with --port, or none.\n"
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["-5", "99999"])
def test_a_number_that_is_no_port_is_one_sentence(
    tmp_path: Path, port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", str(tmp_path / "site"), "--serve", "--port", port]) == 1
    assert capsys.readouterr().err.startswith(f"--port: {port} is no port. Choose one from 1 to 65535")


@pytest.mark.parametrize(
    ("port", "cure"), [(80, "Give one from 1024 on with --port"), (50_000, "Give another one with --port")]
)
def test_a_port_of_the_system_is_not_called_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port: int, cure: str
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(serve, "_Server", forbidden)
    with pytest.raises(CourseError, match=f"^port {port} is kept for the system") as caught:
        server_of(tmp_path, port)
    assert caught.value.cure == f"{cure}, or none."


@pytest.mark.parametrize("option", [["--port", "8080"], ["--no-browser"]])
def test_what_is_for_a_look_at_the_site_asks_for_one(
    tmp_path: Path, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", str(tmp_path / "site"), *option]) == 1
    assert "Add --serve" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_notebooks_are_not_promised_of_a_site_that_was_made_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / MARK).touch()
    assert main(["site", str(tmp_path), "--serve", "--notebooks", "--no-browser"]) == 1
    told = "this site is there already, without notebooks. Build it again without --serve, or leave out --notebooks."
    assert told in capsys.readouterr().err


class ShownError(Exception):
    """Raised in place of serving."""


@pytest.fixture
def shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server is opened, and nothing built."""

    def show(*_: object) -> None:
        raise ShownError

    monkeypatch.setattr(serve, "server_of", show)


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("hops\n", "a site is there already, of the course 'hops', and not of 'tides'."),
        ("", "a site is there already, and does not say of which course."),
    ],
)
def test_a_site_that_is_there_is_not_shown_in_place_of_another_course(
    tmp_path: Path, mark: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / MARK).write_text(mark, encoding="utf-8")
    assert main(["site", str(tmp_path), *LOOK, "--course", str(TIDES)]) == 1
    cure = "Leave out --course to look at it, or name another folder, or build it again without --serve."
    assert f"{tmp_path}: {told} {cure}" in capsys.readouterr().err


@pytest.mark.parametrize("course", [[], ["--course", str(TIDES)]])
def test_a_site_is_shown_where_its_own_course_is_named_or_none(tmp_path: Path, course: list[str], shows: None) -> None:
    (tmp_path / MARK).write_text("tides\n", encoding="utf-8")
    with pytest.raises(ShownError):
        main(["site", str(tmp_path), *LOOK, *course])
