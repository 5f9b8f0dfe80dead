"""QTI 1.2 as Canvas writes and reads it, by its rules, and what others wrote."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from exchange_examples import all_questions
from quiz_examples import ALL, BY_KIND

from ibc_edu.errors import QuestionError
from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About, Draft, Effect, Loss
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.packing import packed, unpacked

NS = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
TYPES = {
    "single": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "matching": "matching_question",
    "categorise": "matching_question",
    "numeric": "numerical_question",
    "short_text": "short_answer_question",
}


@pytest.fixture(scope="module")
def members() -> dict[str, bytes]:
    return unpacked(export(formats()["qti12"], all_questions(), About())[0])


def read(data: bytes) -> tuple[list[Draft], list[Loss]]:
    reader = formats()["qti12"].read
    assert reader is not None
    drafts, losses = reader(data)
    return list(drafts), list(losses)


def test_the_manifest_names_every_file(members: dict[str, bytes]) -> None:
    manifest = ElementTree.fromstring(members["imsmanifest.xml"])
    resources = [each for each in manifest.iter() if each.tag.endswith("}resource")]
    assert [each.get("type") for each in resources] == ["imsqti_xmlv1p2"]
    named = {each.get("href") for each in manifest.iter() if each.tag.endswith("}file")}
    assert named == set(members) - {"imsmanifest.xml"}


def test_every_item_has_its_type_and_every_name_that_is_used(members: dict[str, bytes]) -> None:
    kinds = {question.id: question.kind for question in all_questions()}
    items = list(ElementTree.fromstring(members["questions/questions.xml"]).iter(f"{NS}item"))
    assert len(items) == sum(kind != "ordering" for kind in kinds.values()) > 1000
    for item in items:
        assert item.findtext(f".//{NS}fieldentry") == TYPES[kinds[str(item.get("ident"))]]
        shown = {each.get("linkrefid") for each in item.iter(f"{NS}displayfeedback")}
        assert shown == {each.get("ident") for each in item.iter(f"{NS}itemfeedback")}
        asked = {each.get("ident") for tag in ("lid", "str") for each in item.iter(f"{NS}response_{tag}")}
        assert {each.get("respident") for each in item.iter(f"{NS}varequal")} <= asked
        scores = [(each.get("action"), float(each.text or "")) for each in item.iter(f"{NS}setvar")]
        assert sum(score for _, score in scores) == pytest.approx(100, abs=0.01)


def test_ordering_stays_out_with_a_sentence() -> None:
    _, losses = export(formats()["qti12"], ALL, About())
    left_out = [loss for loss in losses if loss.effect is Effect.LEFT_OUT]
    assert [loss.question for loss in left_out] == [BY_KIND["ordering"].id]


def item(presentation: str, processing: str, more: str = "") -> bytes:
    material = "<material><mattext texttype='text/html'>&lt;p&gt;What?&lt;/p&gt;</mattext></material>"
    return (
        f"<questestinterop><item ident='Mine' title='x'>{more}<presentation>{material}{presentation}</presentation>"
        f"<resprocessing>{processing}</resprocessing></item></questestinterop>"
    ).encode()


def choice(cardinality: str, *texts: str) -> str:
    labels = "".join(
        f"<response_label ident='{text}'><material><mattext>{text}</mattext></material></response_label>"
        for text in texts
    )
    return (
        f"<response_lid ident='R' rcardinality='{cardinality}'><render_choice>{labels}</render_choice></response_lid>"
    )


def rule(test: str, score: float, action: str = "Set") -> str:
    earned = f"<setvar varname='SCORE' action='{action}'>{score}</setvar>"
    return f"<respcondition><conditionvar>{test}</conditionvar>{earned}</respcondition>"


def equal(value: str) -> str:
    return f"<varequal respident='R'>{value}</varequal>"


TYPED = "<response_str ident='R'><render_fib{}/></response_str>"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (item(choice("Single", "a", "b"), rule(equal("b"), 1)), "single"),
        (item(choice("Multiple", "a", "b", "c"), rule(f"<and>{equal('a')}{equal('b')}</and>", 5)), "multiple"),
        (
            item(choice("Multiple", "a", "b", "c"), rule(equal("a"), 1, "Add") + rule(equal("b"), 1, "Subtract")),
            "multiple",
        ),
        (item(TYPED.format(" fibtype='Decimal'"), rule(equal("1.5"), 1)), "numeric"),
        (item(TYPED.format(""), rule(equal("liver") + equal("the liver"), 1)), "short_text"),
        (item(choice("Single", "a", "b"), ""), None),
        (item(choice("Single", "a", "b"), rule(equal("a"), 1) + rule(equal("b"), 0.5)), None),
        (item(choice("Multiple", "a", "b", "c"), rule(f"<or>{equal('a')}{equal('b')}</or>", 1)), None),
        (item(TYPED.format(""), rule("<varsubstring respident='R'>liv</varsubstring>", 1)), None),
        (item(TYPED.format(" fibtype='Integer'"), rule(equal("one"), 1)), None),
        (item("<material><matimage uri='x.png'/></material>", rule(equal("a"), 1)), None),
        (item("", rule(equal("a"), 1)), None),
    ],
)
def test_what_others_wrote_becomes_a_draft_or_is_refused_by_name(data: bytes, kind: str | None) -> None:
    for form in (data, packed({"imsmanifest.xml": b"<manifest/>", "a/b.xml": data})):
        drafts, losses = read(form)
        assert [draft.fields["kind"] for draft in drafts] == ([kind] if kind else [])
        assert [loss.question for loss in losses if loss.effect is Effect.LEFT_OUT] == ([] if kind else ["Mine"])


def test_the_key_of_others_is_kept() -> None:
    answers = read(item(choice("Multiple", "a", "b", "c"), rule(f"<and>{equal('a')}<not>{equal('b')}</not></and>", 5)))
    assert [row["correct"] for row in answers[0][0].fields["answers"]] == [True, False, False]
    assert [loss.effect for loss in answers[1]] == [Effect.DEGRADED]


def test_a_script_or_a_picture_in_a_text_is_refused() -> None:
    for text in ("&lt;script&gt;x&lt;/script&gt;", "&lt;img src='x'&gt;"):
        data = item(choice("Single", "a", "b"), rule(equal("b"), 1)).replace(b"What?", text.encode())
        assert [loss.effect for loss in read(data)[1]] == [Effect.LEFT_OUT]


@pytest.mark.parametrize("data", [b"", b"<quiz/>", b"PK\x03\x04broken", packed({"a.txt": b"x"}), packed({})])
def test_what_is_no_qti_is_refused(data: bytes) -> None:
    with pytest.raises(QuestionError):
        read(data)
