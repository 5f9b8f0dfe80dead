"""A quiz being taken. A session never changes: each step returns a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from ibc_edu.errors import QuestionError
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness
from ibc_edu.quiz.sessions.item_state import (
    ItemState,
    drafted,
    last_complete,
    read_response,
    read_seconds,
    read_sureness,
    resumed,
)
from ibc_edu.quiz.sessions.session_base import SessionBase


class QuizSession(SessionBase):
    """One quiz and all that can be done with it: in practice and review, in an exam, before a class, and later on.

    It takes the parameters of `SessionBase`, and refuses what that refuses.
    """

    # Practice and review

    def answer(
        self,
        item_id: str,
        response: Any,
        *,
        at: datetime,
        sureness: Sureness | int | None = None,
        seconds: float | None = None,
    ) -> tuple[QuizSession, Attempt | None]:
        """Judge an answer at once.

        The attempt is None, and nothing changes, when the response is blank or the key has been shown already (a
        second click on the button, say).

        Raises
        ------
        ResponseError
            If the response does not fit the question or the sureness is not 1, 2 or 3.
        QuestionError
            If there is no such question, or the mode is exam or present.
        """
        self._require(item_id, Mode.PRACTICE, Mode.REVIEW)
        question, state = self.question(item_id), self.state(item_id)
        answered = read_response(question, response)
        if answered is None or self.key_shown(item_id):
            return self, None
        outcome = question.grade(answered).outcome
        changed = replace(
            state,
            response=answered,
            outcome=outcome,
            first=outcome if state.tries == 0 else state.first,
            tries=state.tries + 1,
            retrying=False,
            sureness=read_sureness(sureness, item_id),
            seconds=read_seconds(seconds),
        )
        return self._with(question, changed), self._attempt(question, changed, at)

    def retry(self, item_id: str) -> QuizSession:
        """Open a question again after a wrong try; the answer stays and nothing is reshuffled."""
        self._require(item_id, Mode.PRACTICE, Mode.REVIEW)
        state = self.state(item_id)
        if state.outcome is None or self.key_shown(item_id):
            return self
        return self._with(self.question(item_id), replace(state, retrying=True))

    def show_answer(self, item_id: str, *, at: datetime) -> tuple[QuizSession, Attempt | None]:
        """Show key and explanation; the attempt says `shown` and has no score, or is None if they were shown before.

        Raises
        ------
        QuestionError
            If there is no such question, or the mode is exam or present.
        """
        self._require(item_id, Mode.PRACTICE, Mode.REVIEW)
        state = self.state(item_id)
        if self.key_shown(item_id):
            return self, None
        first = Outcome.SHOWN if state.tries == 0 else state.first
        changed = replace(state, outcome=Outcome.SHOWN, first=first, retrying=False, sureness=None, seconds=None)
        question = self.question(item_id)
        return self._with(question, changed), self._attempt(question, changed, at)

    def hint(self, item_id: str) -> QuizSession:
        """Show the hint of a question, if it has one.

        Raises
        ------
        QuestionError
            If there is no such question, or the mode is exam.
        """
        self._require(item_id, Mode.PRACTICE, Mode.REVIEW, Mode.PRESENT)
        return self._with(self.question(item_id), replace(self.state(item_id), hint_seen=True))

    # Exam

    def draft(
        self,
        item_id: str,
        response: Any,
        *,
        sureness: Sureness | int | None = None,
        seconds: float | None = None,
    ) -> QuizSession:
        """Keep an answer of an exam without judging it; None clears it.

        Raises
        ------
        ResponseError
            If the response does not fit the question.
        QuestionError
            If there is no such question, the mode is not exam, or the exam has been submitted.
        """
        self._require(item_id, Mode.EXAM)
        state = self.state(item_id)
        changed = replace(
            state,
            response=read_response(self.question(item_id), response),
            sureness=state.sureness if sureness is None else read_sureness(sureness, item_id),
            seconds=state.seconds if seconds is None else read_seconds(seconds),
        )
        return self._with(self.question(item_id), changed)

    def flag(self, item_id: str, on: bool) -> QuizSession:
        """Mark a question to come back to, or take the mark away."""
        self.question(item_id)
        return self._with(self.question(item_id), replace(self.state(item_id), flagged=bool(on)))

    def submit(self, *, at: datetime) -> tuple[QuizSession, tuple[Attempt, ...]]:
        """Hand in the exam: one attempt a question, in order; those left open are blank, not wrong.

        A second submit changes nothing and gives no attempts.

        Raises
        ------
        QuestionError
            If the mode is not exam.
        """
        if self.mode is not Mode.EXAM:
            raise QuestionError("only an exam is submitted.", where=self.quiz_id, cure="Start it with mode='exam'.")
        if self.submitted:
            return self, ()
        states = {}
        for question in self.questions:
            state = self.state(question.id)
            outcome = question.grade(state.response).outcome
            states[question.id] = replace(
                state, outcome=outcome, first=outcome, tries=0 if outcome is Outcome.BLANK else 1
            )
        session = replace(self, states=MappingProxyType(states), submitted=True)
        return session, tuple(self._attempt(question, states[question.id], at) for question in self.questions)

    def drafts(self) -> dict[str, Any]:
        """Return what was put into an exam so far, as JSON from which `with_drafts` goes on."""
        answers = {}
        for question in self.questions:
            state = self.state(question.id)
            answers[question.id] = {
                "item_hash": question.item_hash,
                "response": state.response,
                "sureness": None if state.sureness is None else int(state.sureness),
                "seconds": state.seconds,
                "flagged": state.flagged,
            }
        return {"session_id": self.session_id, "seed": self.seed, "answers": answers}

    def with_drafts(self, drafts: Mapping[str, Any]) -> QuizSession:
        """Go on with an exam that was not handed in; answers to questions that have changed since are left out."""
        answers = drafts["answers"]
        states = {
            question.id: drafted(question, answers[question.id])
            for question in self.questions
            if question.id in answers and answers[question.id].get("item_hash") == question.item_hash
        }
        return replace(self, states=MappingProxyType({**self.states, **states}))

    # Present

    def tally(self, item_id: str, key: str, delta: int) -> QuizSession:
        """Count `delta` more (or fewer) raised hands for one answer; a count never falls below 0.

        Raises
        ------
        ResponseError
            If the key is no answer of the question, or `delta` no whole number.
        QuestionError
            If there is no such question, it has no answers to vote on, or the mode is not present.
        """
        self._require(item_id, Mode.PRESENT)
        question, state = self.question(item_id), self.state(item_id)
        keys = question.presenter_form(self.seed).keys
        if not keys:
            raise QuestionError("hands are counted for questions with answers to choose from.", where=question.id)
        if not isinstance(key, str) or key not in keys:
            raise question.refuse("this is not one of the answers.")
        if not isinstance(delta, int):
            raise question.refuse("hands are counted in whole numbers.")
        count = max(0, state.counts.get(key, 0) + delta)
        return self._with(self.question(item_id), replace(state, counts=MappingProxyType({**state.counts, key: count})))

    def close_round(self, item_id: str) -> QuizSession:
        """Ask again after a discussion: the first show of hands is kept as `earlier` and counting starts anew.

        Raises
        ------
        QuestionError
            If there is no such question or the mode is not present.
        """
        self._require(item_id, Mode.PRESENT)
        state = self.state(item_id)
        first = state.counts if state.earlier is None else state.earlier
        return self._with(self.question(item_id), replace(state, counts=MappingProxyType({}), earlier=first))

    def reveal(self, item_id: str) -> QuizSession:
        """Show the class the key and the explanation.

        Raises
        ------
        QuestionError
            If there is no such question or the mode is not present.
        """
        self._require(item_id, Mode.PRESENT)
        return self._with(self.question(item_id), replace(self.state(item_id), revealed=True))

    # Resuming

    def resume(self, attempts: Iterable[Attempt]) -> QuizSession:
        """Go on where earlier attempts left off.

        A session that is under way takes over what was done elsewhere meanwhile, in another notebook, and keeps its
        own standing otherwise. Attempts of another mode, at other questions, or judged by another rule than a question
        has now are passed over; those under an id that a question had before count, and so do those at another wording
        of it. An exam resumes only as a whole: from the last session that handed in all of its questions.

        Parameters
        ----------
        attempts : iterable of Attempt
            Of one learner, in the order in which they were given. The times are not asked: clocks are set.
        """
        ours = [attempt for attempt in map(self._ours, attempts) if attempt is not None]
        if self.mode is Mode.EXAM:
            ours = last_complete(ours, {question.id for question in self.questions})
        states: dict[str, ItemState] = {}
        for attempt in ours:
            states[attempt.item_id] = resumed(self.question(attempt.item_id), attempt, states.get(attempt.item_id))
        latest = {attempt.item_id: attempt.session_id for attempt in ours}
        elsewhere = {item for item in latest if latest[item] != self.session_id or item not in self.states}
        states = {item: state for item, state in states.items() if item in elsewhere}
        submitted = self.mode is Mode.EXAM and bool(states)
        return replace(self, states=MappingProxyType({**self.states, **states}), submitted=submitted or self.submitted)

    def _ours(self, attempt: Attempt) -> Attempt | None:
        """Return an attempt under the present id of its question, or None if it is not about one as it is now."""
        question = self._by_name.get(attempt.item_id)
        if attempt.mode is not self.mode or question is None or attempt.item_hash not in question.judged_as:
            return None
        return attempt if attempt.item_id == question.id else replace(attempt, item_id=question.id)
