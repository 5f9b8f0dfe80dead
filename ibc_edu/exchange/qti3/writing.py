"""QTI 3.0 out: a package with one item a question and a test of all of them.

Element names follow 1EdTech Question & Test Interoperability 3.0; feedback is shown by outcomes of its own for each
part, because players differ in how they add to one list.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from ibc_edu.exchange.contract import EXACT, About, Effect, Format, Loss, Written, degraded
from ibc_edu.exchange.grades import is_range, value_and_tolerance
from ibc_edu.exchange.qti3.packages import HEAD, ITEM, QTI, package
from ibc_edu.exchange.qti3.reading import UNIT, read
from ibc_edu.exchange.qti3.texts import ANSWER
from ibc_edu.exchange.source_list import source_list
from ibc_edu.exchange.tags import tags_of
from ibc_edu.exchange.variants import variants
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

EXPLANATION, RIGHT, WRONG = "EXPLANATION", "right", "wrong"
"""Names of the feedback that is shown after any answer, and of that on what is right and what is not."""

_RESPONSE = '<qti-variable identifier="RESPONSE"/>'


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
        "<qti-item-body>",
        *_asked(question, form),
        "</qti-item-body>\n<qti-response-processing>",
        *_judged(question, form),
        _set(EXPLANATION, _value("identifier", EXPLANATION)),
        "</qti-response-processing>",
        *_said(form),
        _feedback(EXPLANATION, EXPLANATION, f"{_paragraph(question.explanation)}{source_list(question, about)}"),
        f"</{ITEM}>\n",
    ]
    return "\n".join(lines)


def name_of(key: str) -> str:
    """Return the key of a part as an identifier of QTI, which must not begin with a digit."""
    return f"k-{key}"


def _outcomes(form: Exchange) -> Mapping[str, bool]:
    """Return the outcomes that show feedback, and whether each can be several at once."""
    if form.targets:
        return {EXPLANATION: False, **{_of_row(row): False for row in form.rows}}
    return {EXPLANATION: False, "FEEDBACK": form.interaction is Interaction.CHOICE and form.most != 1}


def _of_row(row: ExchangeRow) -> str:
    return f"FEEDBACK-{row.key}"


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


def _judged(question: QuestionBase, form: Exchange) -> Iterator[str]:
    match form.interaction:
        case Interaction.CHOICE:
            yield _set("SCORE", '<qti-map-response identifier="RESPONSE"/>')
            yield _set("FEEDBACK", _RESPONSE)
        case Interaction.MATCH | Interaction.GROUP:
            yield _set("SCORE", '<qti-map-response identifier="RESPONSE"/>')
            yield from (_row_judged(row, form) for row in form.rows)
        case Interaction.ORDER:
            test = f'<qti-match>{_RESPONSE}<qti-correct identifier="RESPONSE"/></qti-match>'
            yield _branches([(test, 1.0, RIGHT)], WRONG)
        case Interaction.NUMBER:
            branches = [(_between(row), row.credit, str(place)) for place, row in enumerate(form.rows)]
            yield _branches([(test, credit, f"{RIGHT}-{place}") for test, credit, place in branches], WRONG)
        case Interaction.TEXT:
            yield _branches(
                [
                    (_spelled(question, rows), rows[0].credit, f"{RIGHT}-{place}")
                    for place, rows in enumerate(_by_said(form))
                ],
                WRONG,
            )


def _row_judged(row: ExchangeRow, form: Exchange) -> str:
    def placed(target: str) -> str:
        return f"<qti-member>{_value('directedPair', f'{name_of(row.key)} {name_of(target)}')}{_RESPONSE}</qti-member>"

    others = "".join(placed(key) for key in form.targets if key != row.target)
    name = _of_row(row)
    return (
        f"<qti-response-condition><qti-response-if>{placed(row.target or '')}{_set(name, _value('identifier', RIGHT))}"
        f"</qti-response-if><qti-response-else-if><qti-or>{others}</qti-or>{_set(name, _value('identifier', WRONG))}"
        "</qti-response-else-if></qti-response-condition>"
    )


def _by_said(form: Exchange) -> list[list[ExchangeRow]]:
    """Return the words with the same credit and feedback together, in the order of the first of them."""
    found: dict[tuple[float, str], list[ExchangeRow]] = {}
    for row in form.rows:
        found.setdefault((row.credit, row.feedback), []).append(row)
    return list(found.values())


def _spelled(question: QuestionBase, rows: Sequence[ExchangeRow]) -> str:
    words = dict.fromkeys(text for row in rows for text in variants(question, row))
    tests = "".join(
        f'<qti-string-match case-sensitive="false">{_RESPONSE}{_value("string", text)}</qti-string-match>'
        for text in words
    )
    return f"<qti-or>{tests}</qti-or>"


def _between(row: ExchangeRow) -> str:
    low, high = (_value("float", repr(number)) for number in (row.low, row.high))
    return f"<qti-and><qti-gte>{_RESPONSE}{low}</qti-gte><qti-lte>{_RESPONSE}{high}</qti-lte></qti-and>"


def _branches(branches: Sequence[tuple[str, float, str]], otherwise: str) -> str:
    """Return a condition whose first branch that holds gives the score and names the feedback."""
    lines = []
    for place, (test, credit, name) in enumerate(branches):
        tag = "qti-response-else-if" if place else "qti-response-if"
        earned = _set("SCORE", _value("float", repr(float(credit)))) + _set("FEEDBACK", _value("identifier", name))
        lines.append(f"<{tag}>{test}{earned}</{tag}>")
    last = f"<qti-response-else>{_set('FEEDBACK', _value('identifier', otherwise))}</qti-response-else>"
    return f"<qti-response-condition>{''.join(lines)}{last}</qti-response-condition>"


def _said(form: Exchange) -> Iterator[str]:
    match form.interaction:
        case Interaction.CHOICE:
            yield from (_feedback("FEEDBACK", name_of(row.key), _paragraph(row.feedback)) for row in form.rows)
        case Interaction.MATCH | Interaction.GROUP:
            for row in form.rows:
                yield _feedback(_of_row(row), RIGHT, _paragraph(row.feedback))
                yield _feedback(_of_row(row), WRONG, _paragraph(row.mistake))
        case Interaction.ORDER:
            steps = "".join(f"<li>{html.escape(row.feedback, quote=False)}</li>" for row in form.rows)
            yield _feedback("FEEDBACK", RIGHT, f"<ol>{steps}</ol>")
        case Interaction.NUMBER:
            for place, row in enumerate(form.rows):
                yield _feedback("FEEDBACK", f"{RIGHT}-{place}", _paragraph(row.feedback))
        case Interaction.TEXT:
            for place, rows in enumerate(_by_said(form)):
                yield _feedback("FEEDBACK", f"{RIGHT}-{place}", _paragraph(rows[0].feedback))
    if form.otherwise:
        yield _feedback("FEEDBACK", WRONG, _paragraph(form.otherwise))


def _outcome(name: str, several: bool) -> str:
    kind = "multiple" if several else "single"
    return f'<qti-outcome-declaration identifier="{name}" cardinality="{kind}" base-type="identifier"/>'


def _set(name: str, value: str) -> str:
    return f'<qti-set-outcome-value identifier="{name}">{value}</qti-set-outcome-value>'


def _value(base: str, text: str) -> str:
    return f'<qti-base-value base-type="{base}">{escape(text)}</qti-base-value>'


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
            "ordering": degraded("only the whole order earns credit there, and single steps have no feedback."),
            "numeric": EXACT,
            "short_text": degraded("slips of spelling are not forgiven there; other ways to write it are listed."),
        },
        without=("hint", "former ids", "misconceptions"),
        write=write,
        read=read,
        verified_by="@citolab/qti-components 7.27.4 in Chromium",
    ),
)
