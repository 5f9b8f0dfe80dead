"""What every widget of the course shares: its scripts and styles, its text form, and errors that a learner can read."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import anywidget
import traitlets

from ibc_edu.errors import IbcEduError, ParameterError, did_you_mean

_MESSAGES_KNOWN = 100  # how many numbers of messages are remembered, so that one sent twice is acted on once
_SENDING_SECONDS = 0.003  # what the kernel's other thread needs to send a reply, while this one leaves it the processor
TEXT_ONLY = "IBC_EDU_TEXT"
"""The environment variable that has every widget give its text form alone."""

START_HINT = "You can use it here as soon as the lesson has started."


def known_choice(value: Any, known: Collection[str], name: str) -> str:
    """`value`, if it is one of the `known` keys.

    Raises
    ------
    ParameterError
        If it is not; `name` says which value is meant, and the known ones are listed.
    """
    if value not in known:
        raise ParameterError(f"{value!r} is no choice.", where=name, cure=f"Choices are {', '.join(known) or 'none'}.")
    return str(value)


class BaseWidget(anywidget.AnyWidget):
    """A widget that refuses misspelled keywords, has a stable text form, and shows its errors to the learner.

    A subclass sets ``_esm, _css = link(__file__, "view.js")``, and defines `text_form` and, if its page sends messages,
    `receive`. On the page, `openWidget` of dom.js is the other half.

    Parameters
    ----------
    **values
        First values of the widget's traits.

    Raises
    ------
    ParameterError
        If a keyword is not the name of a trait.
    """

    problem = traitlets.Unicode(
        "", help="What went wrong with the learner's last action, in one sentence; empty if nothing did."
    ).tag(sync=True)
    handled = traitlets.Int(
        0, help="How many messages of the page were dealt with, so that the page knows that it was answered."
    ).tag(sync=True)
    answered = traitlets.Unicode(
        "", help="The number of the message that was dealt with last, as the page gave it; empty if it gave none."
    ).tag(sync=True)

    def __init__(self, **values: Any) -> None:
        known = self.trait_names()
        for name in values:
            if name not in known:
                cure = did_you_mean(name, [trait for trait in known if not trait.startswith("_")])
                raise ParameterError(f"unknown parameter {name!r}.", where=type(self).__name__, cure=cure)
        self._known_messages: list[str] = []
        self._replying = False
        self._afterward: list[Callable[[], object]] = []
        super().__init__(**values)
        self.on_msg(self._receive)

    def text_form(self) -> str:
        """Text that stands for the widget where it cannot be shown; the same for everybody and at any progress.

        A widget that a lesson shows overrides this and says what it offers.
        """
        return f"{type(self).__name__}. {START_HINT}"

    def receive(self, message: Mapping[str, Any]) -> None:
        """Act on one message of the page; what this raises is shown to the learner.

        Raises
        ------
        ParameterError
            Unless a subclass knows the message.
        """
        raise ParameterError(f"unknown message {message.get('type')!r}.", where=type(self).__name__)

    def after_reply(self, work: Callable[[], object]) -> None:
        """Have `work` done once the reply to the present message is on its way to the page, or now if there is none.

        What it raises is shown to the learner when it was put off, and reaches the caller when it was not.
        """
        if self._replying:
            self._afterward.append(work)
        else:
            work()

    @property
    def is_outdated(self) -> bool:
        """Whether a new one says more than this one can, so that it is made anew when it is shown again."""
        return False

    def catch_up(self) -> None:
        """Take over what was done elsewhere since this was shown, in another notebook for example."""

    def __repr__(self) -> str:
        return self.text_form()

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        if os.environ.get(TEXT_ONLY):  # asked for by who exports a page on which no widget can live
            return {"text/plain": self.text_form()}, {}
        # anywidget cuts the text at 110 characters; a saved lesson and a strict comparison need all of it.
        shown = super()._repr_mimebundle_(**kwargs)
        return shown and ({**shown[0], "text/plain": self.text_form()}, shown[1])

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take over values that the page has set; one that is refused goes back, and the learner is told why."""
        before = {name: getattr(self, name) for name in sync_data if self.has_trait(name)}
        with self._showing_problems():
            try:
                super().set_state(sync_data)
            except Exception:
                # traitlets takes a refused value back only for its own kind of error
                self._trait_values.update(before)
                self.send_state(list(before))
                raise
            self.problem = ""

    def _receive(self, _widget: object, message: Mapping[str, Any], _buffers: object) -> None:
        message = dict(message)
        given = message.pop("message", None)
        number = "" if given is None else str(given)
        if number and number in self._known_messages:
            # The page sent it again: it was dealt with, and the reply was lost.
            with self.hold_sync():
                self._has_dealt_with(number)
                self.send_state()
            return
        if number:
            self._known_messages = [*self._known_messages, number][-_MESSAGES_KNOWN:]
        self._replying = True
        try:
            with self.hold_sync():  # everything that a message changes reaches the page as one update
                with self._showing_problems():
                    self.receive(message)
                    self.problem = ""
                self._has_dealt_with(number)
        finally:  # also where there is no page any more
            self._replying = False
            self._do_afterward()

    def _has_dealt_with(self, number: str) -> None:
        self.handled += 1
        self.answered = number

    def _do_afterward(self) -> None:
        works, self._afterward = self._afterward, []
        with ExitStack() as all_done:  # also where whoever runs the notebook stops it now: feedback has been shown
            for work in reversed(works):
                all_done.callback(self._do, work)
            if works and sys.platform != "emscripten":  # a browser's Python has no other thread that sends
                time.sleep(_SENDING_SECONDS)

    def _do(self, work: Callable[[], object]) -> None:
        with self._showing_problems():
            work()

    @contextmanager
    def _showing_problems(self) -> Iterator[None]:
        """Turn an error into the sentence shown on the page: nobody reads a notebook's log."""
        try:
            yield
        except IbcEduError as error:
            text = str(error)
            self.problem = text[:1].upper() + text[1:] if error.where is None else text
        except ModuleNotFoundError as error:  # a page's Python has less than a computer's
            self.log.exception("%s needs what is not installed", type(self).__name__)
            self.problem = (
                f"This cannot be done in this place: {error.name or 'something'} is missing here. "
                "It comes with the course where that is installed on a computer."
            )
        except Exception:
            self.log.exception("%s could not act on what the page asked", type(self).__name__)
            self.problem = (
                "Something went wrong here, and it is not your doing. "
                "Reload the page and try again; what you agreed to keep is still there."
            )
