"""Every lesson reads at grade 8 or below by Flesch-Kincaid, medical terms set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from readability import NOTEBOOKS, grade, medical_terms, plain_text, set_aside

HIGHEST_GRADE = 8.0
LESSONS = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_plain_text_of_a_lesson_is_at_grade_8_or_below(path: Path) -> None:
    assert grade(set_aside(plain_text(path))) <= HIGHEST_GRADE


def test_the_grade_rises_with_long_words_and_long_sentences() -> None:
    easy = "The nurse checks the blood. The dose is low. It can wait."
    hard = "Considerable interindividual variability necessitates individualized pharmacological administration."
    assert grade(easy) < 3 < 15 < grade(hard)


def test_terms_set_aside_lower_the_grade_and_a_word_unknown_to_the_dictionary_is_counted() -> None:
    text = "Palbociclib blocks proteins that help cancer cells divide."
    assert medical_terms().search("palbociclib")
    assert grade(set_aside(text)) < grade(text)


def test_folded_parts_and_headings_do_not_count() -> None:
    text = plain_text(NOTEBOOKS / "01_staging.ipynb")
    assert "Going deeper" not in text
    assert "# " not in text
    assert "how far a cancer reaches in the body" in text
