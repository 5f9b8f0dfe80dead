"""Who is at the page, and whose record that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibc_edu.app.visitors import COOKIE, Everybody, OneLearner


def test_the_learner_of_this_computer_comes_in_with_the_key_alone() -> None:
    visitors = OneLearner(environment={})
    learner = visitors.admitted(visitors.key)
    assert learner is not None
    assert visitors.known(learner.token) == learner
    assert learner.settings == {}, "the record is that of the computer"
    for wrong in (None, "", visitors.key[:-1], visitors.key + "0", "ä"):
        assert visitors.admitted(wrong) is None
        assert visitors.known(wrong) is None
    assert OneLearner(environment={}).key != visitors.key


def test_the_key_that_a_browser_is_started_with_lets_in_once() -> None:
    visitors = OneLearner(environment={})
    assert visitors.admitted(visitors.key) is not None, "before there is one"
    ticket = visitors.ticket()
    assert visitors.known(ticket) is None, "it is no cookie"
    learner = visitors.admitted(ticket)
    assert learner is not None
    assert ticket not in learner.token
    assert visitors.admitted(ticket) is None
    assert visitors.admitted(visitors.key) == learner, "the printed address goes on to let in"


def test_two_courses_on_one_computer_do_not_take_each_others_cookie() -> None:
    visitors = OneLearner(environment={})
    names = {visitors.cookie(host) for host in ("127.0.0.1:8866", "127.0.0.1:8867", "localhost")}
    assert len(names) == 3
    for odd in ("", "a:b", "[::1", "127.0.0.1:99999", "[::1]:80"):
        assert visitors.cookie(odd).startswith(COOKIE)
    assert {Everybody().cookie(host) for host in ("a:1", "a:2")} == {COOKIE}, "a record is found at another port too"


@pytest.mark.parametrize(
    ("environment", "learner"),
    [({"JUPYTERHUB_USER": "ada"}, "ada"), ({"JUPYTERHUB_USER": "ada", "IBC_EDU_LEARNER": "code-7"}, "code-7")],
)
def test_a_hub_names_the_learner(environment: dict[str, str], learner: str) -> None:
    visitors = OneLearner(environment=environment)
    found = visitors.known(visitors.key)
    assert found is not None
    assert found.settings == {"IBC_EDU_LEARNER": learner}


def test_every_visitor_has_a_record_of_their_own(tmp_path: Path) -> None:
    visitors = Everybody(tmp_path)
    one, other = visitors.admitted(None), visitors.admitted(None)
    assert one is not None
    assert other is not None
    assert one.settings["IBC_EDU_RECORD"] != other.settings["IBC_EDU_RECORD"]
    assert one.settings["IBC_EDU_LEARNER"] != other.settings["IBC_EDU_LEARNER"]
    assert visitors.known(one.token) == one, "the cookie leads back to it"
    assert Everybody(tmp_path).known(one.token) == one, "after a new start too"
    assert Path(str(one.settings["IBC_EDU_RECORD"])).parent == tmp_path


def test_what_lies_on_the_disk_is_no_cookie(tmp_path: Path) -> None:
    visitor = Everybody(tmp_path).admitted(None)
    assert visitor is not None
    name = Path(str(visitor.settings["IBC_EDU_RECORD"])).stem
    assert name not in visitor.token
    assert visitor.token not in str(visitor.settings)
    assert visitor.token not in repr(visitor)


@pytest.mark.parametrize("cookie", [None, "", "me", "../../me", "0" * 63, "0" * 65, "G" * 64, "0" * 64 + "\n"])
def test_a_cookie_that_was_not_made_here_is_nobodys(cookie: str | None, tmp_path: Path) -> None:
    assert Everybody(tmp_path).known(cookie) is None


def test_without_a_folder_nothing_of_a_visitor_is_kept() -> None:
    visitors = Everybody()
    visitor = visitors.admitted(None)
    assert visitor is not None
    assert visitor.settings["IBC_EDU_RECORD"] == "memory"
    assert not visitors.lasts


def test_a_visitor_is_told_of_a_server_and_sees_no_class() -> None:
    visitor = Everybody().admitted(None)
    assert visitor is not None
    assert visitor.settings["IBC_EDU_PLACE"] == "server"
    assert visitor.settings["IBC_EDU_CLASS"] is None
