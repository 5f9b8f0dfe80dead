"""The learner's copy of the lessons: renewed while untouched, never overwritten once changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.app.workspace import DELIVERIES, fingerprint, prepare, reset
from ibc_edu.cli import main
from ibc_edu.errors import IbcEduError
from ibc_edu.resources import COURSE_NOTE, notebooks_folder


def notebook(*sources: str, output: str | None = None) -> bytes:
    """A notebook of code cells as bytes, run if `output` is given."""
    outputs = [] if output is None else [{"output_type": "stream", "name": "stdout", "text": output}]
    count = None if output is None else 1
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "source": [text], "outputs": outputs, "execution_count": count, "metadata": {}}
        for text in sources
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "00_start_here.ipynb").write_bytes(notebook("start"))
    (folder / "01_staging.ipynb").write_bytes(notebook("staging"))
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != DELIVERIES)


def test_first_start_copies_every_lesson(course: Path, mine: Path) -> None:
    messages = prepare(course, mine)
    assert names(mine) == ["00_start_here.ipynb", "01_staging.ipynb"]
    assert (mine / "01_staging.ipynb").read_bytes() == notebook("staging")
    assert messages == [f"{name} was copied to {mine / name}." for name in names(mine)]


def test_second_start_changes_and_says_nothing(course: Path, mine: Path) -> None:
    prepare(course, mine)
    before = {path: path.stat().st_mtime_ns for path in mine.glob("*.ipynb")}
    assert prepare(course, mine) == []
    assert {path: path.stat().st_mtime_ns for path in mine.glob("*.ipynb")} == before


def test_new_lesson_is_added_and_deleted_one_comes_back(course: Path, mine: Path) -> None:
    prepare(course, mine)
    (mine / "01_staging.ipynb").unlink()
    (course / "02_receptors.ipynb").write_bytes(notebook("receptors"))
    prepare(course, mine)
    assert names(mine) == ["00_start_here.ipynb", "01_staging.ipynb", "02_receptors.ipynb"]


@pytest.mark.parametrize(
    "left_behind",
    [notebook("staging"), notebook("staging", output="ran"), notebook("staging", " \n", output="ran")],
    ids=["as delivered", "run", "run, with the blank cell that Shift+Enter adds at the end"],
)
def test_untouched_lesson_is_renewed(course: Path, mine: Path, left_behind: bytes) -> None:
    prepare(course, mine)
    (mine / "01_staging.ipynb").write_bytes(left_behind)
    (course / "01_staging.ipynb").write_bytes(notebook("staging, better"))
    assert prepare(course, mine) == ["01_staging.ipynb was renewed: the course has a newer version."]
    assert (mine / "01_staging.ipynb").read_bytes() == notebook("staging, better")
    assert len(names(mine)) == 2


def test_untouched_lesson_is_renewed_when_only_the_outputs_of_the_course_changed(course: Path, mine: Path) -> None:
    prepare(course, mine)
    (course / "01_staging.ipynb").write_bytes(notebook("staging", output="new"))
    prepare(course, mine)
    assert (mine / "01_staging.ipynb").read_bytes() == notebook("staging", output="new")


def test_changed_lesson_is_kept_and_the_newer_one_put_beside(course: Path, mine: Path) -> None:
    prepare(course, mine)
    (mine / "01_staging.ipynb").write_bytes(notebook("staging", "# my note"))
    assert prepare(course, mine) == [], "nothing newer to offer yet"
    (course / "01_staging.ipynb").write_bytes(notebook("staging, better"))
    [message] = prepare(course, mine)
    assert "changes of yours" in message
    assert '"01_staging (new version).ipynb"' in message
    assert (mine / "01_staging.ipynb").read_bytes() == notebook("staging", "# my note")
    assert (mine / "01_staging (new version).ipynb").read_bytes() == notebook("staging, better")
    assert prepare(course, mine) == [], "offered once"


def test_changed_cell_type_counts_as_a_change(course: Path, mine: Path) -> None:
    prepare(course, mine)
    changed = notebook("staging").replace(b'"code"', b'"markdown"')
    (mine / "01_staging.ipynb").write_bytes(changed)
    (course / "01_staging.ipynb").write_bytes(notebook("staging, better"))
    prepare(course, mine)
    assert (mine / "01_staging.ipynb").read_bytes() == changed


def test_new_version_that_was_changed_is_kept_too(course: Path, mine: Path) -> None:
    prepare(course, mine)
    (mine / "01_staging.ipynb").write_bytes(notebook("mine"))
    (course / "01_staging.ipynb").write_bytes(notebook("better"))
    prepare(course, mine)
    (mine / "01_staging (new version).ipynb").write_bytes(notebook("mine as well"))
    (course / "01_staging.ipynb").write_bytes(notebook("best"))
    prepare(course, mine)
    assert (mine / "01_staging.ipynb").read_bytes() == notebook("mine")
    assert (mine / "01_staging (new version).ipynb").read_bytes() == notebook("mine as well")
    assert (mine / "01_staging (new version 2).ipynb").read_bytes() == notebook("best")


def test_new_version_that_was_not_touched_is_renewed_in_place(course: Path, mine: Path) -> None:
    prepare(course, mine)
    (mine / "01_staging.ipynb").write_bytes(notebook("mine"))
    for source in ("better", "best"):
        (course / "01_staging.ipynb").write_bytes(notebook(source))
        prepare(course, mine)
    assert (mine / "01_staging (new version).ipynb").read_bytes() == notebook("best")
    assert len(names(mine)) == 3


def test_learner_who_took_the_new_version_over_is_renewed_again(course: Path, mine: Path) -> None:
    prepare(course, mine)
    (mine / "01_staging.ipynb").write_bytes(notebook("mine"))
    (course / "01_staging.ipynb").write_bytes(notebook("better"))
    prepare(course, mine)
    (mine / "01_staging (new version).ipynb").replace(mine / "01_staging.ipynb")
    (course / "01_staging.ipynb").write_bytes(notebook("best"))
    prepare(course, mine)
    assert (mine / "01_staging.ipynb").read_bytes() == notebook("best")
    assert len(names(mine)) == 2


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"01_staging.ipynb": 3}', b"\xff\xfe", b"null"])
def test_damaged_note_of_deliveries_loses_no_learners_file(course: Path, mine: Path, damage: bytes) -> None:
    prepare(course, mine)
    (mine / "01_staging.ipynb").write_bytes(notebook("mine"))
    (mine / DELIVERIES).write_bytes(damage)
    messages = prepare(course, mine)
    assert "could not be read" in messages[0]
    assert (mine / "01_staging.ipynb").read_bytes() == notebook("mine")
    assert (mine / "01_staging (new version).ipynb").read_bytes() == notebook("staging")
    assert prepare(course, mine) == []


@pytest.mark.parametrize("damage", [b"", b'{"cells": [', b"\xff", b'{"cells": [{"cell_type": "code"}]}', b"[" * 9999])
def test_damaged_lesson_is_kept_and_a_fresh_copy_put_beside(course: Path, mine: Path, damage: bytes) -> None:
    prepare(course, mine)
    (mine / "01_staging.ipynb").write_bytes(damage)
    [message] = prepare(course, mine)
    assert "could not be read as a notebook" in message
    assert (mine / "01_staging.ipynb").read_bytes() == damage
    assert (mine / "01_staging (new version).ipynb").read_bytes() == notebook("staging")
    assert prepare(course, mine) == []


def test_folder_in_the_place_of_a_lesson_is_left_alone(course: Path, mine: Path) -> None:
    (mine / "01_staging.ipynb").mkdir(parents=True)
    prepare(course, mine)
    assert (mine / "01_staging.ipynb").is_dir()
    assert (mine / "01_staging (new version).ipynb").is_file()


def test_damaged_lesson_of_the_course_stops_no_other(course: Path, mine: Path) -> None:
    (course / "00_start_here.ipynb").write_bytes(b"{")
    messages = prepare(course, mine)
    assert names(mine) == ["01_staging.ipynb"]
    assert messages[0] == "00_start_here.ipynb is damaged in the course itself and was left out."


def test_failed_write_leaves_the_old_file_and_no_litter(
    course: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(course, mine)
    (course / "01_staging.ipynb").write_bytes(notebook("better"))

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(IbcEduError, match="there is no room left"):
        prepare(course, mine)
    assert (mine / "01_staging.ipynb").read_bytes() == notebook("staging")
    assert names(mine) == ["00_start_here.ipynb", "01_staging.ipynb"]


def test_workspace_that_is_a_file_is_named_with_a_cure(course: Path, mine: Path) -> None:
    mine.write_text("notes")
    with pytest.raises(IbcEduError, match="Choose another folder") as caught:
        prepare(course, mine)
    assert caught.value.where == str(mine)
    assert mine.read_text() == "notes"


def test_folder_without_lessons_is_refused(tmp_path: Path, mine: Path) -> None:
    with pytest.raises(IbcEduError, match="no lesson"):
        prepare(tmp_path, mine)
    assert not mine.exists()


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_fingerprints_are_equal_just_when_the_cells_that_are_not_blank_are(ours: list[str], theirs: list[str]) -> None:
    def kept(sources: list[str]) -> list[str]:
        return [text for text in sources if text.strip()]

    same = fingerprint(notebook(*ours, output="ran")) == fingerprint(notebook(*theirs))
    assert same == (kept(ours) == kept(theirs))


@given(st.binary())
def test_fingerprint_of_arbitrary_bytes_never_raises(content: bytes) -> None:
    assert fingerprint(content) is None


def test_command_fills_the_folder_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workspace", str(tmp_path / "mine")]) == 0
    assert names(tmp_path / "mine") == sorted([COURSE_NOTE, *names(notebooks_folder())])
    capsys.readouterr()
    assert main(["workspace", str(tmp_path / "mine")]) == 0
    assert capsys.readouterr().out == "All lessons are up to date.\n"


def test_a_lesson_is_brought_back_and_what_was_written_is_kept(course: Path, mine: Path) -> None:
    prepare(course, mine)
    lesson, target = course / "01_staging.ipynb", mine / "01_staging.ipynb"
    assert reset(lesson, mine) == ["01_staging.ipynb is as the course has it."]
    for number, kept in enumerate(("01_staging (yours).ipynb", "01_staging (yours 2).ipynb")):
        changed = notebook(f"my own {number}")
        target.write_bytes(changed)
        assert reset(lesson, mine)[1:] == [f'What you had was kept as "{kept}".']
        assert target.read_bytes() == lesson.read_bytes()
        assert (mine / kept).read_bytes() == changed
    target.unlink()
    reset(lesson, mine)
    assert target.read_bytes() == lesson.read_bytes()
    target.write_text("damaged")
    reset(lesson, mine)
    assert (mine / "01_staging (yours 3).ipynb").read_text() == "damaged"


@pytest.mark.parametrize("named", ["staging", "01_staging", "01_staging.ipynb"])
def test_the_command_brings_a_lesson_back(named: str, mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workspace", str(mine)]) == 0
    (mine / "01_staging.ipynb").write_bytes(notebook("my own"))
    assert main(["workspace", str(mine), "--reset", named]) == 0
    assert "01_staging.ipynb is as the course has it." in capsys.readouterr().out
    assert (mine / "01_staging.ipynb").read_bytes() == (notebooks_folder() / "01_staging.ipynb").read_bytes()


def test_a_lesson_that_is_not_known_is_refused_before_anything_is_done(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workspace", str(mine), "--reset", "stagin"]) != 0
    assert "staging" in capsys.readouterr().err
    assert not mine.exists()
