"""Reading ahead: in pauses, one piece after the other, and only where something runs that has pauses."""

from __future__ import annotations

import asyncio

import pytest
from attempt_examples import attempt

from ibc_edu.course import reading_ahead
from ibc_edu.course.course import Course
from ibc_edu.course.reading_ahead import in_pauses


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "PAUSE_SECONDS", 0.01)


def test_pieces_are_done_in_turn_and_what_else_waits_comes_between() -> None:
    done: list[str] = []

    async def page() -> None:
        in_pauses([lambda: done.append("first"), lambda: done.append("second")])
        done.append("answer")
        while len(done) < 3 or "second" not in done:
            await asyncio.sleep(0.001)
            if done[-1] == "first":
                done.append("another answer")

    asyncio.run(asyncio.wait_for(page(), 5))
    assert done == ["answer", "first", "another answer", "second"]


def test_a_script_reads_nothing_ahead() -> None:
    done: list[str] = []
    in_pauses([lambda: done.append("piece")])
    assert done == []


def test_an_attempt_is_kept_also_where_reading_ahead_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ibc_edu.course.course.in_pauses", fail)
    course = Course(record="memory")
    given = attempt(1)
    with pytest.raises(KeyboardInterrupt):
        course.keep(given)
    assert course.record.attempts() == [given]


def test_after_the_first_attempt_a_course_reads_what_a_result_names() -> None:
    course = Course(record="memory")
    [question, *_] = course.questions("staging")

    async def answered() -> None:
        from ibc_edu.quiz.sessions.session import QuizSession

        session = QuizSession("q", "Q", (question,), library=course.library)
        _, given = session.answer(question.id, question.key(), at=course.clock())
        assert given is not None
        course.keep(given)
        assert "bank" not in course.__dict__, "feedback does not wait for it"
        while "bank" not in course.__dict__:
            await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(answered(), 30))
