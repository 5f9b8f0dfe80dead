"""Numbers as people type them: what is read, and what is said of what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import NUMERIC

from ibc_edu.errors import ResponseError
from ibc_edu.quiz.typed_answers.typed_number import NotANumber, number_text, read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0,125", 0.125),
        ("-0,125", -0.125),
        ("00,125", 0.125),
        (",5", 0.5),
        (".5", 0.5),
        ("5.", 5),
        ("12,5", 12.5),
        ("1,20", 1.2),
        ("1,200", 1200),
        ("1,234,567.5", 1234567.5),
        ("20 000", 20000),
        ("20\N{NO-BREAK SPACE}000", 20000),
        ("20\N{THIN SPACE}000", 20000),
        ("20\N{NARROW NO-BREAK SPACE}000,5", 20000.5),
        ("1 234 567", 1234567),
        ("1'234'567", 1234567),
        ("1’234.5", 1234.5),
        ("−20", -20),
        ("+3", 3),
        ("2.0e1", 20),
    ],
)
def test_what_is_read(typed: str, number: float) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "what", "cure"),
    [
        ("–5", "dash", "-5"),
        ("— 5", "dash", "-5"),
        ("5-10", "two numbers", None),
        ("5–10", "two numbers", None),
        ("5 to 10", "two numbers", None),
        ("1.234.567", "dots", "1234567"),
        ("1.234,5", "dots", "1234.5"),
        ("1 2", "spaces", "12"),
        ("1,2,3", "", None),
        ("1,234 567", "", None),
        ("0,125,000", "", None),
        ("twenty", "", None),
        ("٢٠", "", None),
        ("nan", "", None),
        ("1e", "", None),
        ("", "", None),
    ],
)
def test_what_is_refused_and_why(typed: str, what: str, cure: str | None) -> None:
    found = read_number(typed)
    assert isinstance(found, NotANumber)
    assert what in found.what
    assert found.typed == cure


@pytest.mark.parametrize(
    ("unit", "typed", "said"),
    [
        ("%", "40 percent", "Type it as 40 or 40%."),
        ("months", "6 month", "Type it as 6 or 6 months."),
        ("mm", "2 cm", "because of “cm” after the digits. The unit here is mm. Type it as 2 or 2 mm."),
        (None, "3 weeks", "No unit is asked for. Type it as 3."),
        ("mm", "–20", "a dash (–) stands where a minus sign would. Type it as -20 or -20 mm."),
        ("mm", "many", "is not a number that can be read. Type it as 12.5 or 12.5 mm."),
        ("mm", "\ud800", "“?” is not a number"),
    ],
)
def test_a_refusal_shows_how_it_would_be_typed(unit: str | None, typed: str, said: str) -> None:
    question = NUMERIC.model_copy(update={"unit": unit})
    with pytest.raises(ResponseError) as caught:
        question.grade(typed)
    assert said in str(caught.value)
    str(caught.value).encode()


@given(st.floats(-1e14, 1e14))
def test_a_number_written_for_a_reader_reads_back(number: float) -> None:
    assert read_number(number_text(number)) == number
    assert read_number(number_text(number, " ")) == number


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(read_number(text), float | NotANumber)
