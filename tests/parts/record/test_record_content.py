"""Start here: consent, progress and what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from taking import START, answer, kernels, predict

from ibc_edu.course.course import Course, Lesson
from ibc_edu.errors import RecordError
from ibc_edu.learner.storage.erasing import Erased
from ibc_edu.parts import PARTS
from ibc_edu.parts.certificate.content import make as certificate
from ibc_edu.parts.mastery.content import make as mastery_panel
from ibc_edu.parts.record.content import make as record_panel
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.views.quiz.card import QuizCard


def wrong_answer(card: QuizCard) -> dict[str, object]:
    item = card.session.questions[0]
    wrong = next(choice["key"] for choice in card.view["items"][0]["choices"] if choice["key"] != item.key())
    return {"type": "answer", "item": item.id, "response": wrong, "sureness": 3, "seconds": 4.0}


def test_a_record_in_memory_asks_for_no_consent(course: Course) -> None:
    assert record_panel(course).state["consent"] == "impossible"


def test_agreeing_keeps_the_answers_given_so_far(tmp_path: Path) -> None:
    course = Course(parts=PARTS, clock=lambda: START, record=str(tmp_path / "record.sqlite3"))
    card = Lesson(course.plan.lesson("staging"), course).show("predict")
    assert isinstance(card, QuizCard)
    card.receive(wrong_answer(card))
    panel = record_panel(course)
    assert panel.state["consent"] == "unknown"
    assert not (tmp_path / "record.sqlite3").exists()
    panel.receive({"type": "grant"})
    assert panel.state["consent"] == "granted"
    later = Course(parts=PARTS, clock=lambda: START, record=str(tmp_path / "record.sqlite3"))
    assert len(later.record.attempts()) == 1
    course.record.close()
    later.record.close()


def test_the_page_offers_a_copy_and_the_removal_of_what_was_answered(tmp_path: Path) -> None:
    course = Course(parts=PARTS, clock=lambda: START, record=str(tmp_path / "record.sqlite3"))
    card = Lesson(course.plan.lesson("staging"), course).show("predict")
    assert isinstance(card, QuizCard)
    panel = record_panel(course)
    panel.receive({"type": "grant"})
    assert not panel.state["offers_copy"]
    card.receive(wrong_answer(card))
    panel.receive({"type": "refresh"})
    assert panel.state["offers_copy"]
    panel.receive({"type": "erase"})
    assert course.record.attempts() == []
    assert not panel.state["offers_copy"]
    assert panel.state["consent"] == "unknown"
    assert not (tmp_path / "record.sqlite3").exists()
    course.record.close()


def test_what_could_not_be_removed_is_said(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course.record, "erase", lambda: Erased(remains=["A copy is left in another folder."]))
    panel = record_panel(course)
    with pytest.raises(RecordError, match=r"A copy is left in another folder\."):  # which the page shows
        panel.receive({"type": "erase"})


def test_progress_counts_answers_and_a_sure_mistake_comes_back(course: Course) -> None:
    card = Lesson(course.plan.lesson("staging"), course).show("predict")
    assert isinstance(card, QuizCard)
    card.receive(wrong_answer(card))
    now = START + timedelta(days=3)
    course.clock = lambda: now
    state = record_panel(course).state
    staging = next(row for row in state["progress"] if row["notebook"] == "01_staging.ipynb")
    assert (staging["answered"], staging["right"]) == (1, 0)
    assert [due["stem"] for due in state["due"]] == [card.session.questions[0].stem]
    assert "Before you read" in state["due"][0]["place"]


OWN_QUESTION = """
lesson = "my-class"
[[question]]
id = "my-class-one"
kind = "single"
part = "first-hour"
objective = "staging-assign-stage"
bloom = "apply"
stem = "Which stage has distant spread?"
explanation = "M1 is stage IV."
facts = ["CF-028"]
answers = [
    { text = "Stage IV", correct = true, feedback = "Yes." },
    { text = "Stage IIIB", feedback = "Not with M1.", misconception = "nodes-decide-before-spread" },
    { text = "Stage IIIC", feedback = "Not with M1.", misconception = "nodes-decide-before-spread" },
]
"""


def test_an_educators_question_on_a_lesson_of_their_own_can_be_due(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").write_text(OWN_QUESTION)
    monkeypatch.setenv("IBC_EDU_QUESTIONS", str(tmp_path))
    session = QuizSession("own", "Own", (course.bank["my-class-one"],), learner=course.record.learner)
    _, attempt = session.show_answer("my-class-one", at=START)
    assert attempt is not None
    course.keep(attempt)
    course.clock = lambda: START + timedelta(days=3)
    state = record_panel(course).state
    assert [(due["stem"], due["place"]) for due in state["due"]] == [("Which stage has distant spread?", "my-class")]
    assert mastery_panel(course).state["objectives"][0]["objective"].startswith("Determine")


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[Callable[[], Course]]:
    """Makes a kernel: a course of its own over one and the same record, to which the learner agreed."""
    yield from kernels(tmp_path / "record.sqlite3")


def test_two_open_lessons_see_each_others_answers(recorded: Callable[[], Course]) -> None:
    one, two = recorded(), recorded()
    here, there = (Lesson(course.plan.lesson("staging"), course) for course in (one, two))
    shown = {lesson: lesson.show("predict") for lesson in (here, there)}
    card = shown[here]
    assert isinstance(card, QuizCard)
    answer(card, card.session.questions[0], right=True)
    other = there.show("predict")
    assert other is shown[there]
    assert isinstance(other, QuizCard)
    assert other.view["items"][0]["status"] == "correct"
    shown[there].receive({"type": "catch_up"})
    assert sum(row["answered"] for row in record_panel(two).state["progress"]) == 1


def test_panels_follow_answers_given_in_the_same_kernel(course: Course) -> None:
    panels = [record_panel(course), mastery_panel(course), certificate(course)]
    before = [dict(panel.state) for panel in panels]
    card = predict(course)
    answer(card, card.session.questions[0], right=False, sureness=3)
    assert all(panel.state != earlier for panel, earlier in zip(panels, before, strict=True))
