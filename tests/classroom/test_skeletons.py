"""Skeletons of questions: valid from the start, and `ibc-edu check` names what is left to fill in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ibc_edu.classroom.skeletons import skeleton
from ibc_edu.cli import main
from ibc_edu.course.course import Course, Lesson
from ibc_edu.errors import QuestionError
from ibc_edu.parts import PARTS
from ibc_edu.quiz.kinds import kind_names
from ibc_edu.quiz.question_files.question_file import read_file

TIDES = Path(__file__).parents[1] / "course" / "fixtures" / "tides"
LESSON = Course(parts=PARTS, record="memory").lesson("staging")


@pytest.mark.parametrize("kind", kind_names())
def test_every_kind_is_a_valid_question_file(tmp_path: Path, kind: str) -> None:
    (tmp_path / "mine.toml").write_text(skeleton(LESSON, kind), encoding="utf-8")
    located, problems = read_file(tmp_path / "mine.toml")
    assert problems == []
    (found,) = located
    assert (found.question.kind, found.question.id) == (kind, "staging-my-question")
    assert found.question.part in LESSON.plan.checks


def test_it_names_the_lessons_own_parts_and_objectives() -> None:
    made = skeleton(LESSON)
    assert all(part in made for part in LESSON.plan.checks)
    assert "#   staging-" in made
    assert 'such as "CF-' in made


def test_it_says_where_ids_are_found_by_who_writes_no_python() -> None:
    made = skeleton(LESSON, page="A page")
    assert "are found: the page “A page”\n" in made
    assert "ibc_edu.load()" not in made
    assert "are found: in the tables of ibc_edu.load()\n" in skeleton(LESSON)


def test_a_course_without_facts_and_mix_ups_gets_names_to_replace(tmp_path: Path) -> None:
    shutil.copytree(TIDES, tmp_path / "tides")
    package = tmp_path / "tides" / "datapackage.json"
    described = json.loads(package.read_bytes())
    without = ("facts", "misconceptions")
    described["resources"] = [each for each in described["resources"] if each["name"] not in without]
    package.write_text(json.dumps(described), encoding="utf-8")
    made = skeleton(Course(tmp_path / "tides", parts=PARTS, record="memory").lesson("moon"))
    assert 'such as "a-fact"' in made
    assert '"a-mix-up"' in made
    assert "CF-" not in made


def test_an_unknown_kind_and_a_lesson_without_checks_are_refused() -> None:
    with pytest.raises(QuestionError, match="Did you mean 'matching'"):
        skeleton(LESSON, "maching")
    with pytest.raises(QuestionError, match="no check"):
        skeleton(Lesson(LESSON.course.plan.lesson("tables"), LESSON.course))


def test_the_command_prints_or_writes_but_never_over_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-question", "staging"]) == 0
    page = "For educators"
    assert capsys.readouterr().out == skeleton(LESSON, page=page)
    path = tmp_path / "mine" / "questions.toml"
    assert main(["new-question", "staging", "--kind", "numeric", "--file", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == skeleton(LESSON, "numeric", page)
    capsys.readouterr()
    assert main(["new-question", "moon", "--course", str(TIDES)]) == 0  # a course without a page that finds ids
    assert "are found: in the tables of ibc_edu.load()\n" in capsys.readouterr().out
    assert main(["new-question", "staging", "--file", str(path)]) == 1
    assert "this file is there already" in capsys.readouterr().err
    monkeypatch.setenv("IBC_EDU_QUESTIONS", str(path.parent))
    assert main(["check"]) == 1
    assert "question staging-my-question: there is no sentence section/p1/s1" in capsys.readouterr().out
