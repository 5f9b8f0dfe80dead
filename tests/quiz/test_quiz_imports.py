"""The way to the first question is short: few modules, and the lesson's own questions only."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = ["pandas", "numpy", "scipy", "plotly", "sqlalchemy"]
QUIZ = """
import json, sys
from pathlib import Path
import ibc_edu.quiz
from ibc_edu.quiz.question_files import question_file

parsed = []
read_text = question_file.read_text
question_file.read_text = lambda text, path, part: parsed.append(path.name) or read_text(text, path, part)

from ibc_edu.quiz.bank import load_bank
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.quiz.sessions.view import view

bank = load_bank(lesson="staging")
items = view(QuizSession("staging/check-stage", "Stages", bank.select(part="check-stage")))["items"]
print(json.dumps({"modules": list(sys.modules), "parsed": parsed, "items": len(items)}))
"""


def test_a_lessons_quiz_loads_nothing_heavy_and_no_other_lesson() -> None:
    done = subprocess.run([sys.executable, "-c", QUIZ], capture_output=True, text=True, check=True, timeout=60)
    found = json.loads(done.stdout)
    assert found["items"] > 1
    assert [name for name in HEAVY if name in found["modules"]] == []
    assert found["parsed"] == ["staging.toml"]
    kinds = [name for name in found["modules"] if name.startswith("ibc_edu.quiz.kinds.")]
    assert "ibc_edu.quiz.linting.lint" not in found["modules"]
    assert "ibc_edu.quiz.kinds.single" in kinds


def test_importing_the_package_loads_no_models() -> None:
    code = "import sys, ibc_edu.quiz; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


def test_the_first_check_of_a_lesson_parses_no_article_and_builds_one_kind() -> None:
    code = "import sys, json, ibc_edu; ibc_edu.lesson('staging').show('predict'); print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    modules = json.loads(done.stdout)
    needless = ("ibc_edu.document", "ibc_edu.knowledge", "ibc_edu.course.places", "ibc_edu.quiz.kinds.ordering")
    assert [name for name in [*HEAVY, *needless] if name in modules] == []
