"""What a flash card of the course is: the one place from which the page, the check and the exported packages take it.

``parts/cards.toml`` of the course says which tables become cards, and from which columns their two sides are made.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from ibc_edu.errors import did_you_mean
from ibc_edu.knowledge.findings import Finding
from ibc_edu.knowledge.part_texts import FOLDER, PartTexts, TextModel, Words

if TYPE_CHECKING:
    from ibc_edu.course.course import Course

NAME = "cards"
"""Name of the file of texts."""

SHARE = 0.5  # of the letters of an answer; with so many of them on the front, nothing is left to recall
SEVERAL = 3  # terms of a deck that have a word in common
_LITTLE = frozenset(
    {
        *[
            "a",
            "an",
            "and",
            "as",
            "at",
            "by",
            "can",
            "for",
            "from",
            "in",
            "is",
            "it",
            "of",
            "on",
            "or",
            "that",
            "the",
            "to",
            "with",
            "which",
        ]
    }
)


class Deck(TextModel):
    """Cards of one table.

    Parameters
    ----------
    name, title : str
    table, key : str
        The table, and the column whose value names a card for good.
    term, meaning, context : str
        What stands on the two sides, and above the front: text with names of columns in braces.
    asks_meaning, asks_term : str
        What a front asks; without `asks_term` cards go from the term to the meaning alone.
    no_meaning, no_term : tuple of str
        Keys of rows that have no card asking for the meaning, or for the term: its front would give the back away.
    words : mapping of column to mapping of value to str
        What is written instead of a value.
    names : mapping of column to ``table.key.name``
        Where the name of the row stands whose key a value is.
    """

    name: Words
    title: Words
    table: Words
    key: Words
    term: Words
    meaning: Words
    context: str = ""
    asks_meaning: Words
    asks_term: str = ""
    no_meaning: tuple[str, ...] = ()
    no_term: tuple[str, ...] = ()
    words: dict[str, dict[str, str]] = Field(default_factory=dict)
    names: dict[str, str] = Field(default_factory=dict)


class CardDecks(PartTexts):
    """The whole file."""

    decks: tuple[Deck, ...]


@dataclass(frozen=True)
class Card:
    """A flash card.

    Parameters
    ----------
    id : str
        Stays the same as long as the row does: ``card:deck:row:meaning`` or ``card:deck:row:term``.
    deck : str
    context, ask, front, back : str
        What stands above the front (empty for nothing), what is asked about it, and the two sides.
    answers : tuple of str
        What must not be read off the front: the back, or each of its terms.
    evidence, facts : tuple of str
        What the back rests on.
    """

    id: str
    deck: str
    context: str
    ask: str
    front: str
    back: str
    answers: tuple[str, ...]
    evidence: tuple[str, ...]
    facts: tuple[str, ...]


def decks(course: Course) -> tuple[Deck, ...]:
    """The decks of a course, in their order; none if it has no cards."""
    if not course.has_texts(NAME):
        return ()
    return course.texts(NAME, CardDecks).decks


def cards(course: Course) -> tuple[Card, ...]:
    """All cards of a course: deck by deck, those that ask for the meaning before those that ask for the term."""
    return tuple(card for deck in decks(course) for card in _of_deck(course, deck))


def gives_away(card: Card, common: Collection[str] = ()) -> bool:
    """Whether the front holds half of the letters of an answer, or more, in whole words or their beginnings.

    Parameters
    ----------
    card : Card
    common : collection of str
        Beginnings of words that tell nothing, see `common_words`.
    """
    front = {_stem(word) for word in _words(card.front)}
    return any(_share(answer, front, common) >= SHARE for answer in card.answers)


def common_words(found: Iterable[Card]) -> frozenset[str]:
    """Beginnings of the words that several terms of these cards have: who recalls only them has recalled nothing."""
    terms = {answer for card in found if card.id.endswith(":term") for answer in card.answers}
    counts = Counter(stem for term in terms for stem in {_stem(word) for word in _words(term)})
    return frozenset(stem for stem, count in counts.items() if count >= SEVERAL)


def card_findings(course: Course) -> Iterator[Finding]:
    """Find cards whose front gives the back away, cards with an empty side, and names of rows that do not exist."""
    file = f"{course.folder.name}/{FOLDER}/{NAME}.toml"
    for deck in decks(course):
        keys = {str(row[deck.key]) for row in course.rows(deck.table)}
        for key in {*deck.no_meaning, *deck.no_term} - keys:
            yield Finding(file, f"there is no {key!r} in {deck.table}.", did_you_mean(key, keys), key=deck.name)
        found = list(_of_deck(course, deck))
        common = common_words(found)
        for card in found:
            if not card.front or not card.back:
                yield Finding(file, f"{card.id} has an empty side.", "Fill the row, or name another column.")
            elif gives_away(card, common):
                cure = "Say it in other words, or name its row under no_meaning or no_term."
                yield Finding(file, f"the front of {card.id} gives its back away.", cure)


def _share(answer: str, front: set[str], common: Collection[str]) -> float:
    words = [word for word in _words(answer) if _stem(word) not in common]
    letters = sum(map(len, words))
    return sum(len(word) for word in words if _stem(word) in front) / letters if letters else 0.0


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.casefold()) if word not in _LITTLE]


def _stem(word: str) -> str:
    """The beginning by which forms of one word are seen as one."""
    return word[:5]


def _of_deck(course: Course, deck: Deck) -> Iterator[Card]:
    rows = course.rows(deck.table)
    filled = [_Filled(course, deck, row) for row in rows]
    for row in filled:
        if row.key not in deck.no_meaning:
            yield row.card("meaning", deck.asks_meaning, row.term, row.meaning, (row.meaning,), [row])
    if not deck.asks_term:
        return
    same: dict[str, list[_Filled]] = defaultdict(list)
    for row in filled:
        if row.key not in deck.no_term:
            same[row.meaning].append(row)
    for meaning, group in same.items():  # what two terms have in common asks for both
        terms = tuple(each.term for each in group)
        yield group[0].card("term", deck.asks_term, meaning, "; ".join(terms), terms, group)


class _Filled:
    """The texts of one row."""

    def __init__(self, course: Course, deck: Deck, row: Mapping[str, Any]) -> None:
        values = {column: _value(course, deck, column, value) for column, value in row.items()}
        self.deck = deck
        self.key = str(row[deck.key])
        self.term, self.meaning, self.context = (
            " ".join(template.format_map(values).split()) for template in (deck.term, deck.meaning, deck.context)
        )
        self.evidence, self.facts = tuple(row["evidence"]), tuple(row["facts"])

    def card(
        self, way: str, ask: str, front: str, back: str, answers: tuple[str, ...], rows: Iterable[_Filled]
    ) -> Card:
        rows = list(rows)
        return Card(
            f"card:{self.deck.name}:{self.key}:{way}",
            self.deck.name,
            self.context,
            ask,
            front,
            back,
            answers,
            tuple(dict.fromkeys(each for row in rows for each in row.evidence)),
            tuple(dict.fromkeys(each for row in rows for each in row.facts)),
        )


def _value(course: Course, deck: Deck, column: str, value: Any) -> str:
    if value is None or value != value:  # a missing value is not equal to itself
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if column in deck.names and value:
        table, key, name = deck.names[column].split(".")
        return next(str(row[name]) for row in course.rows(table) if row[key] == value)
    return deck.words.get(column, {}).get(str(value), str(value))
