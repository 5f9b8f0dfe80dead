"""Handouts: the worksheet holds no answer, the key holds all of them with their sources."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ibc_edu.classroom.handouts.handout import _source_line, handout
from ibc_edu.classroom.presentation.presenting import notebook_path
from ibc_edu.classroom.presentation.slide_text import plain_text
from ibc_edu.classroom.presentation.slides import slides
from ibc_edu.cli import main
from ibc_edu.cli.classroom import find_browser
from ibc_edu.course.course import Course, Lesson
from ibc_edu.errors import QuestionError
from ibc_edu.parts import PARTS
from ibc_edu.parts.shared.call_signs import owner
from ibc_edu.quiz.bank import Bank, Located
from ibc_edu.quiz.kinds.choice import Choice

COURSE = Course(parts=PARTS, record="memory")


class Text(HTMLParser):
    """The text of a page, and whether its tags close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def text(page: str) -> str:
    parsed = Text(page)
    assert parsed.open == []
    return " ".join(parsed.text.split())


def lesson(name: str = "staging") -> Lesson:
    return Lesson(COURSE.plan.lesson(name), COURSE)


@pytest.mark.parametrize("name", ["start", "staging", "receptors"])
def test_the_worksheet_asks_everything_and_tells_nothing(name: str) -> None:
    made = lesson(name)
    page = handout(made)
    worksheet, key = text(page.worksheet), text(page.key)
    asked = [question for part in made.plan.checks for question in made.questions() if question.part == part]
    numbered = [question for question in asked if "paper" in question.where]
    assert numbered
    for number, question in enumerate(numbered, start=1):
        stem = f"{number}. {question.paper_stem or question.stem}"
        assert stem in worksheet
        assert stem in key
        assert question.explanation in key
        assert question.explanation not in worksheet
        assert question.id not in worksheet
        if isinstance(question, Choice):
            for answer in question.answers:
                assert answer.feedback in key
                assert answer.feedback not in worksheet
    assert 'class="right"' not in page.worksheet
    assert "class=right" not in page.worksheet
    assert "The article, " in key


def test_letters_of_the_key_are_those_of_the_worksheet() -> None:
    page = handout(lesson())
    worksheet, key = text(page.worksheet), text(page.key)
    question = next(question for question in lesson().questions() if question.kind == "single")
    right = question.key_text()
    (letter,) = re.findall(rf"([A-E]) {re.escape(right)}", worksheet.split(question.stem)[1][:400])[:1]
    assert f"{letter}. {right}:" in key.split(question.stem)[1][:400]


def test_a_page_needs_nothing_from_elsewhere_and_fits_the_paper() -> None:
    page = handout(lesson(), "Letter")
    for html in (page.worksheet, page.key):
        assert not re.search(r"(src|href)=|url\(|@import|<script", html)
        assert "size: Letter" in html
    assert "@page { size:" not in handout(lesson()).worksheet
    with pytest.raises(QuestionError, match="no paper 'B9'"):
        handout(lesson(), "B9")


def test_paper_gets_its_own_stem_or_leaves_the_question_out() -> None:
    page = handout(lesson("therapies"))
    assert "Put each drug into its class." in text(page.worksheet)
    assert "The map above may help" not in text(page.worksheet) + text(page.key)
    assert "Its card on the map" not in text(page.worksheet) + text(page.key)


def test_markup_in_a_question_stays_text() -> None:
    made = lesson()
    course = Course(parts=PARTS, record="memory")
    questions = [question.model_copy(update={"stem": "<script>x</script>"}) for question in made.questions()]
    course.__dict__["bank"] = Bank(tuple(Located(question, Path("x.toml"), 1) for question in questions))
    page = handout(Lesson(course.plan.lesson("staging"), course))
    assert "<script" not in page.worksheet + page.key
    assert "<script>x</script>" in text(page.worksheet)


def test_a_lesson_without_questions_has_no_handout() -> None:
    with pytest.raises(QuestionError, match="asks no questions"):
        handout(lesson("review"))


def test_the_command_writes_both_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "staging", "--folder", str(tmp_path / "out"), "--paper", "A4"]) == 0
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.name for path in paths] == ["staging-worksheet.html", "staging-answers.html"]
    assert all("size: A4" in path.read_text(encoding="utf-8") for path in paths)
    assert main(["handout", "stagging"]) == 1
    assert "Did you mean 'staging'?" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert main(["handout", "staging", "--folder", str(tmp_path / "file")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_number_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "staging", "--folder", str(tmp_path), "--questions", "999"]) == 0
    told = capsys.readouterr()
    there = (tmp_path / "staging-worksheet.html").read_text(encoding="utf-8").count('<p class="stem">')
    assert told.err == f"Only {there} questions can be asked on paper there; the worksheet has all of them.\n"
    assert len(told.out.splitlines()) == 2
    assert main(["handout", "staging", "--folder", str(tmp_path), "--questions", str(there)]) == 0
    assert capsys.readouterr().err == ""


def test_without_a_browser_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    assert main(["handout", "staging", "--folder", str(tmp_path), "--pdf"]) == 1
    assert "print the HTML file from your own browser" in capsys.readouterr().err
    assert (tmp_path / "staging-worksheet.html").exists()
    assert (tmp_path / "staging-answers.html").exists()


