"""What a widget with a chart is in Python: it hands plotly.js to the page, and its script knows the look of figures."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ibc_edu.errors import ParameterError
from ibc_edu.figures import theme
from ibc_edu.views.kit.base import BaseWidget
from ibc_edu.views.kit.link import Linked, link

BASIC_SCRIPT = Path(__file__).with_name("vendor") / "plotly-basic.min.js.gz"

# Level 4: of all plotly.js 1.5 MB instead of 4.8, in half the time of the default level for 4% more bytes.
GZIP_LEVEL = 4

_WRAPPED = re.compile(
    r"(?P<license>/\*.*?\*/)[^/]*?"
    r"\(typeof self !== \"undefined\" \? self : this, \(\) => \{\n"
    r"(?P<body>.*?\bvar Plotly=.*)\n"
    r"window\.Plotly = Plotly;\nreturn Plotly;\n\}\)\);?\s*$",
    re.DOTALL,
)

FIGURE_THEME = {"dark": theme.DARK, "template": theme.template()}
"""What the page knows of the look of figures; it travels in front of the widget's script."""


class ChartWidget(BaseWidget):
    """A widget whose page draws with plotly.js, which it asks for once, whichever widget comes first."""

    def receive(self, message: Mapping[str, Any]) -> None:
        """Hand plotly.js to the page that asks for it: the basic bundle, or all of it."""
        if message.get("type") == "plotly":
            full = bool(message.get("full"))
            self.send({"type": "plotly", "full": full}, buffers=[plotly_script(full=full)])
        else:
            super().receive(message)


def link_chart(beside: str, entry: str) -> Linked:
    """Link a view that draws charts, as `link` does.

    Raises
    ------
    ParameterError
        As `link`.
    """
    return link(beside, entry, constants={"FIGURE_THEME": FIGURE_THEME})


def plotly_script(*, full: bool = False) -> bytes:
    """plotly.js as an ES module, gzipped; the Python package plotly is not imported for it.

    Parameters
    ----------
    full : bool
        The plotly.min.js of the installed plotly package, which draws everything, instead of the basic bundle beside
        this module, which draws lines, points and bars and loads in a tenth of the time.

    Raises
    ------
    ParameterError
        If all of it is wanted and plotly is not installed.
    """
    script = _full_script().read_bytes() if full else gzip.decompress(BASIC_SCRIPT.read_bytes())
    return gzip.compress(as_module(script.decode()).encode(), GZIP_LEVEL, mtime=0)


def _full_script() -> Path:
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise ParameterError(
            "plotly is not installed, so this figure cannot be drawn.", cure="Install it: pip install plotly."
        )
    return Path(spec.origin).with_name("package_data") / "plotly.min.js"


def as_module(script: str) -> str:
    """A plotly.min.js as an ES module that exports it and leaves ``window.Plotly`` as it was.

    The script stands in a function that a browser reads once to skip it and once more to run it; without that function
    it is read once, in half the time. A script of another form is wrapped as it stands.
    """
    found = _WRAPPED.match(script)
    if found:
        return f"{found['license']}\n{found['body']}\nexport default Plotly;\n"
    before = "const others = window.Plotly;\nconst module = { exports: {} };\n"
    return f"{before}{script}\nwindow.Plotly = others;\nexport default module.exports;\n"
