"""QTI 3.0 out: a package with one item a question and a test of all of them.

Element names follow 1EdTech Question & Test Interoperability 3.0; feedback is shown by outcomes of its own for each
part, because players differ in how they add to one list.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from ibc_edu.exchange.contract import EXACT, About, Effect, Format, Loss, Written, degraded
from ibc_edu.exchange.formats.qti3 import ordering
from ibc_edu.exchange.formats.qti3.elements import FEEDBACK, RIGHT, WRONG, assign, feedback_of, literal, name_of
from ibc_edu.exchange.formats.qti3.judging import by_feedback, judged
from ibc_edu.exchange.formats.qti3.packages import HEAD, ITEM, QTI, package
from ibc_edu.exchange.formats.qti3.reading import UNIT, read
from ibc_edu.exchange.formats.qti3.texts import ANSWER
from ibc_edu.exchange.grades import is_range, value_and_tolerance
from ibc_edu.exchange.source_list import source_list
from ibc_edu.exchange.tags import tags_of
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

_BY_ROW = (Interaction.MATCH, Interaction.GROUP, Interaction.ORDER)
EXPLANATION = "EXPLANATION"
"""Name of the feedback that is shown after any answer."""


def write(questions: Sequence[QuestionBase], about: About) -> Written:
    """Return the questions as a package: a manifest with their tags, a test, and an item for each."""
    items = {question.id: item(question, about) for question in questions}
    tags = {question.id: tags_of(question) for question in questions}
    return package(about.title, items, tags), [loss for question in questions for loss in _losses(question)]


def item(question: QuestionBase, about: About) -> str:
    """Return one item as a document of its own."""
    form = question.exchange()
    name = quoteattr(question.id)
    lines = [
        f'{HEAD}<{ITEM} xmlns="{QTI}" identifier={name} title={name} adaptive="false" '
        'time-dependent="false" xml:lang="en">',
        _response(question, form),
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="1">'
        "<qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>",
        *(_outcome(name, several) for name, several in _outcomes(form).items()),
        *(ordering.declared(form.rows) if form.interaction is Interaction.ORDER else ()),
        "<qti-item-body>",
        *_asked(question, form),
        "</qti-item-body>\n<qti-response-processing>",
        *judged(question, form),
        assign(EXPLANATION, literal("identifier", EXPLANATION)),
        "</qti-response-processing>",
        *_said(form),
        _feedback(EXPLANATION, EXPLANATION, f"{_paragraph(question.explanation)}{source_list(question, about)}"),
        f"</{ITEM}>\n",
    ]
    return "\n".join(lines)


def _outcomes(form: Exchange) -> Mapping[str, bool]:
    """Return the outcomes that show feedback, and whether each can be several at once."""
    if form.interaction in _BY_ROW:
        return {EXPLANATION: False, **{feedback_of(row): False for row in form.rows}}
    return {EXPLANATION: False, FEEDBACK: form.interaction is Interaction.CHOICE and form.most != 1}


def _response(question: QuestionBase, form: Exchange) -> str:
    names = [name_of(row.key) for row in form.rows]
    match form.interaction:
        case Interaction.CHOICE:
            cardinality = "single" if form.most == 1 else "multiple"
            right = [name for name, row in zip(names, form.rows, strict=True) if row.credit > 0]
            credits = {name: row.credit for name, row in zip(names, form.rows, strict=True)}
            return _declared(cardinality, "identifier", right, credits)
        case Interaction.MATCH | Interaction.GROUP:
            pairs = [_pair(row) for row in form.rows]
            return _declared("multiple", "directedPair", pairs, dict.fromkeys(pairs, 1 / len(pairs)))
        case Interaction.ORDER:
            return _declared("ordered", "identifier", names)
        case Interaction.NUMBER:
            row = form.rows[0]
            right = [] if is_range(question, row) else [value_and_tolerance(question, row)[0]]
            return _declared("single", "float", right)
        case Interaction.TEXT:
            return _declared("single", "string", [form.rows[0].text])


def _declared(kind: str, base: str, right: Sequence[str], credits: Mapping[str, float] | None = None) -> str:
    """Return the declaration of the response: its key, and what each answer counts."""
    values = "".join(f"<qti-value>{escape(value)}</qti-value>" for value in right)
    correct = f"<qti-correct-response>{values}</qti-correct-response>" if values else ""
    entries = "".join(
        f'<qti-map-entry map-key="{key}" mapped-value="{credit!r}"/>' for key, credit in (credits or {}).items()
    )
    bounds = 'lower-bound="0" upper-bound="1" default-value="0"'
    mapping = f"<qti-mapping {bounds}>{entries}</qti-mapping>" if entries else ""
    opening = f'<qti-response-declaration identifier="RESPONSE" cardinality="{kind}" base-type="{base}">'
    return f"{opening}{correct}{mapping}</qti-response-declaration>"


def _asked(question: QuestionBase, form: Exchange) -> Iterator[str]:
    prompt = f"<qti-prompt>{escape(question.stem)}</qti-prompt>"
    match form.interaction:
        case Interaction.CHOICE:
            most = 1 if form.most == 1 else 0
            yield f'<qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="{most}">{prompt}'
            yield from _choices(form)
            yield "</qti-choice-interaction>"
        case Interaction.ORDER:
            yield f'<qti-order-interaction response-identifier="RESPONSE" shuffle="true">{prompt}'
            yield from _choices(form)
            yield "</qti-order-interaction>"
        case Interaction.MATCH | Interaction.GROUP:
            yield f'<qti-match-interaction response-identifier="RESPONSE" shuffle="true" max-associations="0">{prompt}'
            yield _set_of({name_of(row.key): row.text for row in form.rows}, most=1)
            yield _set_of({name_of(key): text for key, text in form.targets.items()}, most=0)
            yield "</qti-match-interaction>"
        case Interaction.NUMBER | Interaction.TEXT:
            unit = f' <span class="{UNIT}">{escape(form.unit)}</span>' if form.unit else ""
            yield f"<p>{escape(question.stem)}</p>"
            yield f'<p class="{ANSWER}"><qti-text-entry-interaction response-identifier="RESPONSE"/>{unit}</p>'


def _choices(form: Exchange) -> Iterator[str]:
    for row in form.rows:
        yield f'<qti-simple-choice identifier="{name_of(row.key)}">{escape(row.text)}</qti-simple-choice>'


def _set_of(texts: Mapping[str, str], most: int) -> str:
    choices = "".join(
        f'<qti-simple-associable-choice identifier="{key}" match-max="{most}">{escape(text)}'
        "</qti-simple-associable-choice>"
        for key, text in texts.items()
    )
    return f"<qti-simple-match-set>{choices}</qti-simple-match-set>"


def _said(form: Exchange) -> Iterator[str]:
    match form.interaction:
        case Interaction.CHOICE:
            yield from (_feedback(FEEDBACK, name_of(row.key), _paragraph(row.feedback)) for row in form.rows)
        case Interaction.MATCH | Interaction.GROUP | Interaction.ORDER:
            for row in form.rows:
                yield _feedback(feedback_of(row), RIGHT, _paragraph(row.feedback))
                yield _feedback(feedback_of(row), WRONG, _paragraph(row.mistake))
        case Interaction.NUMBER:
            for place, row in enumerate(form.rows):
                yield _feedback(FEEDBACK, f"{RIGHT}-{place}", _paragraph(row.feedback))
        case Interaction.TEXT:
            for place, rows in enumerate(by_feedback(form)):
                yield _feedback(FEEDBACK, f"{RIGHT}-{place}", _paragraph(rows[0].feedback))
    if form.otherwise and form.interaction not in _BY_ROW:
        yield _feedback(FEEDBACK, WRONG, _paragraph(form.otherwise))


def _outcome(name: str, several: bool) -> str:
    kind = "multiple" if several else "single"
    return f'<qti-outcome-declaration identifier="{name}" cardinality="{kind}" base-type="identifier"/>'


def _feedback(outcome: str, name: str, markup: str) -> str:
    opening = f'<qti-modal-feedback outcome-identifier="{outcome}" identifier="{name}" show-hide="show">'
    return f"{opening}<qti-content-body>{markup}</qti-content-body></qti-modal-feedback>"


def _pair(row: ExchangeRow) -> str:
    return f"{name_of(row.key)} {name_of(row.target or '')}"


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>"


def _losses(question: QuestionBase) -> Iterator[Loss]:
    if unit := question.exchange().unit:
        what = f"its unit ({unit}) stands beside the field there, and a number with a unit after it is not read."
        yield Loss(question.id, what, Effect.DEGRADED)


FORMATS = (
    Format(
        "qti3",
        "QTI 3.0",
        ".zip",
        {
            "single": EXACT,
            "multiple": EXACT,
            "matching": EXACT,
            "categorise": EXACT,
            "ordering": EXACT,
            "numeric": EXACT,
            "short_text": degraded("slips of spelling are not forgiven there; other ways to write it are listed."),
        },
        without=("hint", "former ids", "misconceptions"),
        write=write,
        read=read,
        verified_by="@citolab/qti-components 7.27.4 in Chromium",
    ),
)
