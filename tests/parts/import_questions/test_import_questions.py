"""A file that an educator chooses: what came in, what is missing, and the question file that is handed out."""

from __future__ import annotations

import base64
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ibc_edu.course.course import Course, Lesson
from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About
from ibc_edu.exchange.formats import formats
from ibc_edu.parts.import_questions.widget import MOST_SENT, ImportQuestions
from ibc_edu.quiz.bank import read_bank

GIFT = b"[html]Where does lymph flow?{=To the nodes ~To the <b>bones</b>}\n\n[html]Write about it.{}"


@pytest.fixture
def panel(course: Course) -> ImportQuestions:
    shown = Lesson(course.plan.lesson("educators"), course).show("import-questions")
    assert isinstance(shown, ImportQuestions)
    return shown


def send(panel: ImportQuestions, data: bytes, **fields: Any) -> None:
    content = base64.b64encode(data).decode()
    message = {"type": "read", "format": "gift", "lesson": "", "name": "theirs.gift", "content": content, **fields}
    panel._receive(panel, message, [])


def saved(panel: ImportQuestions) -> dict[str, Any]:
    sent: list[dict[str, Any]] = []
    panel.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
    panel._receive(panel, {"type": "download"}, [])
    assert panel.problem == ""
    return sent[0]


def test_every_format_that_can_be_read_is_offered_with_how_its_files_end(panel: ImportQuestions) -> None:
    assert set(panel.formats) == {name for name, each in formats().items() if each.read}
    assert panel.suffixes["moodle"] == ".xml"


def test_what_came_in_and_what_is_missing_is_told(panel: ImportQuestions) -> None:
    send(panel, GIFT)
    assert panel.problem == ""
    assert panel.brought is not None
    assert [text.endswith("Where does lymph flow?") for text in panel.brought["questions"]] == [True]
    effects = {row["effect"]: row for row in panel.brought["losses"]}
    assert "essay" in effects["left out"]["what"]
    assert "lesson" in effects["exact"]["what"]
    assert effects["exact"]["what"].startswith("It came without")


def test_the_file_that_is_handed_out_is_a_question_file_with_its_gaps_named(
    panel: ImportQuestions, tmp_path: Path
) -> None:
    send(panel, GIFT, lesson="staging")
    file = saved(panel)
    assert file["name"] == "theirs.toml"
    assert tomllib.loads(file["text"])["lesson"] == "staging"
    assert "# Still missing:" in file["text"]
    (tmp_path / file["name"]).write_text(file["text"], encoding="utf-8")
    bank = read_bank([tmp_path])
    assert [question.stem for question in bank] == ["Where does lymph flow?"]


def test_ids_of_the_course_are_not_taken_again(panel: ImportQuestions, course: Course) -> None:
    data, _ = export(formats()["qti3"], course.bank.select(lesson="staging"), About())
    send(panel, data, format="qti3", name="mine.zip")
    assert panel.problem == ""
    ids = [question["id"] for question in tomllib.loads(saved(panel)["text"])["question"]]
    assert set(ids) & {question.id for question in course.bank} == set()


@pytest.mark.parametrize(
    ("data", "fields", "problem"),
    [
        (b"", {"format": "odt"}, "is no choice"),
        (b"", {"lesson": "none"}, "is no choice"),
        (b"", {"content": "no base 64!"}, "no file that a page can send"),
        (b"", {"content": None}, "no file that a page can send"),
        (bytes(MOST_SENT + 1), {}, "larger than 5,000,000 bytes"),
        (b"<!DOCTYPE quiz><quiz/>", {"format": "moodle"}, "declares entities"),
        (b"Write about it.{}", {}, "no question of this file can be used"),
    ],
)
def test_what_cannot_come_in_is_told_and_nothing_can_be_saved(
    panel: ImportQuestions, data: bytes, fields: dict[str, Any], problem: str
) -> None:
    send(panel, GIFT)
    send(panel, data, **fields)
    assert problem in panel.problem
    assert panel.brought is None
    panel._receive(panel, {"type": "download"}, [])
    assert "unknown message" in panel.problem


def test_a_name_cannot_lead_anywhere(panel: ImportQuestions) -> None:
    send(panel, GIFT, name="../../etc/x.y.gift")
    assert saved(panel)["name"] == "x.toml"
    send(panel, GIFT, name="")
    assert saved(panel)["name"] == "questions.toml"
