"""Moodle XML by the rules that its importer showed, and a file that says how every kind is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from exchange_examples import all_questions
from quiz_examples import ALL, BY_KIND, COMMON, MULTIPLE, NUMERIC, SHORT_TEXT, answer

from ibc_edu.errors import QuestionError
from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About, Effect, Loss
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.grades import GRADES
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import ANSWERED_AS
from ibc_edu.quiz.kinds.multiple import Multiple
from ibc_edu.quiz.sources import Fact, Library

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("moodle", "moodle-match")
GATE: Any = {"title": "Closed", "caution": "Be careful", "rests_on": "y"}
LIBRARY = Library(
    sentences={"faq/a1/s1": "The sentence & more."},
    sections={"faq": "Questions people ask"},
    facts={
        "CF-028": Fact("Open fact.", "A source", "2026-01-01"),
        "CF-001": Fact("Closed fact.", "B", "2025", True, GATE),
    },
)


def written(name: str, questions: Sequence[QuestionBase]) -> str:
    data, _ = export(formats()[name], questions, About("Title", LIBRARY))
    return data.decode()


@pytest.fixture(scope="module", params=NAMES)
def quiz(request: pytest.FixtureRequest) -> ElementTree.Element:
    return ElementTree.fromstring(written(request.param, all_questions()))


@pytest.mark.parametrize("name", NAMES)
def test_every_way_to_answer_is_written_as_in_the_golden_file(name: str) -> None:
    questions = [question for question in ALL if question.kind in ANSWERED_AS]
    assert written(name, questions).replace("><", ">\n<") == (GOLDEN / f"{name}.xml").read_text(encoding="utf-8")


def test_every_fraction_is_a_grade_that_moodle_knows(quiz: ElementTree.Element) -> None:
    fractions = {float(each.get("fraction", "")) for item in quiz for each in item if item.get("type") != "ordering"
                 if each.tag == "answer"}  # fmt: skip
    assert fractions
    assert fractions <= set(GRADES)


def test_feedback_on_the_whole_always_says_whether_to_show_numbers(quiz: ElementTree.Element) -> None:
    combined = [item for item in quiz if item.find("correctfeedback") is not None]
    assert {item.get("type") for item in combined} >= {"multichoice", "ordering"}
    assert {item.findtext("shownumcorrect") for item in combined} == {"1"}


def test_id_numbers_are_there_and_unique(quiz: ElementTree.Element) -> None:
    numbers = [item.findtext("idnumber") for item in quiz]
    assert None not in numbers
    assert len(set(numbers)) == len(numbers) > 1100


def test_any_other_answer_comes_last_and_earns_nothing(quiz: ElementTree.Element) -> None:
    for item in quiz:
        if item.get("type") in ("numerical", "shortanswer"):
            texts = [(each.findtext("text"), each.get("fraction")) for each in item.findall("answer")]
            assert texts[-1] == ("*", "0")
            assert "*" not in [text for text, _ in texts[:-1]]


def test_what_stands_behind_a_gate_is_named_and_not_told() -> None:
    question = MULTIPLE.model_copy(update={"facts": ("CF-028", "CF-001")})
    text = written("moodle", [question])
    assert "Questions people ask · The sentence &amp;amp; more." in text
    assert "A source · Open fact. · 2026-01-01" in text
    assert "B · 2025" in text
    assert "Closed fact" not in text


def test_a_share_that_is_no_grade_is_left_out_or_told() -> None:
    rows = [answer(f"right {number}", right=True) for number in range(11)]
    eleven = Multiple.model_validate(
        {"kind": "multiple", "id": "staging-eleven", "stem": "?", "answers": [*rows, answer("wrong")], **COMMON}
    )
    near = NUMERIC.near_misses[0].model_copy(update={"credit": 0.15})
    odd = NUMERIC.model_copy(update={"near_misses": (near,)})
    data, losses = export(formats()["moodle"], [eleven, odd], About())
    told = {(loss.question, loss.effect): loss.what for loss in losses}
    assert told["staging-eleven", Effect.LEFT_OUT] == "an answer counts 9.09%, which is no share that Moodle knows."
    assert told["staging-numeric", Effect.DEGRADED].startswith("credit is none of Moodle's: 15.0% became ")
    assert b"staging-eleven" not in data
    why = "nothing was written, for Moodle XML can hold none of these questions: an answer counts 9.09%, which"
    with pytest.raises(QuestionError, match=why):
        export(formats()["moodle"], [eleven], About())


def test_no_questions_at_all_are_refused_in_plain_words() -> None:
    with pytest.raises(QuestionError, match=r"^there are no questions to write\."):
        export(formats()["moodle"], [], About())


def test_where_many_reasons_are_cut_it_says_how_many_more_there_are() -> None:
    seven = [Loss(SHORT_TEXT.id, f"reason {number}.", Effect.LEFT_OUT) for number in range(7)]
    picky = replace(formats()["moodle"], write=lambda questions, about: (b"", seven))
    with pytest.raises(QuestionError, match=r"reason 0; .*reason 4; and 2 more\."):
        export(picky, [SHORT_TEXT], About())


def test_a_short_answer_goes_out_with_its_variants() -> None:
    quiz = ElementTree.fromstring(written("moodle", [SHORT_TEXT]))
    texts = {str(each.findtext("text")) for each in quiz.iter("answer")}
    assert {"tamoxifen", "the tamoxifen", "tamoxifen.", "Nolvadex", "letrozole"} <= texts
    graded = [SHORT_TEXT.grade(text).score for text in sorted(texts - {"*"})]
    stated = {str(each.findtext("text")): each.get("fraction") for each in quiz.iter("answer")}
    assert [f"{100 * (score or 0):g}" for score in graded] == [stated[text] for text in sorted(texts - {"*"})]


def foreign(kind: str, body: str) -> bytes:
    return f"""<quiz><question type="category"><category><text>x</text></category></question>
    <question type="{kind}"><name><text>Mine</text></name><questiontext><text>What?</text></questiontext>
    {body}</question></quiz>""".encode()


def answers(*rows: tuple[str, float]) -> str:
    return "".join(f'<answer fraction="{credit}"><text>{text}</text></answer>' for text, credit in rows)


@pytest.mark.parametrize(
    ("kind", "body", "found"),
    [
        ("truefalse", answers(("true", 0), ("false", 100)), "single"),
        ("multichoice", "<single>false</single>" + answers(("a", 50), ("b", 50), ("c", -100)), "multiple"),
        ("shortanswer", answers(("a word", 100), ("another", 50), ("*", 0)), "short_text"),
        ("numerical", answers(("12.5", 100), ("13", 50)), "numeric"),
        ("essay", "", None),
        ("calculated", answers(("{x}", 100)), None),
        ("multichoice", answers(("a", 50), ("b", 0)), None),
        ("multichoice", "<single>false</single>" + answers(("a", 50), ("b", 50)), None),
        ("shortanswer", answers(("a*", 100)), None),
        ("numerical", answers(("1", 100), ("2", 100)), None),
        ("numerical", answers(("one", 100)), None),
        ("cloze", "", None),
    ],
)
def test_what_others_wrote_becomes_a_draft_or_is_refused_by_name(kind: str, body: str, found: str | None) -> None:
    read = formats()["moodle"].read
    assert read is not None
    drafts, losses = read(foreign(kind, body))
    assert [draft.fields["kind"] for draft in drafts] == ([found] if found else [])
    assert [loss.question for loss in losses if loss.effect is Effect.LEFT_OUT] == ([] if found else ["Mine"])


def test_gaps_of_others_become_pairs_where_their_menus_are_the_same() -> None:
    text = (
        "<p>Sort.</p><p>Oak {1:MC:=tree~fish}</p><p>Cod {2:MULTICHOICE_V:tree#Not that.~%100%fish#Yes \\~ it is.}</p>"
    )
    body = (
        f"<quiz><question type='cloze'><questiontext><text><![CDATA[{text}]]></text></questiontext></question></quiz>"
    )
    read = formats()["moodle"].read
    assert read is not None
    drafts, _ = read(body.encode())
    assert drafts[0].fields["stem"] == "Sort."
    assert drafts[0].fields["pairs"] == [
        {"left": "Oak", "right": "tree"},
        {"left": "Cod", "right": "fish", "feedback": "Yes ~ it is.", "mistake": "Not that."},
    ]
    _, losses = read(body.replace("{1:MC:=tree~fish}", "{1:SHORTANSWER:=tree}").encode())
    assert "gaps in its text" in losses[0].what


def test_every_kind_arrives_here() -> None:
    assert all(formats()["moodle"].arrival(question) is not None for question in BY_KIND.values())
