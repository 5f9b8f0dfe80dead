"""`ibc-edu new-course`: what it makes works at once, on every way that the package's own course is used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ibc_edu.app.new_course import make_course
from ibc_edu.classroom.handouts.handout import handout
from ibc_edu.classroom.presentation.presenting import present
from ibc_edu.cli import main
from ibc_edu.course.course import Course
from ibc_edu.course.plan import read_plan
from ibc_edu.errors import CourseError
from ibc_edu.parts import PARTS
from ibc_edu.quiz.kinds.single import Single
from ibc_edu.resources import COURSE_NOTE, course_folder, own_course_folder
from ibc_edu.views.quiz.card import QuizCard

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new course."""
    made = tmp_path / "Our Bread"
    make_course(made)
    return made


@pytest.fixture
def bread(folder: Path) -> Course:
    return Course(folder, parts=PARTS, record="memory", clock=lambda: START)


def test_the_command_says_what_to_do_next_and_the_check_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my-bread"
    assert main(["new-course", str(folder)]) == 0
    said = capsys.readouterr().out
    assert f'ibc-edu --course "{folder}" check' in said
    assert (folder / "README.md").is_file()
    assert main(["--course", str(folder), "check"]) == 0, capsys.readouterr().out
    checked, *_, last = capsys.readouterr().out.splitlines()
    assert ", 5 questions, 1 notebook." in checked
    assert last == "No errors."


def test_it_has_an_article_one_lesson_five_questions_of_five_kinds_and_tables(bread: Course) -> None:
    assert bread.plan.lesson_names == ("bread",)
    assert len(bread.bank) == len({question.kind for question in bread.bank}) == 5
    assert {"terms", "objectives", "misconceptions"} == set(bread.tables.names) - set(bread.tables.names[:8])
    assert bread.tables.document.sections[0].title == "How bread rises"
    own = {row["objective_id"] for row in bread.rows("objectives")}
    assert {question.objective for question in bread.bank} == own


def test_its_name_follows_from_its_folder_so_that_records_stay_apart(folder: Path) -> None:
    assert read_plan(folder).name == "our-bread"
    names = [make_course(folder.with_name(name)) for name in ("Pâtisserie", "パン", "хлеб", "パン 2", "хлеб-2")]
    assert names[0] == read_plan(folder.with_name("Pâtisserie")).name == "patisserie"
    assert len({*names, "new-course"}) == 6
    assert read_plan(folder.with_name("パン")).name == names[1]


def test_its_notebook_passes_the_strict_comparison(folder: Path) -> None:
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, "notebooks"], cwd=folder, capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


def test_it_is_presented(bread: Course) -> None:
    shown = present(bread.lesson("bread"))
    labels = [step["label"] for step in shown.steps]
    assert any("Where does most of the gas" in label for label in labels)
    assert sum(step["kind"] == "question" for step in shown.steps) == 5


def test_it_goes_on_paper_with_its_own_caution(folder: Path, bread: Course, tmp_path: Path) -> None:
    made = handout(bread.lesson("bread"))
    assert "Where does most of the gas in a loaf of bread come from?" in made.worksheet
    assert "It gives off carbon dioxide while it feeds." not in made.worksheet
    assert "Yeast is a living fungus" not in made.worksheet
    assert "It feeds on sugars that the flour sets free" in made.key
    assert f'<p class="caution">{bread.plan.caution}</p>' in made.key
    assert main(["handout", "bread", "--course", str(folder), "--folder", str(tmp_path)]) == 0
    assert (tmp_path / "bread-worksheet.html").read_text(encoding="utf-8") == made.worksheet


def test_a_mistake_is_due_again_after_some_days(folder: Path, tmp_path: Path) -> None:
    record = str(tmp_path / "record.sqlite3")
    first = Course(folder, parts=PARTS, record=record, clock=lambda: START)
    first.record.grant()
    card = first.lesson("bread").show("predict")
    assert isinstance(card, QuizCard)
    question = card.session.questions[0]
    assert isinstance(question, Single)
    wrong = next(key for key in question.by_key if key != question.key())
    card.receive({"type": "answer", "item": question.id, "response": wrong, "sureness": 3, "seconds": 5})
    first.record.close()

    later = Course(folder, parts=PARTS, record=record, clock=lambda: START + timedelta(days=3))
    due = later.lesson("bread").show("due")
    assert isinstance(due, QuizCard)
    assert question.id in [each.id for each in due.session.questions]
    [mix_up] = later.lesson("bread").show("mastery").state["mix_ups"]
    assert mix_up["belief"] == "Kneading pumps the air into bread."
    later.record.close()


