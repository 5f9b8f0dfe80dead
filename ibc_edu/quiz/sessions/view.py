"""What the page may see of a session: JSON that carries no key, and no feedback that has not been earned.

All texts are plain text. A key shown in `feedback.key` has the form of a response of its kind.
"""

from __future__ import annotations

from typing import Any

from ibc_edu.quiz.attempt import Mode, Outcome
from ibc_edu.quiz.grading import FeedbackLine
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.sessions.item_state import ItemState
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.quiz.sessions.view_types import (
    FeedbackView,
    ItemView,
    LineView,
    ProgressView,
    QuizView,
    RereadView,
    SummaryLineView,
    SummaryView,
    TallyView,
)
from ibc_edu.quiz.sources import sources

HEADLINES = {
    Outcome.CORRECT: "Right.",
    Outcome.PARTIAL: "Partly right.",
    Outcome.INCORRECT: "Not quite.",
    Outcome.BLANK: "Left open. Here is the answer.",
    Outcome.SHOWN: "Here is the answer.",
}


def view(session: QuizSession, *, since: tuple[QuizSession, QuizView] | None = None) -> QuizView:
    """Return what the page may see of a session.

    `since` is an earlier session and its view: items that stand as they stood there are taken over from it, so that
    the reply to one answer does not judge every other answer again.
    """
    earlier, before = since if since is not None and _is_same_quiz(session, since[0]) else (None, None)
    return {
        "quiz_id": session.quiz_id,
        "title": session.title,
        "mode": session.mode.value,
        "hash": session.hash if before is None else before["hash"],
        "phase": "submitted" if session.submitted else "open",
        "seed": session.seed,
        "items": [
            item_view(session, number)
            if earlier is None or before is None or session.state(question.id) != earlier.state(question.id)
            else before["items"][number - 1]
            for number, question in enumerate(session.questions, 1)
        ],
        "progress": _progress(session),
        "summary": _summary(session),
    }


def _is_same_quiz(session: QuizSession, other: QuizSession) -> bool:
    """Whether an item looks the same in both sessions as long as its own state does."""
    return (
        session.questions is other.questions
        and session.library is other.library
        and (session.quiz_id, session.title, session.mode, session.seed, session.submitted)
        == (other.quiz_id, other.title, other.mode, other.seed, other.submitted)
    )


def item_view(session: QuizSession, number: int) -> ItemView:
    """Return what the page may see of the question with this number, counted from 1."""
    question = session.questions[number - 1]
    state = session.state(question.id)
    key_shown = session.key_shown(question.id)
    can_retry = state.outcome is not None and not key_shown and not state.retrying
    hint_available = question.hint is not None and session.mode is not Mode.EXAM
    item: dict[str, Any] = {
        "id": question.page_id,
        "number": number,
        "kind": question.kind,
        "stem": question.stem,
        "instruction": question.instruction,
        **question.page_form(session.seed),
        "response": state.response,
        "status": _status(state),
        "tries": state.tries,
        "can_retry": can_retry,
        "locked": key_shown or can_retry,
        "sureness": None if state.sureness is None else int(state.sureness),
        "flagged": state.flagged,
        "hint": {"available": hint_available, "text": question.hint if hint_available and state.hint_seen else None},
        "feedback": _feedback(session, question, state),
        "tally": _tally(session, question) if session.mode is Mode.PRESENT else None,
    }
    return item  # type: ignore[return-value]  # which part lists there are depends on the kind


def _status(state: ItemState) -> str:
    if state.revealed:
        return "shown"
    if state.outcome is None or state.outcome is Outcome.BLANK:
        return "unanswered"
    return state.outcome.value


def _feedback(session: QuizSession, question: QuestionBase, state: ItemState) -> FeedbackView | None:
    """Return feedback on what was chosen, and everything else once the key may be seen."""
    key_shown = session.key_shown(question.id)
    if (state.outcome is None and not key_shown) or state.retrying:
        return None
    grade = question.grade(state.response)
    lines = grade.lines
    if state.revealed:
        # every answer, whoever raised a hand for it: somebody may have thought it and said nothing
        lines = question.presented_lines(question.presenter_form(session.seed).keys)
    outcome = state.outcome or Outcome.SHOWN
    headline = HEADLINES[outcome]
    if key_shown and outcome in (Outcome.PARTIAL, Outcome.INCORRECT):
        headline += " Here is the answer."
    return {
        "headline": headline,
        "score": None if outcome is Outcome.SHOWN else grade.score,
        "lines": [_line(line) for line in lines if line.chosen or key_shown],
        "explanation": question.explanation if key_shown else None,
        "key": question.key() if key_shown else None,
        "sources": sources(question.evidence, question.facts, session.library) if key_shown else [],
    }


