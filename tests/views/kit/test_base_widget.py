"""What every widget shares: keywords, text form, scripts and styles, errors that reach the learner."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.views import base
from ibc_edu.views.kit.base import BaseWidget, css, esm

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


def test_messages_are_counted_and_a_good_one_clears_the_problem() -> None:
    widget = Counter()
    hear(widget, type="divide", by=0)
    assert "ZeroDivisionError" in widget.problem
    assert widget.handled == 1
    hear(widget, type="divide", by=4)
    assert (widget.count, widget.problem, widget.handled) == (3, "", 2)


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


def test_own_files_follow_the_shared_ones() -> None:
    script, style = esm("quiz_summary", "quiz_card"), css("quiz_card")
    assert script.index("function guardKeys") < script.index("function stepStrip") < script.index("export default")
    assert style.index(".ibc-root") < style.index(".ibc-quiz")


def test_a_missing_file_is_named_with_those_there_are() -> None:
    with pytest.raises(ParameterError, match=r"quiz_crad\.js: there is no such widget file\. Files there: .*quiz_card"):
        esm("quiz_crad")


@pytest.mark.parametrize("path", sorted(base.FOLDER.glob("*.js")), ids=lambda path: path.name)
def test_scripts_set_text_as_text_and_name_no_other_machine(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "http:", "https:"):
        allowed = script.count("http://www.w3.org/2000/svg") if forbidden == "http:" else 0
        assert script.count(forbidden) == allowed, forbidden


def widget_scripts() -> list[str]:
    """Every script that some widget class sends to the page."""
    return [path.stem for path in base.FOLDER.glob("*.py") if path.with_suffix(".js").is_file()]


@pytest.mark.skipif(shutil.which("node") is None, reason="node, which parses the scripts, is not installed")
@pytest.mark.parametrize("stem", widget_scripts())
def test_scripts_parse_as_one_module(stem: str) -> None:
    module = __import__(f"ibc_edu.views.{stem}", fromlist=[stem])
    scripts = [vars(kind)["_esm"] for kind in vars(module).values() if isinstance(kind, type) and "_esm" in vars(kind)]
    assert scripts
    for script in scripts:
        command = ["node", "--check", "--input-type=module"]
        checked = subprocess.run(command, input=script, capture_output=True, text=True, timeout=60)
        assert checked.returncode == 0, checked.stderr


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
    light, dark = css().split("body[data-jp-theme-light", 1)
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
