"""`ibc-edu export` and `import` at a terminal: what is written, what is told, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ibc_edu.cli import main
from ibc_edu.cli.exchange import NAMED
from ibc_edu.exchange import formats
from ibc_edu.exchange.contract import CARRIED, Effect
from ibc_edu.quiz.bank import FOLDER_VARIABLE, load_bank

LOSS = re.compile(r"(?P<what>.+[.)]) (?P<number>\d+) questions?: (?P<named>[\w, -]+?)(?: and (?P<more>\d+) more)?")


def losses_told(lines: list[str]) -> dict[str, int]:
    """How many questions have each loss, as it is told in a line each with no more than a few ids."""
    told: dict[str, int] = {}
    for line in lines:
        loss = LOSS.fullmatch(line)
        assert loss, line
        names = loss["named"].split(", ")
        assert len(names) <= NAMED
        assert len(names) + int(loss["more"] or 0) == int(loss["number"])
        assert loss["what"] not in told, f"said twice: {loss['what']}"
        told[loss["what"]] = int(loss["number"])
    return told


def test_a_lesson_goes_out_and_every_loss_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new folder" / "staging.json"
    assert main(["export", "jupyterquiz", str(out), "--lesson", "staging"]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    told = losses_told(lines)
    questions = load_bank(lesson="staging").select(lesson="staging")
    held = sum(question.kind not in ("matching", "categorise", "ordering") for question in questions)
    assert sum(number for what, number in told.items() if what.startswith("Left out: ")) == len(questions) - held
    assert told["Its explanation is lost."] == held
    assert lines[0].startswith("Left out: Jupyterquiz has no")
    assert last == f"{out}: {held} of {len(questions)} questions for jupyterquiz."


@pytest.mark.parametrize("name", [name for name, each in formats().items() if each.write])
def test_every_format_tells_how_many_questions_lose_what(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, chosen = tmp_path / "out", formats()[name]
    assert main(["export", name, str(out)]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    told = losses_told(lines)
    bank = load_bank()
    changed = {Effect.LEFT_OUT: 0, Effect.DEGRADED: 0}
    for question in bank:
        arrival = chosen.kinds.get(question.kind)
        effect = arrival.effect if arrival else Effect.LEFT_OUT
        if effect in changed:
            changed[effect] += 1
    left_out = sum(number for what, number in told.items() if what.startswith("Left out: "))
    degraded = sum(number for what, number in told.items() if what.startswith("Degraded: "))
    assert left_out >= changed[Effect.LEFT_OUT]
    assert degraded >= changed[Effect.DEGRADED]
    for what in chosen.without:
        words, has_it = CARRIED[what]
        number = sum(has_it(question) for question in bank if question.kind in chosen.kinds)
        assert number - left_out <= told.get(f"{words[:1].upper()}{words[1:]}.", 0) <= number
    assert last == f"{out}: {len(bank) - left_out} of {len(bank)} questions for {chosen.title}."


def test_one_question_is_one_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question, *_ = load_bank().select(lesson="staging")
    assert main(["export", "gift", str(tmp_path / "one.gift"), "--id", question.id]) == 0
    out = capsys.readouterr().out
    assert f"Its sources are lost. 1 question: {question.id}\n" in out
    assert "1 of 1 question for GIFT." in out


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
        (["export", "csv", "x.csv", "--lesson", "stagin"], "Did you mean 'staging'?"),
        (["export", "csv", "x.csv", "--id", "no-such-question"], "there is no question 'no-such-question'"),
        (["export", "jupyterquiz", "x.json", "--kind", "ordering"], "can be held by jupyterquiz"),
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
    assert "Left out: No line says which answer is right. 1 question: question 2\n" in told
    lacking = "objective, explanation, evidence, feedback and misconception"
    assert f"It came without {lacking}. 1 question: question 1\n" in told
    assert main(arguments) == 1  # an existing file is never replaced
    assert "is there already" in capsys.readouterr().err
    monkeypatch.setenv(FOLDER_VARIABLE, str(own))
    assert main(["check"]) == 1
    listed = [line for line in capsys.readouterr().out.splitlines() if "quiz.toml" in line]
    assert "it is a draft, without objective, explanation, evidence, feedback, misconception." in listed[0]
    assert not any("there is no" in line for line in listed)


def test_a_loss_of_one_kind_is_one_line_whatever_the_questions_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("gift", "jupyterquiz", "qti12"):
        assert main(["export", name, str(tmp_path / "out"), "--kind", "numeric"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert len([line for line in lines if "Only digits are read" in line]) == 1, name
