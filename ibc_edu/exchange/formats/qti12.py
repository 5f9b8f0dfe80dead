"""QTI 1.2 out, in the dialect of the package that Canvas reads: one quiz whose questions bear Canvas's types.

Element names follow IMS Question & Test Interoperability 1.2; `question_type` is Canvas's own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ibc_edu.exchange.contract import EXACT, About, Format, Loss, Written, degraded, impossible
from ibc_edu.exchange.formats.qti12_reading import GENERAL, TAGS, WRONG, read
from ibc_edu.exchange.grades import is_range, value_and_tolerance
from ibc_edu.exchange.packing import packed
from ibc_edu.exchange.source_list import source_list
from ibc_edu.exchange.tags import tags_of
from ibc_edu.exchange.variants import variants
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_NAME = "questions"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def write(questions: Sequence[QuestionBase], about: About) -> Written:
    """Return the questions as a package with one quiz."""
    items = ["\n".join(_item(question, question.exchange(), about)) for question in questions]
    quiz = [
        f'{_HEAD}\n<questestinterop xmlns="{_QTI}">',
        f'<assessment ident="{_NAME}" title={quoteattr(about.title)}><section ident="root_section">',
        *items,
        "</section></assessment>\n</questestinterop>\n",
    ]
    href = f"{_NAME}/{_NAME}.xml"
    manifest = (
        f'{_HEAD}\n<manifest identifier="ibc-edu-{_NAME}" xmlns="{_PACKAGE}">\n<organizations/>\n<resources>'
        f'<resource identifier="{_NAME}" type="imsqti_xmlv1p2" href="{href}"><file href="{href}"/></resource>'
        "</resources>\n</manifest>\n"
    )
    members = {"imsmanifest.xml": manifest, href: "\n".join(quiz)}
    data = {name: _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text).encode() for name, text in members.items()}
    return packed(data), [loss for question in questions for loss in _losses(question)]


def _item(question: QuestionBase, form: Exchange, about: About) -> Iterator[str]:
    kind = _CANVAS[form.answered_as]
    name = quoteattr(question.id)
    fields = {"question_type": kind, "points_possible": "1", TAGS: " ".join(tags_of(question))}
    yield f"<item ident={name} title={name}><itemmetadata><qtimetadata>"
    for label, entry in fields.items():
        yield f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{escape(entry)}</fieldentry>"
        yield "</qtimetadatafield>"
    yield f"</qtimetadata></itemmetadata>\n<presentation>{_html(_paragraph(question.stem))}"
    yield from _asked(form)
    yield "</presentation>\n<resprocessing><outcomes>"
    yield '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
    yield _condition("<other/>", feedback=GENERAL)
    if form.otherwise:
        yield _condition("<other/>", feedback=WRONG)
    yield from _judged(question, form)
    yield "</resprocessing>"
    yield _feedback(GENERAL, _paragraph(question.explanation) + source_list(question, about))
    yield from _said(form)
    yield "</item>"


def _asked(form: Exchange) -> Iterator[str]:
    match form.interaction:
        case Interaction.CHOICE:
            cardinality = "Single" if form.most == 1 else "Multiple"
            labels = "".join(_label(row.key, row.text) for row in form.rows)
            yield f'<response_lid ident="response1" rcardinality="{cardinality}">'
            yield f"<render_choice>{labels}</render_choice></response_lid>"
        case Interaction.MATCH | Interaction.GROUP:
            labels = "".join(_label(key, text) for key, text in form.targets.items())
            for row in form.rows:
                yield f'<response_lid ident="response_{row.key}">{_plain(row.text)}'
                yield f"<render_choice>{labels}</render_choice></response_lid>"
        case Interaction.NUMBER | Interaction.TEXT:
            kind = ' fibtype="Decimal"' if form.interaction is Interaction.NUMBER else ""
            yield '<response_str ident="response1" rcardinality="Single">'
            yield f'<render_fib{kind}><response_label ident="answer1"/></render_fib></response_str>'


def _judged(question: QuestionBase, form: Exchange) -> Iterator[str]:
    """Yield the conditions of feedback, then those of the score."""
    match form.interaction:
        case Interaction.CHOICE:
            yield from (_condition(_equal(row.key), feedback=f"{row.key}_fb") for row in form.rows)
            if form.most == 1:
                yield from (_condition(_equal(row.key), 100) for row in form.rows if row.credit > 0)
            else:
                ticks = [_equal(row.key) if row.credit > 0 else f"<not>{_equal(row.key)}</not>" for row in form.rows]
                yield _condition(f"<and>{''.join(ticks)}</and>", 100)
        case Interaction.MATCH | Interaction.GROUP:
            for row in form.rows:
                right = _equal(row.target or "", f"response_{row.key}")
                yield _condition(right, 100 / len(form.rows), action="Add")
                yield _condition(f"<not>{right}</not>", feedback=f"{row.key}_fb")
        case Interaction.NUMBER:
            row = form.rows[0]
            span = (
                f'<vargte respident="response1">{row.low!r}</vargte><varlte respident="response1">{row.high!r}</varlte>'
            )
            exact = "" if is_range(question, row) else _equal(value_and_tolerance(question, row)[0])
            test = f"<or>{exact}<and>{span}</and></or>" if exact else span
            yield _condition(test, 100, feedback="answer1_fb")
        case Interaction.TEXT:
            accepted = [row for row in form.rows if row.credit == 1]
            words = dict.fromkeys(text for row in accepted for text in variants(question, row))
            yield _condition("".join(map(_equal, words)), 100, feedback="answer1_fb")


def _said(form: Exchange) -> Iterator[str]:
    match form.interaction:
        case Interaction.CHOICE:
            yield from (_feedback(f"{row.key}_fb", _escaped(row.feedback)) for row in form.rows)
        case Interaction.MATCH | Interaction.GROUP:
            yield from (_feedback(f"{row.key}_fb", _escaped(row.mistake)) for row in form.rows)
        case Interaction.NUMBER | Interaction.TEXT:
            yield _feedback("answer1_fb", _escaped(form.rows[0].feedback))
    if form.otherwise:
        yield _feedback(WRONG, _escaped(form.otherwise))


def _condition(test: str, score: float | None = None, *, feedback: str = "", action: str = "Set") -> str:
    shown = f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>' if feedback else ""
    earned = "" if score is None else f'<setvar action="{action}" varname="SCORE">{score:.6g}</setvar>'
    more = "No" if score is not None and action == "Set" else "Yes"
    return f'<respcondition continue="{more}"><conditionvar>{test}</conditionvar>{earned}{shown}</respcondition>'


def _equal(value: str, response: str = "response1") -> str:
    return f'<varequal respident="{response}">{escape(value)}</varequal>'


def _label(key: str, text: str) -> str:
    return f'<response_label ident="{key}">{_plain(text)}</response_label>'


def _feedback(name: str, markup: str) -> str:
    return f'<itemfeedback ident="{name}"><flow_mat>{_html(markup)}</flow_mat></itemfeedback>'


def _html(markup: str) -> str:
    return f'<material><mattext texttype="text/html">{escape(markup)}</mattext></material>'


def _plain(text: str) -> str:
    return f'<material><mattext texttype="text/plain">{escape(text)}</mattext></material>'


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _paragraph(text: str) -> str:
    return f"<p>{_escaped(text)}</p>"


def _losses(question: QuestionBase) -> Iterator[Loss]:
    form: Exchange = question.exchange()
    left_out: list[ExchangeRow] = [row for row in form.rows if row.credit < 1]
    if form.interaction in (Interaction.NUMBER, Interaction.TEXT) and left_out:
        told = ", ".join(f"“{row.text}”" for row in left_out)
        yield Loss(question.id, f"what is said of these wrong answers is lost: {told}.")
    if form.unit:
        yield Loss(question.id, "only digits are read there, not a unit after them.")


_CANVAS = {
    "single": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "matching": "matching_question",
    "categorise": "matching_question",
    "numeric": "numerical_question",
    "short_text": "short_answer_question",
}
_PAIRS = degraded("feedback on a right match is lost.")
FORMATS = (
    Format(
        "qti12",
        "QTI 1.2 for Canvas",
        ".zip",
        {
            "single": EXACT,
            "multiple": degraded("its key is there, and each system counts a part of it by a rule of its own."),
            "matching": _PAIRS,
            "categorise": _PAIRS,
            "ordering": impossible("Canvas has no putting in order in QTI 1.2."),
            "numeric": degraded("near misses earn nothing there, and a unit is not read."),
            "short_text": degraded(
                "slips of spelling are not forgiven there and known wrong answers earn nothing; other ways to write a "
                "right answer are listed."
            ),
        },
        without=("hint", "former ids", "misconceptions"),
        write=write,
        read=read,
        verified_by="the round trip, and rules seen in Canvas's converter",
        loaded_by="In Canvas choose Settings, Import Course Content, QTI .zip file.",
    ),
)
