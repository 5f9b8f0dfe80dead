"""What a quiz being taken is made of: its questions, and where the learner stands with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Self

from ibc_edu.errors import QuestionError, did_you_mean
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, new_id
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.fields import content_hash
from ibc_edu.quiz.sessions.item_state import ItemState
from ibc_edu.quiz.sources import Library

# After this many tries the key and the explanation are shown.
MAX_TRIES = 2

_UNTOUCHED = ItemState()


@dataclass(frozen=True)
class SessionBase:
    """One quiz and how far one learner, or one class, has come in it; what can be done with it is in `QuizSession`.

    Parameters
    ----------
    quiz_id : str
        Names the quiz, such as the part of a lesson.
    title : str
    questions : tuple of questions
    mode : Mode or str
        `practice` and `review` judge at once, `exam` at the one submit, `present` serves a class.
    seed : int
        Gives the display order of answers, which never changes afterwards.
    learner : str
    library : Library
        Sources, objectives and places that feedback and summary name.
    session_id : str
    new_id : callable
        Makes attempt ids; tests pass a counter.
    states : mapping of item id to ItemState
    submitted : bool
        Whether an exam has been handed in.

    Raises
    ------
    QuestionError
        If there is no question, two share an id, or the mode is unknown.
    """

    quiz_id: str
    title: str
    questions: tuple[QuestionBase, ...]
    mode: Mode = Mode.PRACTICE
    seed: int = 0
    learner: str = "me"
    library: Library = field(default_factory=Library, repr=False)
    session_id: str = field(default_factory=new_id)
    new_id: Callable[[], str] = field(default=new_id, repr=False, compare=False)
    states: Mapping[str, ItemState] = field(default_factory=lambda: MappingProxyType({}))
    submitted: bool = False
    _by_name: Mapping[str, QuestionBase] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "questions", tuple(self.questions))
        try:
            object.__setattr__(self, "mode", Mode(self.mode))
        except ValueError:
            raise QuestionError(
                f"there is no mode {self.mode!r}.", where=self.quiz_id, cure=f"Use one of {', '.join(Mode)}."
            ) from None
        if not self.questions:
            raise QuestionError("a quiz needs at least one question.", where=self.quiz_id)
        ids = [question.id for question in self.questions]
        if len(set(ids)) < len(ids):
            raise QuestionError("two questions have the same id.", where=self.quiz_id)
        # The page and earlier records call a question by other names.
        named = {
            name: question for question in self.questions for name in (question.page_id, *question.was, question.id)
        }
        object.__setattr__(self, "_by_name", named)

    def __repr__(self) -> str:
        return f"<quiz {self.quiz_id}: {self.title}; {self.mode}; content {self.hash}; {len(self.questions)} questions>"

    @property
    def hash(self) -> str:
        """Hash of the title and of every question's content: 16 hexadecimal digits."""
        return content_hash(self.title, *(question.wording_hash for question in self.questions))

    def question(self, item_id: str) -> QuestionBase:
        """Return one question, by its id, an id that it had before, or its name on the page.

        Raises
        ------
        QuestionError
            If the quiz has no such question.
        """
        if isinstance(item_id, str) and item_id in self._by_name:
            return self._by_name[item_id]
        cure = did_you_mean(item_id, [question.id for question in self.questions])
        raise QuestionError(f"there is no question {item_id!r} in this quiz.", where=self.quiz_id, cure=cure)

    def state(self, item_id: str) -> ItemState:
        """Return where the learner stands with one question."""
        question = self._by_name.get(item_id)
        return _UNTOUCHED if question is None else self.states.get(question.id, _UNTOUCHED)

    def key_shown(self, item_id: str) -> bool:
        """Whether key and explanation may be seen: right, asked for, out of tries, handed in, or shown to the class."""
        state = self.state(item_id)
        settled = state.outcome in (Outcome.CORRECT, Outcome.SHOWN)
        return settled or state.tries >= MAX_TRIES or self.submitted or state.revealed

    def _require(self, item_id: str, *modes: Mode) -> None:
        self.question(item_id)
        if self.mode not in modes:
            raise QuestionError(f"this cannot be done in {self.mode} mode.", where=self.quiz_id)
        if self.submitted:
            raise QuestionError("this exam has been submitted already.", where=self.quiz_id)

    def _with(self, question: QuestionBase, state: ItemState) -> Self:
        return replace(self, states=MappingProxyType({**self.states, question.id: state}))

    def _attempt(self, question: QuestionBase, state: ItemState, at: datetime) -> Attempt:
        shown = state.outcome is Outcome.SHOWN
        grade = question.grade(None if shown else state.response)
        return Attempt(
            attempt_id=self.new_id(),
            learner=self.learner,
            item_id=question.id,
            item_hash=question.item_hash,
            kind=question.kind,
            lesson=question.lesson,
            objective=question.objective,
            mode=self.mode,
            response=state.response,
            score=grade.score,
            outcome=Outcome.SHOWN if shown else grade.outcome,
            sureness=state.sureness,
            misconceptions=grade.misconceptions,
            try_number=max(1, state.tries),
            seconds=state.seconds,
            at=at,
            session_id=self.session_id,
        )