def test_version_b_asks_the_same_in_another_order() -> None:
    first, second = (handout(lesson(), number=6, version=version) for version in "AB")
    stems = [
        re.findall(r'class="stem">\d+\. <span dir="auto">(.*?)</span>', made.worksheet) for made in (first, second)
    ]
    assert len(stems[0]) == 6
    assert sorted(stems[0]) == sorted(stems[1])
    assert stems[0] != stems[1]
    assert "(version B)" in text(second.key)
    with pytest.raises(QuestionError, match="no version 'C'"):
        handout(lesson(), version="C")
    with pytest.raises(QuestionError, match="0 questions cannot be asked"):
        handout(lesson(), number=0)


def test_only_the_chosen_checks_are_asked() -> None:
    made = lesson()
    part, other = list(made.plan.checks)[:2]
    page = text(handout(made, parts=[other]).worksheet)
    assert made.plan.checks[other] in page
    assert made.plan.checks[part] not in page
    with pytest.raises(QuestionError, match="no check 'nowhere'"):
        handout(made, parts=["nowhere"])


def test_questions_that_need_the_screen_stay_out_or_have_a_stem_for_paper() -> None:
    course = Course(parts=PARTS, record="memory")
    first, second, *others = course.lesson("staging").questions()
    asked = [
        first.model_copy(update={"where": ("screen",), "stem": "Only with the map?"}),
        second.model_copy(update={"stem": "On the map above?", "paper_stem": "In words?"}),
        *others,
    ]
    course.__dict__["bank"] = Bank(tuple(Located(question, Path("x.toml"), 1) for question in asked))
    made = handout(Lesson(course.plan.lesson("staging"), course))
    for html in (made.worksheet, made.key):
        assert "Only with the map?" not in html
        assert "On the map above?" not in html
        assert "In words?" in html


def test_each_sheet_is_numbered_and_the_key_is_marked_as_key() -> None:
    page = handout(lesson())
    assert "ANSWER KEY" in page.key.split("@top-right")[1][:60]
    assert "ANSWER KEY" not in page.worksheet
    for html in (page.worksheet, page.key):
        assert "counter(page)" in html
        assert "<footer" not in html
        assert html.count("answer-row") == 2  # its style, and one row


def test_sheets_hold_the_lesson_the_words_and_the_signs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [word for name in ("text", "glossary", "signs") for word in ("--sheet", name)]
    assert main(["handout", "staging", "--folder", str(tmp_path), *wanted]) == 0, capsys.readouterr()
    course = Course(parts=PARTS, record="memory")
    words = text((tmp_path / "staging-glossary.html").read_text(encoding="utf-8"))
    assert all(str(row["plain"]) in words for row in course.rows("glossary"))
    signs = text((tmp_path / "staging-signs.html").read_text(encoding="utf-8"))
    assert all(row["sign"].rstrip(".") in signs for row in course.rows("call_signs") if not owner(row))
    read = text((tmp_path / "staging-text.html").read_text(encoding="utf-8"))
    steps = slides(notebook_path("01_staging.ipynb"), course.lesson("staging").plan.part_names)
    shown = [block for step in steps for block in step.blocks if block["kind"] == "paragraph"]
    spoken = [plain_text(block.get("paper", block["spans"])) for block in shown]
    assert len(spoken) > 20
    assert "28.4 months" not in read  # stands behind the fold
    assert all(" ".join(paragraph.split()) in read for paragraph in spoken)


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        (["--questions", "3"], "--questions"),
        (["--questions", "3", "--version", "A"], "--questions and --version"),
        (["--part", "check-stage"], "--part"),
    ],
)
def test_what_chooses_questions_is_refused_for_a_sheet(
    flags: list[str], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handout", "staging", "--folder", str(tmp_path), "--sheet", "glossary", *flags]) == 1
    told = f"--sheet: a sheet holds no questions to choose from. Leave out {named}, or --sheet.\n"
    assert capsys.readouterr().err == told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(find_browser() is None, reason="no Chromium or Chrome")
def test_the_command_makes_pdf_of_the_papers_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "start", "--folder", str(tmp_path), "--pdf", "--paper", "Letter"]) == 0, capsys.readouterr()
    content = (tmp_path / "start-worksheet.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert box
    assert json.loads(box.group(1)) == pytest.approx(612, abs=1)  # 8.5 by 11 inches, in points
    assert json.loads(box.group(2)) == pytest.approx(792, abs=1)


def test_a_gated_fact_is_not_printed_and_a_recalled_one_is_marked() -> None:
    course = Course(parts=PARTS, record="memory")
    (gated,) = course.sources((), ["CF-115"])
    (recalled,) = course.sources((), ["CF-068"])
    assert "23.0" in gated["text"]
    assert "23.0" not in _source_line(gated)
    assert gated["label"] in _source_line(gated)
    assert "recalled, not yet read in a source" in _source_line(recalled)
    key = text(handout(Lesson(course.plan.lesson("receptors"), course)).key)
    assert gated["text"] not in key
