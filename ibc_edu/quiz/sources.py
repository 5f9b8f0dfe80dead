"""What stands behind a question: the article's sentences, facts beyond it, and what has changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypedDict, TypeVar

if TYPE_CHECKING:
    import pandas as pd

K = TypeVar("K")
V = TypeVar("V")


class Source(TypedDict):
    """One source as the page shows it. `date`, `caveat` and `gate` are null when there is none.

    `checked` says whether a fact was read in its source; null for a sentence of the article.
    """

    kind: Literal["article", "beyond"]
    label: str
    text: str
    date: str | None
    caveat: str | None
    checked: bool | None
    gate: Gate | None


class Gate(TypedDict):
    """What stands before a text that only those see who choose to open it, and what the text rests on."""

    title: str
    caution: str
    rests_on: str


class Frames(Protocol):
    """Tables by name: what `ibc_edu.load()` gives, or a dictionary of frames."""

    def __getitem__(self, name: str, /) -> pd.DataFrame: ...
    def __contains__(self, name: object, /) -> bool: ...


class Fact(NamedTuple):
    """One row of the facts table."""

    statement: str
    source: str
    as_of: str
    checked: bool = True
    gate: Gate | None = None


def not_to_quiz(rows: Iterable[Mapping[Any, Any]]) -> frozenset[str]:
    """Ids of the sentences that no question may mark a learner by, from the rows of the table `caveats`."""
    return frozenset(name for row in rows if row["quiz"] == "forbidden" for name in row["sentence_ids"])


class Place(NamedTuple):
    """Where to read: the name of the place, its notebook's file name, and the id of the cell where it begins."""

    label: str
    notebook: str
    cell: str


class LateMapping(Mapping[K, V]):
    """A mapping that is made when somebody first looks into it.

    Parameters
    ----------
    make : callable
        Makes the mapping.
    """

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[K, V]:
        return self._make()

    def __getitem__(self, key: K) -> V:
        return self._made[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@dataclass(frozen=True)
class Library:
    """What a quiz looks up in the tables, by id. An empty one serves where there are no tables.

    Parameters
    ----------
    sentences : mapping of sentence_id to text
    sections : mapping of section_id to title
    facts : mapping of fact_id to Fact
    caveats : mapping of sentence_id to what has changed since the article was written
    objectives : mapping of objective_id to text
    places : mapping of (lesson, part) to Place
    homes : mapping of objective_id to the (lesson, part) where it is taught, for "reread this"
    """

    sentences: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    caveats: Mapping[str, str] = field(default_factory=dict)
    objectives: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    homes: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def sources(evidence: tuple[str, ...], facts: tuple[str, ...], library: Library) -> list[Source]:
    """Return the sources of a question, the article's sentences first; ids that the library lacks are left out.

    A sentence that the caveats table marks comes with its caveat.
    """
    found: list[Source] = []
    for sentence_id in evidence:
        if sentence_id in library.sentences:
            section_id = sentence_id.split("/")[0]
            found.append(
                {
                    "kind": "article",
                    "label": library.sections.get(section_id, section_id),
                    "text": library.sentences[sentence_id],
                    "date": None,
                    "caveat": library.caveats.get(sentence_id),
                    "checked": None,
                    "gate": None,
                }
            )
    for fact_id in facts:
        if fact_id in library.facts:
            fact = library.facts[fact_id]
            found.append(
                {
                    "kind": "beyond",
                    "label": fact.source,
                    "text": fact.statement,
                    "date": fact.as_of,
                    "caveat": None,
                    "checked": fact.checked,
                    "gate": fact.gate,
                }
            )
    return found
