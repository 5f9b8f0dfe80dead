"""One question put to the phones of a room: its rounds, who answered what, and what a phone may see of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ibc_edu.errors import QuestionError
from ibc_edu.quiz.attempt import Outcome
from ibc_edu.quiz.kinds import kind
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.sessions.item_state import read_response
from ibc_edu.quiz.sessions.view import HEADLINES

MOST_ROUNDS = 2
COMMON = 6  # answers in words that the presenter sees


@dataclass(frozen=True)
class Vote:
    """One phone's answer in a round.

    Parameters
    ----------
    response : JSON value
        In the question's canonical form.
    at : str
        ISO 8601, in UTC.
    kept : bool
        Whether the phone had been told that answers are kept.
    """

    response: Any
    at: str
    kept: bool


@dataclass
class Poll:
    """A question and its answers. The key is here, in the server's memory, and leaves it only when `shown`.

    Parameters
    ----------
    question : QuestionBase
    seed : int
        Gives the order of answers, as on the presenter's screen.
    sources : list
        What `ibc_edu.quiz.sources.sources` gives for the question.
    """

    question: QuestionBase
    seed: int
    sources: list[dict[str, Any]]
    rounds: list[dict[str, Vote]] = field(default_factory=lambda: [{}])
    is_open: bool = True
    shown: bool = False
    _said: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False)

    @property
    def votes(self) -> dict[str, Vote]:
        """The answers of the round that runs, by phone."""
        return self.rounds[-1]

    @cached_property
    def item(self) -> dict[str, Any]:
        """What a phone shows before the answer: nothing of the key."""
        question = self.question
        asked = {"answered_as": question.exchange().answered_as, "stem": question.stem}
        return {**asked, "instruction": question.instruction, **question.page_form(self.seed)}

    def vote(self, phone: str, response: Any, *, at: str, kept: bool) -> bool:
        """Count a phone's answer; one given again in the same round takes the place of the first.

        Returns whether it counts: a blank answer and one after the end do not.

        Raises
        ------
        ResponseError
            If the response does not fit the question.
        """
        answered = read_response(self.question, response)
        if answered is None or not self.is_open or self.shown:
            return False
        self.votes[phone] = Vote(answered, at, kept)
        return True

    def again(self) -> None:
        """Begin the second round, if it has not begun."""
        if len(self.rounds) < MOST_ROUNDS and not self.shown:
            self.rounds.append({})
            self.is_open = True

    def reveal(self) -> None:
        """Show every phone the answer."""
        self.shown, self.is_open = True, False

    def own(self, phone: str) -> Any:
        """The answer of a phone in this round, else in the one before; None if it gave none."""
        for votes in reversed(self.rounds):
            if phone in votes:
                return votes[phone].response
        return None

    def feedback(self, response: Any) -> dict[str, Any]:
        """What a phone with this answer is shown at the end.

        Raises
        ------
        QuestionError
            Before the answer is shown: nobody may ask for it then.
        """
        if not self.shown:
            raise QuestionError("the answer is not shown yet.", where="phones")
        written = json.dumps(response)
        if written not in self._said:  # a thousand phones have few different answers
            self._said[written] = self._feedback(response)
        return self._said[written]

    def _feedback(self, response: Any) -> dict[str, Any]:
        grade = self.question.grade(response)
        headline = HEADLINES[grade.outcome]
        if grade.outcome in (Outcome.PARTIAL, Outcome.INCORRECT):
            headline += " Here is the answer."
        if response is None:
            headline = HEADLINES[Outcome.SHOWN]
        return {
            "headline": headline,
            "lines": [
                {"verdict": line.verdict.value, "chosen": line.chosen, "answer": line.answer_text, "text": line.text}
                for line in grade.lines
            ],
            "explanation": self.question.explanation,
            "sources": self.sources,
        }

    def tally(self) -> dict[str, Any]:
        """What the presenter sees: numbers, and the commonest answers in words."""
        keys = self.question.presenter_form(self.seed).keys
        tallies = [_counted(self.question, votes) for votes in self.rounds]
        counts = [{key: sum(n for chosen, n in found if key in chosen) for key in keys} for found, _ in tallies]
        return {
            "question": self.question.id,
            "state": self.state,
            "round": len(self.rounds),
            "answered": len(self.votes),
            "first": len(self.rounds[0]),
            "counts": counts[-1],
            "earlier": counts[0] if len(counts) > 1 else None,
            "common": [] if keys else tallies[-1][1].most_common(COMMON),
            "outcomes": self._outcomes() if self.shown else None,
            "hands": bool(keys),
        }

    @property
    def state(self) -> str:
        """`open`, `closed` or `shown`."""
        return "shown" if self.shown else "open" if self.is_open else "closed"

    def _outcomes(self) -> list[dict[str, int]]:
        """How many were right, partly right and not, round by round."""
        found = []
        for votes in self.rounds:
            outcomes = Counter(
                self.question.grade(response).outcome.value for response, n in _each(votes) for _ in range(n)
            )
            found.append({name: outcomes[name] for name in ("correct", "partial", "incorrect")})
        return found


def read_question(fields: Mapping[str, Any]) -> QuestionBase:
    """Return the question that the presenter sent.

    Raises
    ------
    QuestionError
        If it is none.
    """
    model = kind(str(fields.get("kind")))
    if model is None:
        raise QuestionError(f"there is no kind {fields.get('kind')!r} of question.", where="phones")
    return model.model_validate_json(json.dumps(fields))


def _each(votes: Mapping[str, Vote]) -> Iterator[tuple[Any, int]]:
    """Each different response with how many gave it: a thousand answers are few different ones."""
    written = Counter(json.dumps(vote.response, ensure_ascii=False) for vote in votes.values())
    return ((json.loads(text), n) for text, n in written.items())


def _counted(
    question: QuestionBase, votes: Mapping[str, Vote]
) -> tuple[list[tuple[tuple[str, ...], int]], Counter[str]]:
    """The chosen options, and the answers in words, each with how many gave them."""
    each = list(_each(votes))
    words: Counter[str] = Counter()
    for response, n in each:
        words[question.response_text(response)] += n
    return [(question.chosen_options(response), n) for response, n in each], words
