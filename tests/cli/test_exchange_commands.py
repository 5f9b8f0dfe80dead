"""`ibc-edu export` and `import` at a terminal: what is written, what is told, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from ibc_edu.cli import main
from ibc_edu.exchange.contract import CARRIED, Effect
from ibc_edu.exchange.formats import formats
from ibc_edu.quiz.bank import FOLDER_VARIABLE, Bank, load_bank

WHICH = re.compile(r"(?P<what>.*) \((?P<how>all )?[\d,]+ questions?(?: but|:|) ?(?P<named>.+)?\)")


def told_of(lines: Sequence[str], asked: Sequence[str]) -> dict[str, list[str]]:
    """What is said of each question, from the printed lines: a sentence, and the questions that it is about."""
    told: dict[str, list[str]] = {question_id: [] for question_id in asked}
    for line in lines:
        found = WHICH.fullmatch(line)
        assert found, line
        named = found["named"].split(", ") if found["named"] else []
        assert set(named) <= set(asked)
        assert ("but" in line.removeprefix(found["what"])) is bool(found["how"] and named)
        about = [one for one in asked if (one in named) is not bool(found["how"])]
        for question_id in about:
            told[question_id].append(found["what"])
    return told


def test_a_lesson_goes_out_and_every_loss_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new folder" / "staging.json"
    assert main(["export", "jupyterquiz", str(out), "--lesson", "staging"]) == 0
    *lines, last, loading = capsys.readouterr().out.splitlines()
    assert loading == formats()["jupyterquiz"].loaded_by
    questions = load_bank(lesson="staging").select(lesson="staging")
    assert len({line.split(" (")[0] for line in lines}) == len(lines) < len(questions)
    told = told_of(lines, [question.id for question in questions])
    for question in questions:
        said = told[question.id]
        if question.kind in ("matching", "categorise", "ordering"):
            assert len(said) == 1
            assert said[0].startswith("Left out: jupyterquiz has no")
        else:
            assert "Its explanation is lost." in said
    held = sum(question.kind not in ("matching", "categorise", "ordering") for question in questions)
    assert last == f"{out}: {held} of {len(questions)} questions for jupyterquiz."


@pytest.mark.parametrize("name", [name for name, each in formats().items() if each.write])
def test_every_format_tells_of_each_question_what_is_lost(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, chosen = tmp_path / "out", formats()[name]
    assert main(["export", name, str(out)]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    if chosen.loaded_by:
        assert last == chosen.loaded_by
        *lines, last = lines
    bank = load_bank()
    if name in ("csv", "xlsx"):
        assert lines == ["Nothing is lost."]
        lines = []
    told = told_of(lines, [question.id for question in bank])
    left_out = 0
    for question in bank:
        arrival = chosen.kinds.get(question.kind)
        said = " ".join(told[question.id])
        if arrival is None or arrival.effect is not Effect.EXACT:
            assert ("Changed: " if arrival and arrival.effect is Effect.DEGRADED else "Left out: ") in said, question.id
        left_out += "Left out: " in said
        if "Left out: " not in said:
            lost = [CARRIED[what] for what in chosen.without]
            assert [words for words, has_it in lost if has_it(question) and words not in said.lower()] == []
    assert last == f"{out}: {len(bank) - left_out} of {len(bank)} questions for {chosen.title}."


@pytest.mark.parametrize(("command", "able"), [("export", "write"), ("import", "read")])
def test_help_names_every_format(command: str, able: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    said = " ".join(capsys.readouterr().out.split())
    listed = re.search(r"(?:for which system|what the file is): (.*?) (?:OUT|FILE) ", said)
    assert listed
    names = [re.sub(r" \(.*\)", "", each) for each in listed[1].split(", ")]
    assert names == [name for name, each in formats().items() if getattr(each, able)]


def test_single_questions_are_chosen_by_id_part_and_kind(tmp_path: Path) -> None:
    first, second, *_ = load_bank().select(lesson="staging")
    out = tmp_path / "two.csv"
    assert main(["export", "csv", str(out), "--id", second.id, "--id", first.id]) == 0
    text = out.read_text(encoding="utf-8-sig")
    assert text.index(f"\n{first.id},question") < text.index(f"\n{second.id},question")
    assert len({line.split(",")[0] for line in text.splitlines()} & {each.id for each in load_bank()}) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export", "modle", "x.xml"], "there is no format 'modle' to write. Did you mean 'moodle'?"),
        (["export", "aiken", "x.txt"], "there is no format 'aiken' to write."),
        (
            ["export", "csv", "x.csv", "--lesson", "stagin"],
            "no question has the lesson 'stagin'. Did you mean 'staging'?",
        ),
        (["export", "csv", "x.csv", "--lesson", "staging", "--part", "check-report"], "Leave one of the options out."),
        (["export", "csv", "x.csv", "--id", "no-such-question"], "there is no question 'no-such-question'"),
        (
            ["export", "jupyterquiz", "x.json", "--kind", "ordering"],
            "nothing was written, for jupyterquiz can hold none of these questions: jupyterquiz has no putting",
        ),
        (["import", "csv", "missing.csv", "x.toml"], "missing.csv: the file cannot be read"),
        (["import", "csv", "missing.csv", "x.txt"], "Let it end with .toml."),
        (["import", "moodle-match", "missing.xml", "x.toml"], "there is no format 'moodle-match' to read."),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_what_comes_in_is_listed_by_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, own = tmp_path / "quiz.txt", tmp_path / "own"
    source.write_text("Which one?\nA. this\nB. that\nANSWER: B\n\nNo key?\nA. x\n", encoding="utf-8")
    arguments = ["import", "aiken", str(source), str(own / "quiz.toml"), "--lesson", "staging", "--part", "check-stage"]
    assert main(arguments) == 0
    told = capsys.readouterr().out
    assert "Left out: no line says which answer is right. (question 2)\n" in told
    gaps = "It came without objective, explanation, evidence, feedback and misconception: to be filled in."
    assert f"\n{gaps} (question 1)\n" in told
    assert main(arguments) == 1  # an existing file is never replaced
    assert "is there already" in capsys.readouterr().err
    monkeypatch.setenv(FOLDER_VARIABLE, str(own))
    assert main(["check"]) == 1
    listed = [line for line in capsys.readouterr().out.splitlines() if "quiz.toml" in line]
    assert "it is a draft, without objective, explanation, evidence, feedback, misconception." in listed[0]
    assert not any("there is no" in line for line in listed)


def test_a_place_in_a_file_that_came_in_is_not_counted_as_a_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "quiz.csv", tmp_path / "quiz.toml"
    question = load_bank().select(lesson="staging")[0]
    assert main(["export", "csv", str(source), "--id", question.id]) == 0
    head, rest = source.read_text(encoding="utf-8-sig").split("\n", 1)
    source.write_text(f"{head.rstrip()},x\n{rest}", encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "csv", str(source), str(out)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "The column 'x' is not known and was left out. (the first row)"


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("olx", "numeric", r"Its unit \(.+\) stands beside the field there and is not typed\."),
        ("moodle", "numeric", r"The right answer is shown as .+, the middle of its range\."),
        ("qti12", "numeric", r"Only digits are read there, not a unit after them\."),
    ],
)
def test_what_is_only_shown_in_another_way_is_not_said_to_be_missing(
    name: str, kind: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", name, str(tmp_path / "out"), "--kind", kind]) == 0
    assert re.search(rf"^{told} \(", capsys.readouterr().out, re.MULTILINE)


def test_a_question_that_keeps_what_all_others_lose_is_told_as_an_exception(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = load_bank()
    plain = next(question for question in bank if question.kind == "single")
    pairs = [question for question in bank if question.kind == "matching"]
    asked = [part for question in (*pairs[:3], plain) for part in ("--id", question.id)]
    assert main(["export", "gift", str(tmp_path / "out"), *asked]) == 0
    said = capsys.readouterr().out.splitlines()
    assert f"Changed: feedback on each match is lost. (all 4 questions but {plain.id})" in said


def test_a_loss_of_one_kind_is_one_line_whatever_the_questions_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("gift", "jupyterquiz", "qti12"):
        assert main(["export", name, str(tmp_path / "out"), "--kind", "numeric"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert len([line for line in lines if "nly digits are read there" in line]) == 1, name


def test_a_course_without_questions_has_nothing_to_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ibc_edu.course.course.Course.bank", Bank(()))
    assert main(["export", "moodle", str(tmp_path / "x.xml")]) == 1
    assert "there are no questions to write." in capsys.readouterr().err
