"""A lesson as a presentation: its notebook's steps, its parts live, its questions without a key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ibc_edu
from ibc_edu.classroom.presentation.presenting import notebook_path, present
from ibc_edu.classroom.presentation.slides import MOST_LINES, slides
from ibc_edu.course.course import Course, Lesson
from ibc_edu.course.plan import read_plan
from ibc_edu.errors import ParameterError, UnknownNameError
from ibc_edu.parts import PARTS
from ibc_edu.resources import course_folder, notebooks_folder
from ibc_edu.views.kit.base import BaseWidget
from ibc_edu.views.presenter.presenter import Presenter, Step
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


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_ends_with_a_folded_cell_that_presents_it(name: str) -> None:
    plan = COURSE.plan.lesson(name)
    cell = json.loads((notebooks_folder() / plan.notebook).read_text(encoding="utf-8"))["cells"][-1]
    assert "".join(cell["source"]) == f'import ibc_edu\nibc_edu.present("{name}")'
    assert cell["metadata"]["jupyter"] == {"source_hidden": True}
    assert cell["metadata"]["slideshow"] == {"slide_type": "skip"}
    assert cell["outputs"][0]["data"]["text/plain"][0].startswith(f"Presentation: {plan.title} (")


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_can_be_presented(name: str) -> None:
    made = lesson(name)
    shown = present(made)
    kinds = [step["kind"] for step in shown.steps]
    assert kinds.count("question") == len([asked for asked in made.questions() if asked.part in made.plan.checks])
    assert shown.steps[0]["kind"] == "text"
    assert shown.text_form().startswith(f"Presentation: {made.plan.title} ({len(kinds)} steps)")


def test_a_presentation_of_one_step_says_so_in_the_singular() -> None:
    shown = present(lesson())
    shown.steps = shown.steps[:1]
    assert shown.text_form().startswith(f"Presentation: {shown.title} (1 step).")


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
        Presenter(Nothing())


class Nothing:
    """A program without a step."""

    title = "Empty"

    def steps(self) -> list[Step]:
        return []

    def live(self, index: int) -> BaseWidget | None:
        return None

    def renew(self) -> bool:
        return False

    def new_class(self) -> None:
        pass


def first_question(shown: Presenter) -> QuizCard:
    """Go to the first question and return its card."""
    place = [step["kind"] for step in shown.steps].index("question")
    shown.position = place
    card = shown.part(place)
    assert isinstance(card, QuizCard)
    return card


def test_a_new_class_finds_no_counts_no_rounds_and_nothing_revealed() -> None:
    shown = present(lesson())
    card = first_question(shown)
    item = card.view["items"][0]
    card.receive({"type": "tally", "item": item["id"], "key": item["choices"][0]["key"], "delta": 3})
    card.receive({"type": "close_round", "item": item["id"]})
    card.receive({"type": "reveal", "item": item["id"]})
    shown.started = shown.ends = 5.0
    before = dict(shown.live)
    shown.receive({"type": "new_class"})
    assert (shown.position, shown.started, shown.ends) == (0, 0.0, 0.0)
    anew = first_question(shown)
    assert anew is not card
    assert anew.view["items"][0]["tally"] == {
        "counts": {choice["key"]: 0 for choice in item["choices"]}, "earlier": None, "revealed": False
    }  # fmt: skip
    assert shown.live[str(shown.position)] != before[str(shown.position)]


def test_the_notes_of_a_question_hold_key_mixups_a_sentence_to_say_and_the_time() -> None:
    shown = present(lesson())
    card = first_question(shown)
    question = card.session.questions[0]
    texts = ["".join(span["text"] for span in block["spans"]) for block in shown.steps[shown.position]["notes"]
             if block["kind"] == "paragraph"]  # fmt: skip
    letter = {vote.key: vote.letter for vote in question.presenter_form(card.session.seed).votes}[question.key()]
    assert texts[0] == f"Key: {letter}: {question.key_text()}"
    assert [text.split(":")[0] for text in texts] == ["Key", "Mix-ups behind the answers", "Say", "Time"]
    (mixups,) = [block["items"] for block in shown.steps[shown.position]["notes"] if block["kind"] == "list"]
    beliefs = {row["misconception_id"]: row["statement"] for row in COURSE.rows("misconceptions")}
    assert {item[0]["text"].split(": ", 1)[1] for item in mixups} == {
        beliefs[name] for name in question.misconceptions()
    }


@pytest.mark.parametrize("name", [lesson.name for lesson in COURSE.plan.lessons if lesson.checks])
def test_every_question_has_notes(name: str) -> None:
    questions = [step for step in present(lesson(name)).steps if step["kind"] == "question"]
    assert questions != []
    for step in questions:
        said = json.dumps(step["notes"])
        assert all(f'"{word}: "' in said for word in ("Key", "Say", "Time")), step["label"]


def test_it_follows_the_notebook_that_is_open_and_what_is_saved_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "my lecture.ipynb", "# Mine", shows("check-stage"), "# Last")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    shown = present(lesson())
    card = first_question(shown)
    item = card.view["items"][0]
    card.receive({"type": "tally", "item": item["id"], "key": item["choices"][0]["key"], "delta": 3})
    where = shown.position
    shown.receive({"type": "catch_up"})
    assert shown.part(where) is card  # nothing has changed
    write(path, "# Mine", "# Added", shows("check-stage"), "# Last words")
    shown.receive({"type": "catch_up"})
    assert [step["title"] for step in shown.steps][:2] == ["Mine", "Added"]
    assert shown.position == where + 1
    assert shown.part(where + 1) is card  # with its counts
    path.write_text("{", encoding="utf-8")
    shown.receive({"type": "catch_up"})
    assert [step["title"] for step in shown.steps][:2] == ["Mine", "Added"]
    path.unlink()
    shown.receive({"type": "catch_up"})
    assert shown.steps[0]["title"] == COURSE.plan.lesson("staging").title  # the course's own again


def test_an_open_notebook_of_another_lesson_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = write(tmp_path / "other.ipynb", "# Other", 'import ibc_edu\nibc_edu.present("staging")')
    copy = write(tmp_path / "01_staging-Copy1.ipynb", "# Copy")
    monkeypatch.setenv("JPY_SESSION_NAME", str(other))
    assert notebook_path("01_staging.ipynb", lesson="staging").parent.name == "notebooks"
    monkeypatch.setenv("JPY_SESSION_NAME", str(copy))
    assert notebook_path("01_staging.ipynb", lesson="staging") == copy


def test_the_public_lesson_presents() -> None:
    assert repr(ibc_edu.present("staging")).startswith("Presentation: ")
