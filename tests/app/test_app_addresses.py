"""Where the browser app listens: this computer, or others too if that was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibc_edu.app.addresses import USUAL_PORT, address, is_this_computer
from ibc_edu.cli import main
from ibc_edu.errors import IbcEduError


@pytest.mark.parametrize("ip", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_only_this_computer_reaches_a_loopback_address(ip: str) -> None:
    assert is_this_computer(ip)
    assert not address(ip, None, agreed=False).is_open


@pytest.mark.parametrize("ip", ["0.0.0.0", "::", "", "192.168.1.4", "my-laptop.local", "localhost.example"])
def test_an_address_that_lets_others_in_is_refused_until_that_was_agreed(ip: str) -> None:
    with pytest.raises(IbcEduError, match=r"not encrypted.*--open"):
        address(ip, None, agreed=False)
    assert address(ip, None, agreed=True).is_open


def test_a_port_that_was_named_is_kept_and_the_usual_one_may_give_way() -> None:
    assert address("localhost", 9000, agreed=False).is_port_chosen
    usual = address("localhost", None, agreed=False)
    assert (usual.port, usual.is_port_chosen) == (USUAL_PORT, False)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(IbcEduError, match="no port"):
        address("localhost", port, agreed=False)


def test_an_address_of_version_6_is_written_in_brackets() -> None:
    assert address("::1", None, agreed=False).url(1234) == "http://[::1]:1234/"


def test_the_command_says_what_an_open_address_means(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["app", "--ip", "0.0.0.0"]) == 1
    told = capsys.readouterr().err
    assert "0.0.0.0 can be reached from other computers" in told
    assert "--open" in told


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--records", "visitors"], "--records is for a course that others can reach. "),
        (["--readers", "5"], "--readers is for a course that others can reach. Leave it out, or let others in with "),
        (["--open"], "--open: only this computer can reach 127.0.0.1. Name an address that others can reach too, "),
    ],
)
def test_what_is_for_visitors_is_refused_where_there_are_none(
    flags: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["app", *flags]) == 1
    assert capsys.readouterr().err.startswith(told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("readers", ["0", "-3"])
def test_a_course_for_nobody_is_refused(readers: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["app", "--ip", "0.0.0.0", "--open", "--readers", readers]) == 1
    assert capsys.readouterr().err == "--readers: nobody could read the course. Choose 1 or more, or leave it out.\n"
