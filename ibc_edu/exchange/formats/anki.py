"""Anki package out: a card for each question and each flash card of the course, which the learner grades herself.

What a flash card is says `ibc_edu.course.cards`, for this package as for the page. Ids of decks and note types are
fixed and those of notes come from the first id of the question, or the id of the card, so that a deck that was edited
here brings its cards up to date in Anki and keeps their schedule.
"""

from __future__ import annotations

import html
import itertools
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ibc_edu.exchange.contract import About, Format, Written, degraded
from ibc_edu.exchange.packing import packed
from ibc_edu.exchange.tags import tags_of
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction
from ibc_edu.quiz.sources import Source, sources

if TYPE_CHECKING:
    from genanki import Model, Note

    from ibc_edu.course.cards import Card

# Chosen once. Another number would make Anki keep the old cards beside the new ones.
_QUESTION_MODEL, _CARD_MODEL = 1_774_210_931, 1_774_210_933
_QUESTION_DECK, _CARD_DECKS = 1_774_210_941, 1_774_300_000

_QUESTION_FIELDS = ("Question", "Choices", "Hint", "Answer", "Explanation", "Sources", "Id")
_CARD_FIELDS = ("Context", "Front", "Ask", "Back", "Sources", "Id")
_QUESTION_SIDES = (
    "{{Question}}{{Choices}}{{#Hint}}<div>{{hint:Hint}}</div>{{/Hint}}",
    "{{Question}}<hr id=answer>{{Answer}}<p>{{Explanation}}</p>{{Sources}}",
)
_CARD_SIDES = ("{{Context}}{{Front}}{{Ask}}", "{{FrontSide}}<hr id=answer>{{Back}}{{Sources}}")
_STYLE = """\
.card { font: 1.1rem/1.45 system-ui, sans-serif; max-width: 40rem; margin: 1rem auto; padding: 0 1rem; }
.course-sources { font-size: 0.8rem; }
"""
_PROVENANCE: dict[bool | None, str] = {True: "read in the source", False: "recalled, not yet read in a source"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_GIVEN = {"[": "&#91;", "{": "&#123;", "\\": "&#92;"}  # sounds, fields and formulas of Anki begin with them


def write(questions: Sequence[QuestionBase], about: About, *, cards: bool) -> Written:
    """Return the questions as an Anki package.

    Parameters
    ----------
    questions : sequence of questions
    about : About
    cards : bool
        Whether the flash cards come along, in decks of their own.
    """
    from genanki import Deck

    model = _model(_QUESTION_MODEL, f"{about.title}: question", _QUESTION_FIELDS, _QUESTION_SIDES)
    decks = [Deck(_QUESTION_DECK, f"{about.title}::Questions")]
    for question in questions:
        decks[0].add_note(_note(model, "question", question.first_id, _fields(question, about), tags_of(question)))
    if cards:
        decks += _card_decks(about)
    return packed({"collection.anki2": _collection(decks, about.changed), "media": b"{}"}), []


def _card_decks(about: About) -> list[Any]:
    from genanki import Deck

    model = _model(_CARD_MODEL, f"{about.title}: card", _CARD_FIELDS, _CARD_SIDES)
    found: dict[str, Any] = {}
    for card in about.cards:
        if card.deck not in found:
            # from the name alone, so that another order of decks changes no number
            number = _CARD_DECKS + crc32(card.deck.encode())
            found[card.deck] = Deck(number, f"{about.title}::{about.deck_titles.get(card.deck, card.deck)}")
        found[card.deck].add_note(_note(model, "card", card.id, _card_fields(card, about), ["kind:card"]))
    return list(found.values())


def _collection(decks: Sequence[Any], changed: int) -> bytes:
    """Return Anki's database, made in memory: Anki takes a note over where it was changed later than its own."""
    from genanki import Package

    connection = sqlite3.connect(":memory:")
    try:
        Package(decks).write_to_db(connection.cursor(), float(changed), itertools.count(changed * 1000))
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _model(number: int, name: str, fields: Sequence[str], sides: tuple[str, str]) -> Model:
    from genanki import Model

    template = {"name": "Card", "qfmt": sides[0], "afmt": sides[1]}
    return Model(number, name, [{"name": field} for field in fields], [template], css=_STYLE)


def _note(model: Model, what: str, name: str, fields: Sequence[str], tags: Iterable[str]) -> Note:
    from genanki import Note, guid_for

    return Note(model, list(fields), tags=list(tags), guid=guid_for("ibc_edu", what, name))


def _fields(question: QuestionBase, about: About) -> list[str]:
    form = question.exchange()
    return [
        _paragraph(question.stem),
        "".join(_front(question, form)),
        _shown(question.hint or ""),
        "".join(_back(question, form)),
        _shown(question.explanation),
        _sources(sources(question.evidence, question.facts, about.library)),
        _shown(question.id),
    ]


def _front(question: QuestionBase, form: Exchange) -> Iterator[str]:
    """Yield what there is to choose, in an order that tells nothing."""
    if form.interaction in (Interaction.NUMBER, Interaction.TEXT):
        yield _paragraph(f"Answer in {form.unit}.") if form.unit else ""
        return
    texts = {row.key: row.text for row in form.rows}
    yield _list(_shown(texts[key]) for key in question.shuffled(texts, 0))
    if form.targets:
        yield _list(_shown(form.targets[key]) for key in question.shuffled(form.targets, 1))


def _back(question: QuestionBase, form: Exchange) -> Iterator[str]:
    """Yield the key, then what is said of each answer."""
    yield f"<p><b>{_shown(question.key_text())}</b></p>"
    yield _list(_told(row, form) for row in form.rows)
    if form.otherwise:
        yield _paragraph(form.otherwise)


def _told(row: ExchangeRow, form: Exchange) -> str:
    match form.interaction:
        case Interaction.CHOICE:
            mark = "✓ " if row.credit > 0 else "✗ "
        case Interaction.NUMBER | Interaction.TEXT:
            mark = "✓ " if row.credit == 1 else "✗ "
        case _:
            mark = ""
    right = f" → {_shown(form.targets[row.target])}" if row.target else ""
    return f"{mark}<b>{_shown(row.text)}</b>{right}: {_shown(row.feedback)}"


def _card_fields(card: Card, about: About) -> list[str]:
    texts = [card.context, card.front, card.ask, card.back]
    sides = [_paragraph(text) if text else "" for text in texts]
    return [*sides, _sources(sources(card.evidence, card.facts, about.library)), _shown(card.id)]


def _sources(found: Sequence[Source]) -> str:
    """Return what an answer rests on, with dates; what stands behind a gate is named and not told."""
    told = []
    for source in found:
        words = [source["label"], *([source["text"]] if source["gate"] is None else [])]
        said = (*words, source["date"], _PROVENANCE.get(source["checked"]), source["caveat"])
        told.append(" · ".join(_shown(part) for part in said if part))
    return f'<div class="course-sources">{_list(told)}</div>' if told else ""


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _paragraph(text: str) -> str:
    return f"<p>{_shown(text)}</p>"


def _shown(text: str) -> str:
    escaped = html.escape(_CONTROL.sub(" ", text), quote=False)
    return "".join(_GIVEN.get(sign, sign) for sign in escaped)


_BY_ONESELF = degraded("nothing is typed or ticked there: learners turn the card over and grade themselves.")
_KINDS = ("single", "multiple", "matching", "categorise", "ordering", "numeric", "short_text")
FORMATS = tuple(
    Format(
        name,
        title,
        ".apkg",
        dict.fromkeys(_KINDS, _BY_ONESELF),
        without=("former ids", "misconceptions"),
        write=partial(write, cards=cards),
        verified_by="anki 26.9.3",
        loaded_by="In Anki choose File, Import.",
    )
    for name, title, cards in (
        ("anki", "Anki package", True),
        ("anki-questions", "Anki package without flash cards", False),
    )
)
