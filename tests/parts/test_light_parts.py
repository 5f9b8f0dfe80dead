"""A part that draws no figure, counts nothing and keeps nothing opens without the libraries for it."""

from __future__ import annotations

import json
import subprocess
import sys

LIGHT = [
    *("start/begin", "start/record", "start/glossary", "staging/stage-explorer", "receptors/report-explorer"),
    *("therapies/therapy-map", "therapies/treatment-desk", "monitoring/side-effect-explorer"),
    *("monitoring/signs-to-call", "monitoring/check-ups", "trials/eligibility-desk", "review/due", "review/practice"),
    *("review/cards", "review/mastery", "review/exam", "review/certificate", "educators/own-questions"),
    *(
        "educators/find-ids",
        "educators/export-questions",
        "educators/import-questions",
        "educators/own-class",
        "cases/case",
    ),
]
SHOW = """
import json, sys
import ibc_edu

loaded = {}
for name in json.loads(sys.argv[1]):
    lesson, part = name.split("/")
    ibc_edu.lesson(lesson).show(part)
    for heavy in ("numpy", "pandas", "scipy", "plotly", "sqlalchemy"):
        if heavy in sys.modules:
            loaded.setdefault(heavy, name)
print(json.dumps(loaded))
"""


def test_a_part_loads_nothing_heavy_that_it_does_not_need() -> None:
    command = [sys.executable, "-c", SHOW, json.dumps(LIGHT)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert json.loads(done.stdout) == {}, "each library, and the part that loaded it first"