def _line(line: FeedbackLine) -> LineView:
    return {
        "key": line.key,
        "verdict": line.verdict.value,
        "chosen": line.chosen,
        "answer_text": line.answer_text,
        "text": line.text,
    }


def _tally(session: QuizSession, question: QuestionBase) -> TallyView | None:
    keys = question.presenter_form(session.seed).keys
    if not keys:
        return None
    state = session.state(question.id)
    return {
        "counts": {key: state.counts.get(key, 0) for key in keys},
        "earlier": None if state.earlier is None else {key: state.earlier.get(key, 0) for key in keys},
        "revealed": state.revealed,
    }


def _progress(session: QuizSession) -> ProgressView:
    states = [session.state(question.id) for question in session.questions]
    if session.mode is Mode.EXAM and not session.submitted:
        answered = sum(state.response is not None for state in states)
        return {"answered": answered, "total": len(states), "correct": None}
    return {
        "answered": sum(_status(state) != "unanswered" for state in states),
        "total": len(states),
        "correct": sum(state.outcome is Outcome.CORRECT for state in states),
    }


def _summary(session: QuizSession) -> SummaryView | None:
    """Return the result of a submitted exam, or of a practice in which every question was answered or shown."""
    states = [session.state(question.id) for question in session.questions]
    if session.mode is Mode.PRESENT or any(state.outcome is None for state in states):
        return None
    scores = [_earned(question, state) for question, state in zip(session.questions, states, strict=True)]
    outcomes = [state.outcome for state in states]
    left, shown = outcomes.count(Outcome.BLANK), outcomes.count(Outcome.SHOWN)
    answered = len(outcomes) - left - shown
    objectives = dict.fromkeys(question.objective for question in session.questions)
    return {
        "right": outcomes.count(Outcome.CORRECT),
        "first_right": sum(state.first is Outcome.CORRECT for state in states),
        "wrong": outcomes.count(Outcome.INCORRECT) + outcomes.count(Outcome.PARTIAL),
        "open": left,
        "shown": shown,
        "score": sum(scores) / len(scores),
        "score_answered": sum(scores) / answered if answered else None,
        "lines": [_summary_line(session, objective) for objective in objectives],
    }


def _earned(question: QuestionBase, state: ItemState) -> float:
    """Return what a question adds to the result; one that was shown or left blank adds nothing."""
    score = None if state.outcome is Outcome.SHOWN else question.grade(state.response).score
    return 0.0 if score is None else score


def _summary_line(session: QuizSession, objective: str) -> SummaryLineView:
    asked = [question for question in session.questions if question.objective == objective]
    outcomes = [session.state(question.id).outcome for question in asked]
    unknown = (Outcome.INCORRECT, Outcome.PARTIAL, Outcome.SHOWN)
    missed = [question for question, outcome in zip(asked, outcomes, strict=True) if outcome in unknown]
    return {
        "objective": objective,
        "text": session.library.objectives.get(objective, objective),
        "right": outcomes.count(Outcome.CORRECT),
        "open": outcomes.count(Outcome.BLANK),
        "total": len(asked),
        "reread": _reread(session, missed[0]) if missed else None,
    }


def _reread(session: QuizSession, question: QuestionBase) -> RereadView:
    """Return where the question's objective is taught, else where the question is asked."""
    library = session.library
    lesson, part = library.homes.get(question.objective, (question.lesson, question.part))
    place = library.places.get((lesson, part))
    if place is None:
        label = f"{lesson} / {part}".replace("-", " ")
        return {"lesson": lesson, "part": part, "label": label, "notebook": None, "cell": None}
    return {"lesson": lesson, "part": part, **place._asdict()}  # type: ignore[typeddict-item]  # its fields are ours