def test_words_that_the_article_does_not_have_are_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms = folder / "knowledge" / "terms.csv"
    terms.write_text(
        terms.read_text(encoding="utf-8").replace(",Yeast is a living", ",Yeast is a dead"), encoding="utf-8"
    )
    assert main(["--course", str(folder), "check"]) == 1
    assert "column quote: the words 'Yeast is a dead fungus'" in capsys.readouterr().out


def test_a_question_of_ones_own_begins_with_its_objectives(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--course", str(folder), "new-question", "bread", "--kind", "numeric"]) == 0
    text = capsys.readouterr().out
    assert "bread-explain-gas: explain where the gas in bread comes from" in text
    assert "air-is-kneaded-in" in text


def test_a_folder_with_anything_in_it_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for target in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(CourseError, match="there is something here already"):
            make_course(target)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert make_course(tmp_path / "empty") == "empty"


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="the course cannot be made here"):
        make_course(tmp_path / "file" / "course")
    with pytest.raises(CourseError, match="there is no such home folder"):
        make_course(Path("~nobody-of-this-name/course"))


def test_a_workspace_remembers_its_course(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("IBC_EDU_COURSE", raising=False)
    lessons = tmp_path / "lessons"
    assert main(["--course", str(folder), "workspace", str(lessons)]) == 0
    assert (lessons / "01_bread.ipynb").is_file()
    (lessons / "deeper").mkdir()
    monkeypatch.chdir(lessons / "deeper")
    assert course_folder() == folder
    assert main(["workspace", str(lessons)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "All lessons are up to date."
    code = "import ibc_edu; print(ibc_edu.lesson('bread')); print(ibc_edu.load().names[-1])"
    done = subprocess.run([sys.executable, "-c", code], cwd=lessons, capture_output=True, text=True, check=True)
    assert "Lesson 'bread': Bread" in done.stdout
    assert done.stdout.splitlines()[-1] == "misconceptions"


def test_lessons_that_are_named_tell_their_course(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("IBC_EDU_COURSE", raising=False)
    lessons, own = tmp_path / "lessons", tmp_path / "own"
    assert main(["--course", str(folder), "workspace", str(lessons)]) == 0
    assert main(["workspace", str(own)]) == 0
    capsys.readouterr()
    assert main(["present", "bread", "--folder", str(lessons), "--no-lab"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == str(lessons / "01_bread.ipynb")
    assert main(["workspace", str(lessons)]) == 0
    assert capsys.readouterr().out == "All lessons are up to date.\n"
    monkeypatch.chdir(lessons)  # what is named goes before the present folder, the package's own course too
    assert main(["present", "staging", "--folder", str(own), "--no-lab"]) == 0
    assert main(["present", "bread", "--folder", str(tmp_path / "new"), "--no-lab"]) == 0
    monkeypatch.chdir(tmp_path)
    assert main(["present", "bread", "--folder", "lessons", "--no-lab"]) == 0
    capsys.readouterr()
    monkeypatch.setenv("IBC_EDU_COURSE", str(own_course_folder()))
    assert main(["present", "staging", "--folder", "lessons", "--no-lab"]) == 1
    assert "this folder holds the lessons of another course" in capsys.readouterr().err


def test_a_workspace_of_the_packages_own_course_inside_another_finds_the_packages_own(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = tmp_path / "outer"
    assert main(["--course", str(folder), "workspace", str(outer)]) == 0
    own = course_folder()
    assert main(["--course", str(own), "workspace", str(outer / "inner")]) == 0
    monkeypatch.chdir(outer / "inner")
    assert course_folder() == own
    assert json.loads((outer / "inner" / COURSE_NOTE).read_text())["folder"] is None


def test_lessons_of_two_courses_do_not_mix(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lessons = tmp_path / "lessons"
    assert main(["workspace", str(lessons)]) == 0
    before = sorted(path.name for path in lessons.iterdir())
    assert main(["--course", str(folder), "workspace", str(lessons)]) == 1
    assert "this folder holds the lessons of another course" in capsys.readouterr().err
    (lessons / COURSE_NOTE).unlink()  # as older workspaces are
    assert main(["--course", str(folder), "workspace", str(lessons)]) == 1
    assert sorted(path.name for path in lessons.iterdir()) == [name for name in before if name != COURSE_NOTE]


def test_a_course_that_moved_away_and_a_broken_note_are_told_with_the_cure(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lessons = tmp_path / "lessons"
    assert main(["--course", str(folder), "workspace", str(lessons)]) == 0
    monkeypatch.chdir(lessons)
    moved = folder.rename(tmp_path / "moved")
    with pytest.raises(CourseError, match="not there any more") as caught:
        course_folder()
    assert f'workspace "{lessons}"' in str(caught.value)
    (lessons / COURSE_NOTE).write_text("{")
    with pytest.raises(CourseError, match="cannot be read"):
        course_folder()
    assert main(["--course", str(moved), "workspace", str(lessons)]) == 0
    assert course_folder() == moved
