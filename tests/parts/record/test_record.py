"""The learner's corner: consent and refresh go through the callables, and the text form tells nothing personal."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.record.widget import Record


class FakeRecord:
    def __init__(self) -> None:
        self.consent = "unknown"
        self.answered = 0

    def state(self) -> dict[str, Any]:
        progress = [{"title": "Staging", "notebook": "a.ipynb", "answered": self.answered, "right": 0, "total": 3}]
        return {"consent": self.consent, "where": "/tmp/r", "notice": None, "progress": progress, "due": []}

    def grant(self) -> None:
        self.consent = "granted"

    def decline(self) -> None:
        self.consent = "declined"


@pytest.fixture
def record() -> FakeRecord:
    return FakeRecord()


@pytest.fixture
def panel(record: FakeRecord) -> Record:
    return Record(record.state, grant=record.grant, decline=record.decline, export=lambda: "", erase=lambda: None)


@pytest.mark.parametrize(("message", "consent"), [("grant", "granted"), ("decline", "declined")])
def test_a_choice_reaches_the_record_and_the_page(
    panel: Record, record: FakeRecord, message: str, consent: str
) -> None:
    panel.receive({"type": message})
    assert record.consent == consent
    assert panel.state["consent"] == consent


def test_showing_the_panel_again_shows_what_happened_since(panel: Record, record: FakeRecord) -> None:
    record.answered = 2
    assert panel.state["progress"][0]["answered"] == 0
    panel._repr_mimebundle_()
    assert panel.state["progress"][0]["answered"] == 2


def test_an_unknown_message_changes_nothing(panel: Record, record: FakeRecord) -> None:
    with pytest.raises(ParameterError, match="forget"):
        panel.receive({"type": "forget"})
    assert record.consent == "unknown"


def test_the_text_form_does_not_depend_on_the_person(panel: Record, record: FakeRecord) -> None:
    before = repr(panel)
    record.answered = 3
    panel.receive({"type": "grant"})
    assert repr(panel) == before
    assert "/tmp/r" not in before
