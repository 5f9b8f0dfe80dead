"""A quiz in a notebook: shows a session, hands on what the learner does, and knows nothing of the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol, cast

import traitlets

from ibc_edu.errors import ResponseError
from ibc_edu.quiz.attempt import Attempt, utc_now
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.quiz.sessions.view import view
from ibc_edu.quiz.sessions.view_change import view_change
from ibc_edu.quiz.sessions.view_types import QuizView
from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link
from ibc_edu.words import counted


@dataclass(frozen=True)
class Following:
    """What comes in a series of quizzes on one page: the next quiz and why it was chosen, or None and why it ends."""

    session: QuizSession | None
    why: str


class Keeps(Protocol):
    """What takes the attempts of an answer or of an exam, those that belong together at once."""

    def __call__(self, *attempts: Attempt) -> object:
        """Take them."""


class QuizCard(BaseWidget):
    """A quiz of any mode, kind and length. Up to four questions stand in a list, more are shown one at a time.

    All judging happens in Python; the page gets `ibc_edu.quiz.sessions.view` and nothing else: whole at the beginning,
    and then, while the quiz stays the same, what each step changes of it. The page sends the messages
    `answer`, `hint`, `show_answer`, `retry`, `draft`, `flag`, `submit`, `tally`, `close_round` and `reveal`, with the
    fields that the session's methods of these names take (`item` for the name that the view gives a question),
    `catch_up`, and `whole` where it missed a change. In a series it sends `next` once the quiz is settled, and
    `another` after an exam that can be repeated.

    Parameters
    ----------
    session : QuizSession
        Where the learner, or the class, stands; `card.session` is always the present one.
    on_attempts : callable, optional
        Called with the `Attempt` of an answer as soon as its feedback is on its way to the page, so that nobody waits
        for a disk or a server, and with all those of an exam at once before its result is shown.
    clock : callable, optional
        Gives the time of an attempt, an aware datetime.
    elsewhere : callable, optional
        Gives the learner's attempts at these questions in their order; the quiz goes on from there, and again whenever
        the page is looked at anew, so that two open notebooks see each other's answers.
    on_draft : callable, optional
        Called with what was put into an exam so far (`QuizSession.drafts`), and with None once it is handed in; the
        page does not wait for it.
    until_done : bool
        Whether another quiz takes its place once every question is settled.
    another : callable, optional
        Gives the next session once this one is handed in, when the learner asks for it.
    why : str
        In a series: why this quiz was chosen, shown above it.
    following : callable, optional
        Makes the quiz the first of a series on one page: gives what comes once all of its questions are settled.
    description : str, optional
        Stands in the text form in place of title and stems, for a quiz that differs from person to person.

    Raises
    ------
    ParameterError
        If a keyword is not known.
    """

    _esm, _css = link(__file__, "card.js", also="kinds")

    view = traitlets.Dict(help="What the page may see of the session, and the number of the step it stands at.").tag(
        sync=True
    )
    change = traitlets.Dict(
        None, allow_none=True, help="What became other in the view from the step `since` to the step `step`."
    ).tag(sync=True)
    has_another = traitlets.Bool(False, help="Whether another one can be taken when this one is handed in.").tag(
        sync=True
    )
    series = traitlets.Dict(
        None, allow_none=True, help="In a series: the number of the quiz, why it was chosen, and why the series ended."
    ).tag(sync=True)

    def __init__(
        self,
        session: QuizSession,
        *,
        on_attempts: Keeps | None = None,
        clock: Callable[[], datetime] = utc_now,
        elsewhere: Callable[[], Iterable[Attempt]] | None = None,
        on_draft: Callable[[dict[str, Any] | None], object] | None = None,
        until_done: bool = False,
        another: Callable[[], QuizSession] | None = None,
        why: str = "",
        following: Callable[[], Following] | None = None,
        description: str | None = None,
        **values: Any,
    ) -> None:
        self.session = session if elsewhere is None else session.resume(elsewhere())
        self._elsewhere = elsewhere
        self._on_draft = on_draft
        self._until_done = until_done
        self._another = another
        self._description = description
        self._on_attempts = on_attempts
        self._clock = clock
        self._following = following
        series = None if following is None else {"number": 1, "why": why, "end": ""}
        first = {**view(self.session), "step": 0}
        self._on_page: dict[str, Any] = first
        super().__init__(view=first, series=series, has_another=another is not None, **values)

    def text_form(self) -> str:
        """Name and stems: the same for everybody and at any progress."""
        if self._description is not None:
            return f"{self._description} {START_HINT}"
        session = self.session
        questions = counted(len(session.questions), "question")
        stems = [f"{n}. {question.stem}" for n, question in enumerate(session.questions, 1)]
        return "\n".join([f"Quiz: {session.title} ({questions})", *stems, START_HINT])

    @property
    def is_outdated(self) -> bool:
        """Whether another quiz takes its place now."""
        return self._until_done and self._settled

    @property
    def _settled(self) -> bool:
        return all(self.session.key_shown(question.id) for question in self.session.questions)

    def catch_up(self) -> None:
        """Take over answers that were given to the same questions in another notebook."""
        if self._elsewhere is not None:
            session = self.session.resume(self._elsewhere())
            if session != self.session:
                self._show(session)

    def receive(self, message: Mapping[str, Any]) -> None:
        """Do what the page asks; a response that cannot be read is explained without the item's name.

        Raises
        ------
        ResponseError
            If a response cannot be read.
        ParameterError
            If the page asks for something unknown.
        """
        handler = self._handlers.get(message.get("type", ""))
        if handler is None:
            super().receive(message)
            return
        fields = {name: value for name, value in message.items() if name != "type"}
        try:
            handler(self, **fields)
        except ResponseError as error:
            raise ResponseError(error.what, cure=error.cure) from error

    def show_session(self, session: QuizSession) -> None:
        """Go on with a session that was changed elsewhere, such as by answers from phones; nothing is recorded."""
        self._show(session)

    def _show(self, session: QuizSession) -> None:
        before = (self.session, cast("QuizView", self.view))
        self.session = session
        now = {**view(session, since=before), "step": self.view["step"]}
        if now != self.view:
            self.view = {**now, "step": now["step"] + 1}

    def _keep(self, *attempts: Attempt) -> None:
        if attempts and self._on_attempts is not None:
            self._on_attempts(*attempts)

    def notify_change(self, change: Any) -> None:
        """Hand a change on to whoever watches, and to the page: of a quiz that stays the same, what is other."""
        new = change["new"]
        small = view_change(cast("QuizView", self._on_page), new) if change["name"] == "view" else None
        if small is None:
            super().notify_change(change)
            return
        if any(small.values()):
            self.change = {"since": self._on_page["step"], "step": new["step"], **small}
        traitlets.HasTraits.notify_change(self, change)

    def send_state(self, key: Any = None) -> None:
        """Send all values, or some, to the page, and remember at which step it stands then."""
        super().send_state(key)
        if key is None or not {"view", "change"}.isdisjoint([key] if isinstance(key, str) else key):
            self._on_page = self.view

    def _answer(self, item: str, response: Any, sureness: int | None = None, seconds: float | None = None) -> None:
        self._judged(*self.session.answer(item, response, at=self._clock(), sureness=sureness, seconds=seconds))

    def _show_answer(self, item: str) -> None:
        self._judged(*self.session.show_answer(item, at=self._clock()))

    def _judged(self, session: QuizSession, attempt: Attempt | None) -> None:
        if attempt is not None:
            self.after_reply(lambda: self._keep(attempt))  # also where the page cannot be told of it
        self._show(session)

    def _draft(self, item: str, response: Any, sureness: int | None = None, seconds: float | None = None) -> None:
        self._show(self.session.draft(item, response, sureness=sureness, seconds=seconds))
        self.after_reply(self._keep_draft)

    def _flag(self, item: str, on: bool) -> None:
        self._show(self.session.flag(item, on))
        self.after_reply(self._keep_draft)

    def _submit(self) -> None:
        session, attempts = self.session.submit(at=self._clock())
        try:
            self._keep(*attempts)
        finally:  # a record that fails is reported, and does not take the result away
            self._show(session)
            self.after_reply(self._keep_draft)

    def _take_another(self) -> None:
        if self._another is not None and self.session.submitted:
            self._show(self._another())

    def _next(self) -> None:
        """Go on in a series; a click too early, or a second one, changes nothing."""
        if self._following is None or self.series is None or not self._settled:
            return
        following = self._following()
        if following.session is None:
            self.series = {**self.series, "end": following.why}
            return
        with self.hold_sync():  # the page takes the number of the quiz and its questions together
            self.series = {"number": self.series["number"] + 1, "why": following.why, "end": ""}
            self._show(following.session)

    def _keep_draft(self) -> None:
        if self._on_draft is not None:
            self._on_draft(None if self.session.submitted else self.session.drafts())

    _handlers: ClassVar[Mapping[str, Callable[..., None]]] = {
        "answer": _answer,
        "show_answer": _show_answer,
        "draft": _draft,
        "submit": _submit,
        "another": _take_another,
        "next": _next,
        "hint": lambda self, item: self._show(self.session.hint(item)),
        "retry": lambda self, item: self._show(self.session.retry(item)),
        "flag": _flag,
        "catch_up": catch_up,
        "whole": lambda self: self.send_state("view"),
        "tally": lambda self, item, key, delta: self._show(self.session.tally(item, key, delta)),
        "close_round": lambda self, item: self._show(self.session.close_round(item)),
        "reveal": lambda self, item: self._show(self.session.reveal(item)),
    }
