"""What every widget shares: keywords, text form, scripts and styles, errors that reach the learner."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.views.kit import base
from ibc_edu.views.kit.base import BaseWidget

TEXT = "A long text form. " * 40


class Counter(BaseWidget):
    """A widget that can go wrong."""

    _esm = "export default { render() {} };"
    count = traitlets.Int(0).tag(sync=True)

    def text_form(self) -> str:
        return TEXT

    def receive(self, message: Mapping[str, Any]) -> None:
        if message.get("type") != "divide":
            super().receive(message)
            return
        self.count = 12 // message["by"]

    @traitlets.validate("count")
    def _small(self, proposal: dict[str, Any]) -> int:
        if proposal["value"] > 100:
            raise ParameterError("more than 100 is too much.", where="count", cure="Take less.")
        return int(proposal["value"])


def hear(widget: BaseWidget, **message: Any) -> None:
    """Let the widget receive a message as from the page."""
    widget._handle_msg({"content": {"data": {"method": "custom", "content": message}}, "buffers": []})


def test_unknown_keyword_is_refused_with_the_near_name() -> None:
    with pytest.raises(ParameterError, match=r"Counter: unknown parameter 'cuont'\. Did you mean 'count'\?"):
        Counter(cuont=1)


def test_text_form_is_shown_in_full_beside_the_widget_view() -> None:
    bundle, _ = Counter(count=3)._repr_mimebundle_() or ({}, {})
    assert bundle["text/plain"] == TEXT
    assert repr(Counter()) == TEXT
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_an_export_may_ask_for_the_text_form_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBC_EDU_TEXT", "1")
    bundle = Counter()._repr_mimebundle_()
    assert bundle == ({"text/plain": Counter().text_form()}, {})


def test_messages_are_counted_and_a_good_one_clears_the_problem() -> None:
    widget = Counter()
    hear(widget, type="divide", by=0)
    assert widget.problem.startswith("Something went wrong here")
    assert "division" not in widget.problem, "what a programmer reads is in the log"
    assert widget.handled == 1
    hear(widget, type="divide", by=4)
    assert (widget.count, widget.problem, widget.handled) == (3, "", 2)


def test_what_is_done_after_a_reply_finds_it_sent_and_tells_what_goes_wrong() -> None:
    happened: list[str] = []

    class Keeper(Counter):
        def receive(self, message: Mapping[str, Any]) -> None:
            self.after_reply(lambda: happened.append("kept"))
            self.after_reply(self._fail)
            super().receive(message)

        def send_state(self, key: Any = None) -> None:
            happened.append("sent" if self.count else "made")

        def _fail(self) -> None:
            raise ParameterError("the disk is full.", cure="Free some space.")

    widget = Keeper()
    happened.clear()
    hear(widget, type="divide", by=4)
    assert happened[:2] == ["sent", "kept"]
    assert (widget.count, widget.problem) == (3, "The disk is full. Free some space.")
    hear(widget, type="dance")
    assert widget.problem == "The disk is full. Free some space.", "said last"


def test_a_problem_with_a_message_outlasts_what_is_done_after_its_reply() -> None:
    class Keeper(Counter):
        def receive(self, message: Mapping[str, Any]) -> None:
            self.after_reply(lambda: None)
            super().receive(message)

    widget = Keeper()
    hear(widget, type="dance")
    assert widget.problem == "Keeper: unknown message 'dance'."


def test_what_was_put_off_is_done_even_if_python_is_stopped_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []

    class Keeper(Counter):
        def receive(self, message: Mapping[str, Any]) -> None:
            self.after_reply(lambda: done.append(1))

    def stopped(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", stopped)
    widget = Keeper()
    with pytest.raises(KeyboardInterrupt):
        widget._receive(widget, {"type": "keep"}, [])
    assert done == [1]


def test_a_stop_in_one_work_that_was_put_off_leaves_none_of_the_others() -> None:
    done: list[int] = []

    class Keeper(Counter):
        def receive(self, message: Mapping[str, Any]) -> None:
            self.after_reply(self._stopped)
            self.after_reply(lambda: done.append(1))

        def _stopped(self) -> None:
            raise KeyboardInterrupt

    widget = Keeper()
    with pytest.raises(KeyboardInterrupt):
        widget._receive(widget, {"type": "keep"}, [])
    assert done == [1]


@pytest.mark.parametrize(("platform", "waits"), [("linux", 1), ("emscripten", 0)])
def test_the_pause_for_sending_is_left_out_where_no_other_thread_sends(
    platform: str, waits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    class Keeper(Counter):
        def receive(self, message: Mapping[str, Any]) -> None:
            self.after_reply(lambda: None)

    widget = Keeper()
    monkeypatch.setattr("time.sleep", pauses.append)
    monkeypatch.setattr("sys.platform", platform)
    widget._receive(widget, {"type": "keep"}, [])
    assert len(pauses) == waits


def test_messages_without_a_number_are_each_acted_on_and_displace_no_number() -> None:
    widget = Counter()
    hear(widget, type="divide", by=4, message="first")
    for _ in range(base._MESSAGES_KNOWN):
        hear(widget, type="divide", by=2)
    hear(widget, type="divide", by=4, message="first")
    assert widget.count == 6, "it was sent again"


def test_what_is_put_off_nowhere_tells_its_caller_what_goes_wrong() -> None:
    def fail() -> None:
        raise ParameterError("the disk is full.")

    with pytest.raises(ParameterError):
        Counter().after_reply(fail)


def test_without_a_page_that_waits_nothing_is_put_off() -> None:
    done: list[int] = []
    Counter().after_reply(lambda: done.append(1))
    assert done == [1]


def test_what_is_not_installed_here_is_named() -> None:
    class Maker(Counter):
        def receive(self, message: Mapping[str, Any]) -> None:
            import_module("not_installed_here")

    widget = Maker()
    hear(widget, type="make")
    assert widget.problem.startswith("This cannot be done in this place: not_installed_here is missing here.")


def test_a_message_that_is_sent_again_is_acted_on_once_and_answered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """No reply came, so the page sends it again; a second try must not be counted."""
    widget = Counter(count=6)
    acted: list[int] = []
    monkeypatch.setattr(Counter, "receive", lambda self, message: acted.append(message["by"]))
    hear(widget, type="divide", by=2, message="page-1")
    sent: list[object] = []
    monkeypatch.setattr(widget, "send_state", lambda key=None: sent.append(key))
    hear(widget, type="divide", by=2, message="page-1")
    assert (acted, widget.handled) == ([2], 2)
    assert None in sent  # all of the state, as the page may have missed any of it
    assert widget.answered == "page-1"
    hear(widget, type="divide", by=3, message="page-2")
    assert widget.answered == "page-2"
    hear(widget, type="divide", by=3)
    assert acted == [2, 3, 3]


def test_which_message_was_dealt_with_reaches_the_page_with_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    widget = Counter()
    updates: list[set[str]] = []
    monkeypatch.setattr(widget, "send_state", lambda key=None: updates.append({key} if type(key) is str else set(key)))
    hear(widget, type="divide", by=2, message="page-1")
    assert updates == [{"count", "handled", "answered"}]


def test_an_unknown_message_is_a_problem_for_the_learner_to_see() -> None:
    widget = Counter()
    hear(widget, type="dance")
    assert widget.problem == "Counter: unknown message 'dance'."


def test_a_value_that_the_page_sets_wrongly_is_explained_on_the_page() -> None:
    widget = Counter()
    widget.set_state({"count": 101})
    assert widget.problem == "count: more than 100 is too much. Take less."
    assert widget.count == 0
    widget.set_state({"count": 5})
    assert (widget.count, widget.problem) == (5, "")


def relative_luminance(color: str) -> float:
    """Relative luminance of #rrggbb (Web Content Accessibility Guidelines 2.2)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colors, 1 to 21."""
    light, dark = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def theme_colors() -> dict[str, dict[str, str]]:
    """The `--ibc-` colors of the light and of the dark theme, with the notebook's own as JupyterLab sets them."""
    light, dark = (
        (Path(base.__file__).parent / "kit.css").read_text(encoding="utf-8").split("body[data-jp-theme-light", 1)
    )
    themes = {"light": light, "dark": dark.split("}", 1)[0]}
    own = {
        theme: dict(line.strip().rstrip(";").split(": ", 1) for line in text.splitlines() if "--ibc-" in line)
        for theme, text in themes.items()
    }
    own["light"] |= {"--ibc-paper": "#ffffff", "--ibc-ink": "#212121"}  # black at 87% on white
    own["dark"] |= {"--ibc-paper": "#212121", "--ibc-ink": "#ffffff"}
    return own


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "muted", "accent", "right", "wrong", "partial"])
def test_every_text_color_reads_on_every_background(theme: str, name: str) -> None:
    colors = theme_colors()[theme]
    grounds = ("paper", "panel", "accent-tint", "right-tint", "wrong-tint", "partial-tint")
    found = {ground: contrast(colors[f"--ibc-{name}"], colors[f"--ibc-{ground}"]) for ground in grounds}
    assert min(found.values()) >= 5.9, found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_control_borders_and_filled_buttons_have_contrast(theme: str) -> None:
    colors = theme_colors()[theme]
    assert contrast(colors["--ibc-control-line"], colors["--ibc-paper"]) >= 3
    assert contrast(colors["--ibc-on-accent"], colors["--ibc-accent"]) >= 4.5
