"""Each sentence of the educators' page stands beside the test that proves it; one that is added without fails.

The part on other systems is left to the tests of the exchange, which hold its sentences themselves.
"""

from __future__ import annotations

import json
import re

import pytest
from educator_claims import ADVICE, PROVED

from ibc_edu.classroom.presentation.presenting import notebook_path
from ibc_edu.resources import notebooks_folder

ROOT = notebooks_folder(None).parent
ELSEWHERE = {"exchange-text"}
BEGINNINGS = [(line.strip(), test) for test, block in PROVED.items() for line in block.splitlines() if line.strip()]


def sentences() -> list[str]:
    """The page's sentences, list items and rows of tables; headings are left out."""
    found: list[str] = []
    for cell in json.loads(notebook_path("08_for_educators.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "markdown" or cell["id"] in ELSEWHERE:
            continue
        text = re.sub(r"```.*?```|<summary>.*?</summary>|</?details>", "", "".join(cell["source"]), flags=re.DOTALL)
        for line in text.splitlines():
            if line.startswith("#") or not line.strip(" |-"):
                continue
            plain = re.sub(r"^\s*([-*>]|\d+\.)\s+", "", line).strip()
            found += [plain] if plain.startswith("|") else re.split(r"(?<=[.?!:])(?:\*\*)?\s+(?=[A-Z*`])", plain)
    return found


@pytest.mark.parametrize("sentence", sentences())
def test_each_sentence_has_a_test_that_proves_it(sentence: str) -> None:
    assert any(sentence.startswith(beginning) for beginning, _test in BEGINNINGS), (
        "Name the test that proves this sentence in PROVED, or change the sentence."
    )


def test_no_proof_is_left_of_a_sentence_that_is_gone() -> None:
    said = sentences()
    assert [one for one, _test in BEGINNINGS if not any(sentence.startswith(one) for sentence in said)] == []


@pytest.mark.parametrize("test", [name for name in PROVED if name != ADVICE])
def test_each_proof_is_there(test: str) -> None:
    path, name = test.split("::")
    text = (ROOT / "tests" / path).read_text(encoding="utf-8")
    assert f"def {name}(" in text or f'it("{name}"' in text
