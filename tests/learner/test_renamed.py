"""What was done at a question before it was renamed counts for it afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from attempt_examples import START, attempt

from ibc_edu.course.course import Course
from ibc_edu.learner.history import History
from ibc_edu.learner.progress import progress
from ibc_edu.learner.renamed import under_present_ids
from ibc_edu.learner.review import due
from ibc_edu.quiz.attempt import Attempt, Outcome, Sureness
from ibc_edu.views.quiz.card import QuizCard

LATER = START + timedelta(days=365)
FORMER, PRESENT = "staging-find-biopsy", "staging-test-that-proves"


def history(*attempts: Attempt) -> History:
    return under_present_ids(History.of(attempts, LATER), {"staging-old": "staging-new"})


def test_a_history_without_former_ids_stays_the_same_one() -> None:
    own = History.of([attempt(1)], LATER)
    assert under_present_ids(own, {"staging-old": "staging-new"}) is own


def test_a_former_id_leads_to_the_present_one() -> None:
    found = history(attempt(1, Outcome.INCORRECT, item_id="staging-old", sureness=Sureness.SURE), attempt(2))
    assert set(found.standings) == {"staging-new", attempt(2).item_id}
    assert found.standings["staging-new"].first is Outcome.INCORRECT
    assert "staging-new" in [item.item_id for item in due(found, LATER, items={"staging-new"})]


def test_what_came_under_both_ids_is_one_story() -> None:
    wrong = attempt(1, Outcome.INCORRECT, item_id="staging-old")
    right = attempt(2, Outcome.CORRECT, item_id="staging-new", session_id="later")
    blank = attempt(3, Outcome.BLANK, item_id="staging-new", session_id="last", response=None)
    told = history(wrong, right).standings["staging-new"]
    assert (told.answered, told.first, told.last_tried) == (Outcome.CORRECT, Outcome.CORRECT, 2)
    alike = History.of([replace(wrong, item_id="staging-new"), right], LATER).standings["staging-new"]
    assert (told.first, told.last_right, told.due) == (alike.first, alike.last_right, alike.due)
    opened = history(wrong, blank).standings["staging-new"]
    assert (opened.answered, opened.first, opened.first_at) == (Outcome.INCORRECT, Outcome.INCORRECT, wrong.at)


def test_a_course_finds_answers_given_before_a_question_was_renamed() -> None:
    course = Course(record="memory", clock=lambda: LATER)
    question = course.bank[FORMER]
    assert question.id == PRESENT
    given = attempt(1, item_id=FORMER, item_hash=question._whole_hash, response=question.key(), lesson="staging")
    course.record.add(given)
    card = course.lesson("staging").show(question.part)
    assert isinstance(card, QuizCard)
    assert card.session.state(PRESENT).outcome is Outcome.CORRECT
    assert course.history().standings[PRESENT].answered is Outcome.CORRECT
    rows = progress(course.history(), course.bank.questions)
    assert sum(row.right for row in rows if row.lesson == "staging") == 1
