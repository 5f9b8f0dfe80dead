"""A lesson as a presentation: its notebook's steps, its parts live, its questions without a key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ibc_edu
from ibc_edu.classroom.presenting import notebook_path, present
from ibc_edu.classroom.slides import MOST_LINES, slides
from ibc_edu.course.course import Course, Lesson
from ibc_edu.course.plan import read_plan
from ibc_edu.errors import ParameterError, UnknownNameError
from ibc_edu.parts import PARTS
from ibc_edu.resources import course_folder
from ibc_edu.views.presenter.presenter import Presenter
from ibc_edu.views.quiz.card import QuizCard

LESSONS = read_plan(course_folder()).lesson_names


def write(path: Path, *cells: str | dict[str, Any]) -> Path:
    """A notebook; a text is Markdown, or code if it says ibc_edu."""
    made = []
    for cell in cells:
        fields = cell if isinstance(cell, dict) else {"source": cell}
        kind = "code" if "ibc_edu" in fields["source"] else "markdown"
        made.append({"cell_type": kind, "metadata": {}, "source": fields["source"]} | fields)
    path.write_text(json.dumps({"cells": made}), encoding="utf-8")
    return path


COURSE = Course(parts=PARTS, record="memory")


def lesson(name: str = "staging") -> Lesson:
    return Lesson(COURSE.plan.lesson(name), COURSE)


def shows(part: str) -> str:
    return f'import ibc_edu\nibc_edu.lesson("staging").show("{part}")'


def test_steps_come_from_the_notebook(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.ipynb",
        "# Title\n\n**To start:** run all.\n\nWelcome.",
        {"source": "Say hello.", "metadata": {"slideshow": {"slide_type": "notes"}}},
        {"source": "Not for the class.", "metadata": {"slideshow": {"slide_type": "skip"}}},
        shows("explorer"),
        shows("unknown"),
        "Look.\n\n<details>\n<summary>Deeper</summary>\n\nFact.\n\n</details>",
    )
    first, live, text = slides(path, ["explorer"])
    assert [block["kind"] for block in first.blocks] == ["heading", "paragraph"]
    assert (first.title, first.part, len(first.notes)) == ("Title", None, 1)
    assert (live.title, live.part, live.blocks) == ("Title", "explorer", [])
    assert [block["kind"] for block in text.blocks] == ["paragraph", "details"]
    assert [block["summary"] for block in text.notes] == ["Deeper"]


def test_a_long_cell_becomes_several_steps(tmp_path: Path) -> None:
    items = "\n".join(f"{number}. {'word ' * 15}" for number in range(1, 9))
    path = write(tmp_path / "x.ipynb", f"## Head\n\n{'word ' * 60}\n\n{'word ' * 60}\n\n{items}")
    found = slides(path, [])
    assert len(found) > 3
    assert {slide.title for slide in found} == {"Head"}
    starts = [block["start"] for slide in found for block in slide.blocks if block["kind"] == "list"]
    assert starts == list(range(1, 9))
    assert all(len(slide.blocks) <= MOST_LINES for slide in found)


@pytest.mark.parametrize("name", [name for name in LESSONS if name != "tables"])
def test_every_lesson_can_be_presented(name: str) -> None:
    made = lesson(name)
    shown = present(made)
    kinds = [step["kind"] for step in shown.steps]
    assert kinds.count("question") == len([asked for asked in made.questions() if asked.part in made.plan.checks])
    assert shown.steps[0]["kind"] == "text"
    assert shown.text_form().startswith(f"Presentation: {made.plan.title} ({len(kinds)} steps)")


def test_the_notebook_beside_the_kernel_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert notebook_path("01_staging.ipynb").parent.name == "notebooks"
    write(tmp_path / "01_staging.ipynb", "# Changed by the educator", shows("stage-explorer"), shows("check-stage"))
    shown = present(lesson())
    assert [step["title"] for step in shown.steps][:2] == ["Changed by the educator"] * 2
    assert [step["kind"] for step in shown.steps][:3] == ["text", "part", "question"]


@pytest.mark.parametrize("content", ["{", '{"cells": []}', '{"cells": [1]}', "[]"])
def test_a_notebook_that_cannot_be_read_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.ipynb").write_text(content)
    with pytest.raises(UnknownNameError, match=r"x\.ipynb"):
        slides(tmp_path / "x.ipynb", [])


def test_live_parts_are_made_when_reached_and_are_the_lessons_own() -> None:
    made = lesson()
    shown = present(made)
    assert shown.live == {}
    place = [step["kind"] for step in shown.steps].index("part")
    shown.position = place - 1
    part = made.show("stage-explorer")
    assert shown.part(place) is part
    assert shown.live[str(place)] == f"anywidget:{part.model_id}"


def test_a_question_is_asked_without_its_key_until_revealed() -> None:
    shown = present(lesson())
    place = [step["kind"] for step in shown.steps].index("question")
    shown.position = place
    card = shown.part(place)
    assert isinstance(card, QuizCard)
    item = card.view["items"][0]
    question = card.session.questions[0]
    assert item["feedback"] is None
    assert question.explanation not in json.dumps([shown.get_state(), card.view])
    card.receive({"type": "tally", "item": item["id"], "key": item["choices"][0]["key"], "delta": 1})
    card.receive({"type": "reveal", "item": item["id"]})
    assert card.view["items"][0]["feedback"]["explanation"] == question.explanation


def test_there_is_no_step_outside_and_no_empty_presentation() -> None:
    shown = present(lesson())
    with pytest.raises(ParameterError, match="there is no step"):
        shown.position = len(shown.steps)
    with pytest.raises(ParameterError, match="nothing to present"):
        Presenter("Empty", [], lambda index: None)


def test_the_public_lesson_presents() -> None:
    assert repr(ibc_edu.present("staging")).startswith("Presentation: ")
