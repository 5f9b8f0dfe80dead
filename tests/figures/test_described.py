"""Words and numbers as sentences say them."""

from __future__ import annotations

import pandas as pd
import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.figures.described import broken, listed, plain, require_columns, spoken


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (12, "12"),
        (1234, "1,234"),
        (999_999, "999,999"),
        (5.0, "5"),
        (0.98765, "0.988"),
        (0.1 + 0.2, "0.3"),
        (12.345, "12.3"),
        (1234.5, "1,234"),
        (-0.00512, "-0.00512"),
        (3.1e12, "3.1 × 10¹²"),
        (2e-7, "2 × 10⁻⁷"),
        (float("nan"), "not known"),
    ],
)
def test_numbers_have_three_digits_that_count(value: float, words: str) -> None:
    assert spoken(value) == words


@pytest.mark.parametrize(
    ("words", "sentence"), [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")]
)
def test_words_are_listed_as_in_a_sentence(words: str, sentence: str) -> None:
    assert listed(words) == sentence


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Taxanes", "Taxanes"),
        ("fam-trastuzumab deruxtecan", "fam-trastuzumab<br>deruxtecan"),
        ("Triple-negative", "Triple-<br>negative"),
        ("Anthracyclines", "Anthracyclines"),
    ],
)
def test_long_names_break_near_their_middle(name: str, lines: str) -> None:
    assert broken(name) == lines


def test_text_is_never_markup() -> None:
    assert plain('p < 0.05 & <a href="x">') == 'p &lt; 0.05 &amp; &lt;a href="x">'


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    with pytest.raises(ParameterError, match=r"no column 'b'.*It has 'a'"):
        require_columns(pd.DataFrame({"a": [1]}), ["a", "b"], "a figure")
    with pytest.raises(ParameterError, match="nothing to draw"):
        require_columns(pd.DataFrame({"a": []}), ["a"], "a figure")
