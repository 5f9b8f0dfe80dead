"""What a question may name can be found with its id, and nothing else is offered."""

from __future__ import annotations

from pathlib import Path

import pytest

import ibc_edu
from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts import PARTS
from ibc_edu.parts.find_ids.widget import FindIds
from ibc_edu.quiz.sources import not_to_quiz


@pytest.fixture
def shown(course: Course) -> FindIds:
    made = Lesson(course.plan.lesson("educators"), course).show("find-ids")
    assert isinstance(made, FindIds)
    return made


def test_all_that_a_question_may_rest_on_is_there_by_its_id(shown: FindIds) -> None:
    tables, found = ibc_edu.load(), shown.sources
    text = dict(zip(tables.sentences["sentence_id"], tables.sentences["text"], strict=True))
    read = tables.facts[tables.facts["mark"] == "read"]
    forbidden = not_to_quiz(tables.caveats.to_dict("records"))
    assert forbidden
    assert 0 < len(read) < len(tables.facts)
    assert [*found] == [*(name for name in text if name not in forbidden), *read["fact_id"]]
    assert all(source["text"] == text[name] for name, source in found.items() if source["kind"] == "article")
    assert [*shown.mix_ups] == [*tables.misconceptions["misconception_id"]]


def test_what_questions_of_the_course_name_can_be_found(course: Course, shown: FindIds) -> None:
    used = {name for question in course.bank for name in (*question.evidence, *question.facts)}
    assert used <= {*shown.sources}
    assert {name for question in course.bank for name in question.misconceptions()} <= {*shown.mix_ups}


def test_a_course_without_facts_and_caveats_has_its_sentences() -> None:
    template = Path(ibc_edu.__file__).parent / "app" / "course_template"
    made = Course(template, parts=PARTS, record="memory").make("find-ids")
    assert isinstance(made, FindIds)
    assert "what-yeast-does/p1/s2" in made.sources
    assert made.mix_ups


def test_the_text_form_says_how_many_there_are(shown: FindIds) -> None:
    article = [source for source in shown.sources.values() if source["kind"] == "article"]
    assert f"{len(article)} sentences, {len(shown.sources) - len(article)} facts and " in shown.text_form()


def test_an_educators_own_mix_ups_are_found_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "misconceptions.csv").write_text("misconception_id,statement\nyeast-sleeps,Yeast sleeps.\n")
    monkeypatch.setenv("IBC_EDU_QUESTIONS", str(tmp_path))
    template = Path(ibc_edu.__file__).parent / "app" / "course_template"
    made = Course(template, parts=PARTS, record="memory").make("find-ids")
    assert isinstance(made, FindIds)
    assert made.mix_ups["yeast-sleeps"] == "Yeast sleeps."
    assert len(made.mix_ups) > 1
