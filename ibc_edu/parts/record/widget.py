"""The learner's own corner: whether answers are kept, how far they are, and what is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.kit.link import link
from ibc_edu.views.kit.state_panel import StatePanel


class LessonProgress(TypedDict):
    """How far the learner is in one lesson; `notebook` is a file name."""

    title: str
    notebook: str
    answered: int
    right: int
    total: int


class DueQuestion(TypedDict):
    """A question that is due, and why now."""

    stem: str
    place: str
    why: str


class RecordState(TypedDict):
    """What the panel shows.

    `consent` is unknown, granted, declined, or impossible where nothing can be kept; `next_due` says in words when
    something becomes due, null if nothing will. `words` say what consent means, by its state, where that is not the
    usual, and as `erase` what removing the answers does; `offers_copy` whether there is anything to copy or to remove.
    """

    consent: str
    where: str
    words: dict[str, str]
    offers_copy: bool
    notice: str | None
    progress: list[LessonProgress]
    due: list[DueQuestion]
    next_due: str | None


class Record(StatePanel):
    """Consent, progress and what is due today.

    Parameters
    ----------
    read_state : callable
        Returns a fresh `RecordState`.
    grant, decline : callable
        Called when the learner agrees to a record, or does not.
    export : callable
        Returns the learner's answers as the text of a CSV file.
    erase : callable
        Removes them, and the agreement.
    """

    _esm, _css = link(__file__, "view.js")

    def __init__(
        self,
        read_state: Callable[[], RecordState],
        *,
        grant: Callable[[], None],
        decline: Callable[[], None],
        export: Callable[[], str],
        erase: Callable[[], None],
    ) -> None:
        def send_file() -> None:
            self.send({"type": "file", "name": "my-answers.csv", "text": export()})

        super().__init__(read_state, {"grant": grant, "decline": decline, "export": send_file, "erase": erase})

    def text_form(self) -> str:
        """What the panel is for, whoever uses it."""
        return (
            "Your answers: whether the course may keep them, your progress by lesson, and what is due today. "
            f"{START_HINT}"
        )
