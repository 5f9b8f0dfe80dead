"""What a learner is told of their answers fits the place where these are."""

from __future__ import annotations

import pytest

from ibc_edu.learner.storage.separation import Separation
from ibc_edu.parts.record.places import GRADES_VARIABLE, consent_words
from ibc_edu.resources import PLACE_VARIABLE


@pytest.fixture(autouse=True)
def own_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PLACE_VARIABLE, raising=False)
    monkeypatch.delenv(GRADES_VARIABLE, raising=False)


@pytest.mark.parametrize("separation", [Separation.FILE, Separation.MEMORY])
def test_on_ones_own_computer_the_usual_words_stand(separation: Separation) -> None:
    assert consent_words(separation) == {}


def test_at_a_school_it_is_said_who_reads() -> None:
    words = consent_words(Separation.ROWS)
    for state in ("unknown", "granted"):
        assert "your school's server" in words[state]
        assert "educators of your classes" in words[state]
        assert "this computer" not in words[state]
    assert "educators cannot read" in words["declined"]


def test_where_grades_leave_the_school_it_is_said_before_anybody_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    before = consent_words(Separation.ROWS)
    assert not any("grade" in text for text in before.values())
    monkeypatch.setenv(GRADES_VARIABLE, "1")
    words = consent_words(Separation.ROWS)
    assert all(words[state].startswith(before[state]) for state in before)
    assert "could get a grade" in words["unknown"]
    assert "no further grade" in words["declined"]


def test_a_database_that_nothing_separates_is_no_secret() -> None:
    words = consent_words(Separation.NONE)
    assert "Everybody who uses it with this course could read and erase them" in words["unknown"]
    assert "Everybody" in words["granted"]


def test_the_database_counts_more_than_where_the_pages_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE_VARIABLE, "server")
    assert "computer that serves the course" in consent_words(Separation.FILE)["granted"]
    assert "school's server" in consent_words(Separation.ROWS)["granted"]


def test_who_removes_answers_at_a_school_is_told_what_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Backups" in consent_words(Separation.ROWS)["erase"]
    assert "grade" not in consent_words(Separation.ROWS)["erase"]
    monkeypatch.setenv(GRADES_VARIABLE, "1")
    assert "A grade that your school's learning platform has stays there." in consent_words(Separation.ROWS)["erase"]


def test_beside_the_pages_of_a_site_it_is_said_that_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE_VARIABLE, "notebook")
    assert consent_words(Separation.FILE).keys() == {"impossible"}
    assert "In this notebook view nothing is kept" in consent_words(Separation.FILE)["impossible"]


def test_who_removes_answers_in_a_platform_is_told_what_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE_VARIABLE, "platform")
    assert "What your learning platform got stays there." in consent_words(Separation.FILE)["erase"]
