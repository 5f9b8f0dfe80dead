"""How `make docs` builds these pages: nothing is fetched, and every warning is an error."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent)]

from ibc_edu import __version__  # noqa: E402 (the checkout's own package, found by the path above)

project = "ibc_edu"
author = "The ibc_edu authors"
copyright = author
release = version = __version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",  # reads NumPy docstrings
    "room",  # in _ext/: the API of a whole room
]
exclude_patterns = ["_ext"]

myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]

default_role = "code"  # our docstrings write `name` for code
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_google_docstring = False
napoleon_use_rtype = False

suppress_warnings = ["ref.python"]  # a type named Cell, say, in two rooms: its short name links to either

html_theme = "furo"
html_title = "ibc_edu"
html_copy_source = False
html_show_sourcelink = False
