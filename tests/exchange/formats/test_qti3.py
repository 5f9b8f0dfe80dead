"""QTI 3.0: packages that name every file, and items that others wrote."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from exchange_examples import all_questions
from quiz_examples import ALL, BY_KIND

from ibc_edu.errors import QuestionError
from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About, Draft, Effect, Loss
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.packing import packed, unpacked
from ibc_edu.exchange.tags import tags_of

NS = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"


@pytest.fixture(scope="module")
def members() -> dict[str, bytes]:
    return unpacked(export(formats()["qti3"], all_questions(), About("A course"))[0])


def read(data: bytes) -> tuple[list[Draft], list[Loss]]:
    reader = formats()["qti3"].read
    assert reader is not None
    drafts, losses = reader(data)
    return list(drafts), list(losses)


def test_the_manifest_names_every_file_and_the_tags_of_every_item(members: dict[str, bytes]) -> None:
    manifest = ElementTree.fromstring(members["imsmanifest.xml"])
    resources = {str(each.get("href")): each for each in manifest.iter() if each.tag.endswith("}resource")}
    assert set(resources) == set(members) - {"imsmanifest.xml"}
    for question in all_questions():
        resource = resources[f"items/{question.id}.xml"]
        assert [each.text for each in resource.iter() if each.tag.endswith("}string")] == tags_of(question)
    needed = {each.get("identifierref") for each in manifest.iter() if each.tag.endswith("}dependency")}
    assert needed == {each.get("identifier") for each in resources.values()} - {"test"}


def test_the_test_asks_every_item(members: dict[str, bytes]) -> None:
    test = ElementTree.fromstring(members["test.xml"])
    assert test.get("title") == "A course"
    asked = [each.get("href") for each in test.iter(f"{NS}qti-assessment-item-ref")]
    assert asked == [f"items/{question.id}.xml" for question in all_questions()]


def test_every_name_that_an_item_uses_is_declared_once(members: dict[str, bytes]) -> None:
    for name, member in members.items():
        if not name.startswith("items/"):
            continue
        item = ElementTree.fromstring(member)
        outcomes = [each.get("identifier") for each in item.iter(f"{NS}qti-outcome-declaration")]
        assert len(outcomes) == len(set(outcomes))
        assert {each.get("identifier") for each in item.iter(f"{NS}qti-set-outcome-value")} <= set(outcomes)
        said = [
            (each.get("outcome-identifier"), each.get("identifier")) for each in item.iter(f"{NS}qti-modal-feedback")
        ]
        assert len(said) == len(set(said))
        assert {outcome for outcome, _ in said} <= set(outcomes)
        choices = [
            each.get("identifier")
            for tag in ("choice", "associable-choice")
            for each in item.iter(f"{NS}qti-simple-{tag}")
        ]
        assert len(choices) == len(set(choices))
        keys = {key for each in item.iter(f"{NS}qti-map-entry") for key in str(each.get("map-key")).split()}
        assert keys <= set(choices)


def test_tags_and_sources_come_back_and_what_stands_nowhere_is_told() -> None:
    question = BY_KIND["single"]
    drafts, losses = read(export(formats()["qti3"], [question], About())[0])
    assert losses == []
    fields = drafts[0].fields
    assert (fields["lesson"], fields["part"], fields["bloom"]) == (question.lesson, question.part, question.bloom)
    assert "hint" not in fields
    alone, _ = read(unpacked(export(formats()["qti3"], ALL, About())[0])[f"items/{question.id}.xml"])
    assert "lesson" not in alone[0].fields


def declared(cardinality: str, base: str, correct: str = "", more: str = "") -> str:
    values = "".join(f"<qti-value>{value}</qti-value>" for value in correct.split("|") if value)
    key = f"<qti-correct-response>{values}</qti-correct-response>" if values else ""
    opening = f"<qti-response-declaration identifier='R' cardinality='{cardinality}' base-type='{base}'>"
    return f"{opening}{key}{more}</qti-response-declaration>"


def mapped(**credits: float) -> str:
    entries = "".join(f"<qti-map-entry map-key='{key}' mapped-value='{value}'/>" for key, value in credits.items())
    return f"<qti-mapping default-value='0'>{entries}</qti-mapping>"


def item(
    declaration: str, body: str, processing: str = "template='rptemplates/match_correct.xml'", more: str = ""
) -> bytes:
    judged = f"<qti-response-processing {processing}/>" if processing.startswith("template") else processing
    return (
        "<qti:qti-assessment-item xmlns:qti='http://www.imsglobal.org/xsd/imsqtiasi_v3p0' "
        "xmlns='http://www.imsglobal.org/xsd/imsqtiasi_v3p0' identifier='Mine' title='x'>"
        f"{declaration}<qti-item-body><div><p>What?</p>{body}</div></qti-item-body>{judged}{more}</qti:qti-assessment-item>"
    ).encode()


def choice(*names: str) -> str:
    rows = "".join(f"<qti-simple-choice identifier='{name}'>Text {name}</qti-simple-choice>" for name in names)
    return f"<qti-choice-interaction response-identifier='R' max-choices='1'>{rows}</qti-choice-interaction>"


def order(*names: str) -> str:
    return choice(*names).replace("choice-interaction", "order-interaction")


def match(lefts: str, rights: str) -> str:
    sets = "".join(
        "<qti-simple-match-set>"
        + "".join(
            f"<qti-simple-associable-choice identifier='{name}' match-max='1'>T {name}</qti-simple-associable-choice>"
            for name in names
        )
        + "</qti-simple-match-set>"
        for names in (lefts, rights)
    )
    return f"<qti-match-interaction response-identifier='R'>{sets}</qti-match-interaction>"


TYPED = "<p>It is <qti-text-entry-interaction response-identifier='R'/> cm.</p>"
MAP = "template='https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml'"
VARIABLE = "<qti-variable identifier='R'/>"


def scored(test: str, score: str = "1") -> str:
    earned = f"<qti-set-outcome-value identifier='SCORE'>{value('float', score)}</qti-set-outcome-value>"
    return (
        f"<qti-response-processing><qti-response-condition><qti-response-if>{test}{earned}</qti-response-if>"
        "</qti-response-condition></qti-response-processing>"
    )


def value(base: str, text: str) -> str:
    return f"<qti-base-value base-type='{base}'>{text}</qti-base-value>"


BOUNDS = f"<qti-gte>{VARIABLE}{value('float', '2')}</qti-gte><qti-lt>{VARIABLE}{value('float', '4')}</qti-lt>"
BETWEEN = f"<qti-and>{BOUNDS}</qti-and>"
NEAR = f"<qti-equal tolerance-mode='absolute' tolerance='0.5 0.5'>{VARIABLE}{value('float', '5')}</qti-equal>"
SPELLED = f"<qti-string-match case-sensitive='false'>{VARIABLE}{value('string', 'liver')}</qti-string-match>"
KEY = f"<qti-match>{VARIABLE}<qti-correct identifier='R'/></qti-match>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (item(declared("single", "identifier", "b"), choice("a", "b")), {"kind": "single"}),
        (item(declared("single", "identifier", "", mapped(a=0, b=2)), choice("a", "b"), MAP), {"kind": "single"}),
        (item(declared("single", "identifier", "b"), choice("a", "b"), scored(KEY)), {"kind": "single"}),
        (item(declared("multiple", "identifier", "a|b"), choice("a", "b", "c")), {"kind": "multiple"}),
        (
            item(declared("multiple", "identifier", "", mapped(a=1, b=1, c=-1)), choice("a", "b", "c"), MAP),
            {"kind": "multiple"},
        ),
        (item(declared("ordered", "identifier", "b|a|c"), order("a", "b", "c")), {"kind": "ordering"}),
        (
            item(declared("multiple", "directedPair", "a x|b y"), match("ab", "xyz")),
            {"kind": "matching", "distractors": ["T z"]},
        ),
        (
            item(declared("multiple", "directedPair", "a x|b x"), match("ab", "xy")),
            {"kind": "categorise", "categories": ["T x", "T y"]},
        ),
        (
            item(declared("single", "float", "2.5"), TYPED),
            {"kind": "numeric", "value": 2.5, "stem": "What? It is ____ cm."},
        ),
        (item(declared("single", "float"), TYPED, scored(BETWEEN)), {"kind": "numeric", "range": [2.0, 4.0]}),
        (
            item(declared("single", "float", "5"), TYPED, scored(NEAR)),
            {"kind": "numeric", "value": 5.0, "tolerance": 0.5},
        ),
        (item(declared("single", "integer", "7"), TYPED, scored(KEY)), {"kind": "numeric", "value": 7.0}),
        (item(declared("single", "string", "liver"), TYPED), {"kind": "short_text", "accepted": ["liver"]}),
        (
            item(declared("single", "string"), TYPED, scored(SPELLED, "3")),
            {"kind": "short_text", "accepted": ["liver"]},
        ),
        (
            item(declared("single", "string", "", mapped(liver=2, lung=1)), TYPED, MAP),
            {"kind": "short_text", "accepted": ["liver"]},
        ),
    ],
)
def test_what_others_wrote_becomes_a_draft_with_its_key(data: bytes, expected: dict[str, Any]) -> None:
    for form in (data, packed({"imsmanifest.xml": b"<manifest/>", "a/b.xml": data})):
        drafts, losses = read(form)
        assert [loss for loss in losses if loss.effect is Effect.LEFT_OUT] == []
        fields = drafts[0].fields
        assert {name: fields[name] for name in expected} == expected
        if fields["kind"] in ("single", "multiple"):
            right = [row["text"] for row in fields["answers"] if row["correct"]]
            assert right == (["Text b"] if fields["kind"] == "single" else ["Text a", "Text b"])
        if fields["kind"] == "ordering":
            assert [step["text"] for step in fields["steps"]] == ["Text b", "Text a", "Text c"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (item("", choice("a", "b")), "not declared"),
        (item(declared("single", "identifier"), choice("a", "b")), "no right answer"),
        (item(declared("multiple", "identifier", "a|b"), choice("a", "b")), "every answer is right"),
        (item(declared("single", "identifier", "", mapped(a=1, b=1)), choice("a", "b"), MAP), "earn the full score"),
        (item(declared("ordered", "identifier", "b|a"), order("a", "b", "c")), "right order is not given"),
        (item(declared("multiple", "directedPair", "a x"), match("ab", "xy")), "no right match"),
        (item(declared("multiple", "directedPair", "a x|a y|b y"), match("ab", "xy")), "no right match, or several"),
        (item(declared("single", "float", "two"), TYPED), "is no number"),
        (
            item(
                declared("single", "string", "a"),
                TYPED,
                scored(f"<qti-pattern-match pattern='a.*'>{VARIABLE}</qti-pattern-match>"),
            ),
            "counted in a way",
        ),
        (item(declared("single", "string", "a"), TYPED, scored(f"<qti-not>{SPELLED}</qti-not>")), "counted in a way"),
        (item(declared("single", "point", "1 1"), TYPED), "in a way that no kind here has"),
        (item(declared("single", "string", "a"), TYPED + TYPED), "in a way that no kind here has"),
        (
            item(declared("single", "string"), "<qti-extended-text-interaction response-identifier='R'/>"),
            "in a way that no kind",
        ),
        (item(declared("single", "string"), ""), "it asks nothing"),
        (
            item(declared("single", "identifier", "b"), choice("a", "b"), more="<qti-template-processing/>"),
            "drawn anew",
        ),
    ],
)
def test_what_cannot_be_held_is_refused_by_name(data: bytes, reason: str) -> None:
    drafts, losses = read(data)
    assert drafts == []
    assert [loss.question for loss in losses] == ["Mine"]
    assert reason in losses[0].what


def test_feedback_of_others_comes_in_or_is_told() -> None:
    inline = choice("a", "b").replace(
        "Text a", "Text a<qti-feedback-inline outcome-identifier='F' identifier='a'>Why a.</qti-feedback-inline>"
    )
    drafts, _ = read(item(declared("single", "identifier", "b"), inline))
    assert [(row["text"], row["feedback"]) for row in drafts[0].fields["answers"]] == [
        ("Text a", "Why a."),
        ("Text b", ""),
    ]
    block = "<qti-modal-feedback outcome-identifier='F' identifier='odd' show-hide='show'>Oh.</qti-modal-feedback>"
    drafts, losses = read(item(declared("single", "identifier", "b"), choice("a", "b"), more=block))
    assert len(drafts) == 1
    assert ["what it says after some answers" in loss.what for loss in losses] == [True]


@pytest.mark.parametrize("data", [b"", b"<quiz/>", b"PK\x03\x04broken", packed({"a.txt": b"x"}), packed({})])
def test_what_is_no_qti_is_refused(data: bytes) -> None:
    with pytest.raises(QuestionError):
        read(data)
