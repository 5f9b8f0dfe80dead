"""A second course, on another subject and with tables of its own, beside the package's own."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ibc_edu.classroom.presentation.presenting import notebook_path, present
from ibc_edu.cli import main
from ibc_edu.course.course import Course
from ibc_edu.learner.record import open_record
from ibc_edu.parts import PARTS
from ibc_edu.parts.record.content import _progress
from ibc_edu.resources import course_folder, notebooks_folder, own_course_folder
from ibc_edu.views.quiz.card import QuizCard

TIDES = Path(__file__).parent / "fixtures" / "tides"
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(TIDES, tmp_path / "tides"))


@pytest.fixture
def tides() -> Course:
    return Course(TIDES, parts=PARTS, record="memory", clock=lambda: START)


def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    main(["--course", str(folder), "check"])
    return capsys.readouterr().out.splitlines()


def answer_first(course: Course, lesson: str, part: str) -> None:
    card = course.lesson(lesson).show(part)
    assert isinstance(card, QuizCard)
    question = card.session.questions[0]
    card.receive({"type": "answer", "item": question.id, "response": question.key(), "sureness": 3, "seconds": 5})


def test_the_check_passes_and_lists_the_lessons_in_course_order(capsys: pytest.CaptureFixture[str]) -> None:
    lines = check(TIDES, capsys)
    assert lines[-1] == "No errors."
    assert [line.split()[0] for line in lines if line.startswith("  ")] == ["moon", "coast"]


def test_all_its_parts_are_shown(tides: Course) -> None:
    shown = {part: tides.lesson(name).show(part) for name in ("moon", "coast") for part in tides.lesson(name).parts}
    assert len(shown) >= 8
    assert "How many hours lie between two high tides?" in repr(shown["check-moon"])
    assert "1 fact beyond it" in repr(tides.lesson("coast").show("sources"))
    assert "beyond" not in repr(tides.lesson("moon").show("sources"))


def test_it_can_be_chosen_before_and_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in (["--course", str(TIDES), "handout", "moon"], ["handout", "moon", "--course", str(TIDES)]):
        assert main([*arguments, "--folder", str(tmp_path)]) == 0
    assert main(["handout", "moon", "--folder", str(tmp_path)]) == 1
    assert "there is no lesson 'moon'" in capsys.readouterr().err
    monkeypatch.setenv("IBC_EDU_COURSE", str(TIDES))
    assert main(["handout", "moon", "--folder", str(tmp_path)]) == 0
    assert main(["--course", str(own_course_folder()), "handout", "moon"]) == 1


def test_the_present_folder_inside_a_course_chooses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IBC_EDU_COURSE", raising=False)
    monkeypatch.chdir(TIDES / "notebooks")
    assert course_folder() == TIDES
    assert notebooks_folder() == TIDES / "notebooks"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--course", "~nobody-of-this-name/course", "check"],
        ["new-course", "~nobody-of-this-name/course"],
        ["handout", "staging", "--folder", "~nobody-of-this-name"],
        ["new-question", "staging", "--file", "~nobody-of-this-name/mine.toml"],
    ],
)
def test_a_home_folder_of_nobody_is_told_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert "there is no such home folder" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--course", "nowhere", "check"], ["record", "where", "--course", "nowhere"]])
def test_a_folder_without_a_course_is_told_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert "there is no course here (--course)" in error
    assert "new-course" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("knowledge/bays.csv", "B1,", "Bay 1,", "column bay_id: 'Bay 1' has the wrong form."),  # its own rule
        ("questions/coast.toml", '"T-1"', '"T-2"', "it quizzes T-2, which is not marked as read."),
        ("questions/coast.toml", '"T-1"', '"T-9"', "there is no fact T-9."),
        (
            "questions/coast.toml",
            "coast-explain-range",
            "coast-explain",
            "no objective coast-explain. Did you mean",
        ),
        ("questions/coast.toml", "moon-alone", "moon-only", "misconception moon-only. Did you mean 'moon-alone'?"),
        ("course.toml", '"due"', '"stage-explorer"', "the part 'stage-explorer' cannot be shown: there is no table"),
        ("course.toml", '"due"', '"dew"', "there is no part 'dew'. Did you mean 'due'?"),
        ("course.toml", '["bays"]', '["buys"]', "there is no table 'buys'. Did you mean 'bays'?"),
        ("course.toml", "02_coast", "02_cost", "there is no notebook 02_cost.ipynb."),
        ("course.toml", "[lessons.checks]\npredict", '[lessons.checks]\nmore = "More"\npredict', "asks nothing."),
        ("notebooks/02_coast.ipynb", 'show(\\"due', 'show(\\"dew', "the lesson has no part 'dew'. Did you mean 'due'?"),
        (
            "notebooks/02_coast.ipynb",
            'lesson(\\"coast',
            'lesson(\\"cost',
            "no lesson 'cost'. Did you mean 'coast'?",
        ),
        ("knowledge/objectives.csv", ",what-the-coast-does/p1/s2", ",", "column evidence: a document row names no"),
        ("exercises.toml", "tables.bays", "tables.buys", "the solution of 'count-bays' cannot be worked out"),
        ("datapackage.json", '"name": "correction"', '"name": "remedy"', "has no column correction"),
    ],
)
def test_the_check_finds_what_is_broken_in_it(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, message: str
) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert main(["--course", str(folder), "check"]) == 1
    said = capsys.readouterr()
    assert message in said.out + said.err
    assert "course.toml: lesson" in said.out or file != "course.toml"


@pytest.mark.parametrize("table", ["facts", "objectives", "misconceptions", "bays"])
def test_no_table_is_obligatory(folder: Path, table: str) -> None:
    package = folder / "datapackage.json"
    described = json.loads(package.read_bytes())
    described["resources"] = [each for each in described["resources"] if each["name"] != table]
    package.write_text(json.dumps(described), encoding="utf-8")
    course = Course(folder, parts=PARTS, record="memory", clock=lambda: START)
    for name in course.plan.lesson_names:
        lesson = course.lesson(name)
        for part in set(lesson.parts) - {"sources"}:
            assert lesson.show(part).text_form()


def test_two_courses_in_one_process_have_their_own_widgets_and_records(course: Course, tides: Course) -> None:
    other = Course(TIDES, parts=PARTS, record="memory", clock=lambda: START)
    answer_first(tides, "moon", "predict")
    assert len(tides.record.attempts()) == 1
    assert other.record.attempts() == course.record.attempts() == []
    assert tides.lesson("moon").show("predict") is not other.lesson("moon").show("predict")
    assert other.lesson("moon").show("predict").view["items"][0]["status"] == "unanswered"
    assert "staging" in course.plan
    assert "staging" not in tides.plan
    titles = [row["title"] for row in tides.lesson("moon").show("record").state["progress"]]
    assert titles == ["Moon and Sun: what makes a tide", "Coast: why tides differ"]


def test_a_lesson_is_presented_from_its_own_notebook_even_beside_another_courses(
    course: Course, tides: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "01_moon.ipynb").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)  # a folder of the package's own course, or of none
    assert "Question: Where does the Moon raise the ocean?" in [
        step["label"] for step in present(tides.lesson("moon")).steps
    ]
    monkeypatch.chdir(TIDES / "notebooks")
    assert notebook_path("01_moon.ipynb", TIDES) == TIDES / "notebooks" / "01_moon.ipynb"
    assert notebook_path("01_moon.ipynb", course.folder).parent == notebooks_folder(course.folder)


def test_each_course_keeps_its_answers_in_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBC_EDU_RECORD", str(tmp_path))
    assert Course(parts=PARTS).record.where() == str(tmp_path / "record.sqlite3")  # where it always was
    other = Course(TIDES, parts=PARTS, clock=lambda: START)
    assert other.record.where() == str(tmp_path / "record-tides.sqlite3")
    other.record.grant()
    answer_first(other, "moon", "predict")
    other.record.close()
    assert Course(parts=PARTS).record.attempts() == []
    assert len(Course(TIDES, parts=PARTS).record.attempts()) == 1
    monkeypatch.setenv("IBC_EDU_RECORD", str(tmp_path / "mine.db"))
    assert open_record().where() == str(tmp_path / "mine.db")
    assert open_record(course="tides").where() == str(tmp_path / "mine-tides.db")
    assert open_record(tmp_path / "asked.db", course="tides").where() == str(tmp_path / "asked.db")


def test_the_command_record_is_about_the_course_that_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IBC_EDU_RECORD", str(tmp_path))
    assert main(["--course", str(TIDES), "record", "where"]) == 0
    assert "record-tides.sqlite3" in capsys.readouterr().out
    assert main(["record", "where"]) == 0
    assert "record.sqlite3" in capsys.readouterr().out


def test_a_copy_of_the_packages_own_course_shares_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBC_EDU_RECORD", str(tmp_path))
    copy = Path(shutil.copytree(own_course_folder(), tmp_path / "copy"))
    assert Course(copy, parts=PARTS).record.where() == str(tmp_path / "record.sqlite3")


def test_file_names_that_sort_otherwise_than_the_lessons_are_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "notebooks" / "01_moon.ipynb").rename(folder / "notebooks" / "Moon.ipynb")
    plan = folder / "course.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("01_moon.ipynb", "Moon.ipynb"), encoding="utf-8")
    assert "lesson coast: the file names put 02_coast.ipynb before Moon.ipynb" in "\n".join(check(folder, capsys))


def test_lists_are_in_course_order(course: Course, tides: Course) -> None:
    for each in (course, tides):
        asked = list(dict.fromkeys(question.lesson for question in each.bank))
        assert asked == [name for name in each.plan.lesson_names if name in asked]
    shown = [row["notebook"] for row in _progress(course)]
    assert shown == sorted(shown)
    assert shown[0] == "00_start_here.ipynb"
    missing = [line.split(":")[0] for line in course.lesson("review").show("certificate").state["missing"]]
    assert missing[:2] == ["Staging", "Receptors"]
