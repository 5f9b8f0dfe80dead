"""The panel of a class: it shows what it is given, its text form tells nothing of it, and its tables are sorted."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from ibc_edu.classroom.results.class_results import ClassResults
from ibc_edu.classroom.results.result_sheets import result_sheets
from ibc_edu.errors import ParameterError
from ibc_edu.views.class_results.class_results import ClassResultsPanel, ClassState

NOT_A_NUMBER = float("nan")


def empty() -> ClassState:
    return {"badge": "", "lead": "Ann and Ben", "notes": [], "sheets": []}


def test_the_text_form_tells_nothing_of_the_class() -> None:
    panel = ClassResultsPanel(empty(), description="How a class did.")
    assert panel.state["lead"] == "Ann and Ben"
    assert repr(panel) == "How a class did. You can use it here as soon as the lesson has started."


def test_it_asks_for_nothing_from_the_page() -> None:
    with pytest.raises(ParameterError, match="refresh"):
        ClassResultsPanel(empty(), description="How a class did.").receive({"type": "refresh"})


def results() -> ClassResults:
    """A class of 40 with one lesson begun, two questions and three students, in an order that helps nobody."""
    around = {"low": 0.1, "high": 0.9}
    share = {"score": 0.5, **around}
    alpha = {"alpha": NOT_A_NUMBER, "alpha_low": NOT_A_NUMBER, "alpha_high": NOT_A_NUMBER, "alpha_n": 40}
    few = {"discrimination": NOT_A_NUMBER, "discrimination_low": NOT_A_NUMBER, "discrimination_high": NOT_A_NUMBER}
    known = {"discrimination": -0.25, "discrimination_low": -0.5, "discrimination_high": 0.1}
    lesson = {"questions": 2, "people": 40, "answers": 60, "score": 0.5, **alpha}
    item = {"lesson": "staging", "objective": "o", "n": 40, "discrimination_n": 40, **around}
    answer = {"item_id": "hard", "n": 70, "share": 0.0, **around}
    belief: dict[str, Any] = {
        "sure": 1,
        "opportunities": 80,
        "shown": 16,
        "rate": 0.2,
        "expected": 0.05,
        "excess": 0.15,
    }
    belief |= {"excess": 0.15, "excess_low": -0.01, "excess_high": 0.3, "above_guessing": True, "contradicts": ["m"]}
    few_shown: dict[str, Any] = dict.fromkeys(["rate", "expected", "excess", "excess_low", "excess_high"], NOT_A_NUMBER)
    few_shown |= {"above_guessing": None, "contradicts": []}
    return ClassResults(
        lessons=pd.DataFrame(
            [{"lesson": "staging"} | lesson, {"lesson": "trials"} | lesson | {"people": 0, "answers": 0}]
        ),
        objectives=pd.DataFrame(
            [
                {
                    "lesson": "staging",
                    "objective": "o",
                    "statement": "explain",
                    "questions": 2,
                    "people": 40,
                    "score": 0.5,
                }
            ]
        ),
        items=pd.DataFrame(
            [
                {"item_id": "easy", "stem": "Easy?", "score": 0.9} | item | few,
                {"item_id": "hard", "stem": "Hard?", "score": 0.2} | item | known,
            ]
        ),
        answers=pd.DataFrame(
            [
                answer | {"answer": "never", "right": False, "chosen": 0, "rare": True},
                answer | {"answer": "right", "right": True, "chosen": 40, "rare": None},
                answer | {"answer": "often", "right": False, "chosen": 30, "rare": False},
            ]
        ),
        misconceptions=pd.DataFrame(
            [
                belief | few_shown | {"misconception_id": "m", "statement": "Few.", "n": 3, "people": 3},
                belief | {"misconception_id": "k", "statement": "Many.", "n": 40, "people": 8, "sure": 2},
            ]
        ),
        people=pd.DataFrame(
            [
                {"person": "Ann", "n": 3, "sure_and_wrong": 0, "misconceptions": [], "word": "too few answers"}
                | share
                | {"score": NOT_A_NUMBER},
                {"person": "Ben", "n": 40, "sure_and_wrong": 1, "misconceptions": ["k"], "word": ""} | share,
                {"person": "Cem", "n": 40, "sure_and_wrong": 9, "misconceptions": ["k", "m", "x"]}
                | share
                | {"word": "may need help"},
            ]
        ),
    )


def names(title: str) -> list[str]:
    table = next(table for table in result_sheets(results(), {"staging": "Staging: more"}) if table["title"] == title)
    return [row[0]["text"] for row in table["rows"]]


def row(title: str, name: str) -> list[tuple[str, str]]:
    sheets = result_sheets(results(), {"staging": "Staging: more"}, {"k": "Many."})
    table = next(table for table in sheets if table["title"] == title)
    return [(cell["text"], cell["small"]) for cell in next(row for row in table["rows"] if row[0]["text"] == name)[1:]]


def test_what_a_teacher_looks_for_comes_first() -> None:
    assert names("Progress by lesson") == ["Staging: more"]
    assert names("Who may need help") == ["Cem", "Ben", "Ann"]
    assert names("Mix-ups of the class") == ["Many.", "Few."]
    assert names("Questions") == ["Hard?", "Easy?"]
    assert names("Wrong answers") == ["often", "never"]


def test_each_number_has_its_interval_and_n_or_says_too_few() -> None:
    assert row("Questions", "Hard?") == [("20%", "10 to 90%, n = 40"), ("−0.25", "−0.50 to 0.10, n = 40")]
    assert row("Questions", "Easy?")[1] == ("cannot be told: too few differ", "n = 40")  # 40 are enough people
    assert row("Mix-ups of the class", "Few.")[1:4] == [
        ("too few", "16 of 80 answers"),
        ("too few", ""),
        ("too few", "n = 3"),
    ]
    assert row("Mix-ups of the class", "Many.")[1:] == [
        ("20%", "16 of 80 answers"),
        ("5%", ""),
        ("+15", "−1 to +30, n = 40"),
        ("2", ""),
    ]
    assert row("Progress by lesson", "Staging: more")[-1] == ("too few", "n = 40")
    assert row("Who may need help", "Cem")[-1] == ("3", "Many; m; and 1 more")
    assert [row("Wrong answers", name)[-1][0] for name in ("often", "never")] == ["no", "yes"]


def test_a_belief_says_whether_it_exceeds_guessing_and_what_contradicts_it() -> None:
    table = next(
        table for table in result_sheets(results(), {}, {"k": "Many."}) if table["title"] == "Mix-ups of the class"
    )
    first, second = (row[0]["small"] for row in table["rows"])
    assert first == "more than guessing; the class also shows what contradicts it: Few"
    assert second == ""
    assert table["caption"].startswith("1 of 2 beliefs")
