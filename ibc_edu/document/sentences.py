"""Cutting a line of prose into sentences with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ibc_edu.document.citations import MARKER, reference_numbers, without_markers

# A run of terminators, closing quotes or brackets, markers that belong to the sentence, then white space (which may be
# missing after a marker). The look-behind makes a run of terminators be tried once only, and what is taken is not given
# back (`++`): linear time on "......", and a marker at the end of the line stays with its sentence.
_BOUNDARY = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[\"'”’»)\]]*+)(?:(?:\s*{MARKER})++\s*+|\s++(?!{MARKER}))(?=\S)"
)
_LAST_TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+$")
_LOOK_BACK = 24  # characters; longer than any abbreviation below with the word before it

_NEVER_END = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "cf",
        "viz",
        "approx",
        "ca",
        "resp",
        "incl",
        "esp",
    ]
)
_BEFORE_NUMBER = frozenset(
    ["no", "nos", "fig", "figs", "vol", "pp", "p", "ref", "refs", "eq", "sec", "ch", "al", "art", "tab"]
)
_MONTHS = frozenset(["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"])
# Words of the abbreviated names of journals: "Ann. Oncol. 2004".
_JOURNAL_WORDS = frozenset(
    [
        "acad",
        "am",
        "ann",
        "biol",
        "br",
        "clin",
        "commun",
        "endocrinol",
        "engl",
        "epidemiol",
        "eur",
        "hematol",
        "immunol",
        "int",
        "j",
        "lett",
        "med",
        "mol",
        "natl",
        "oncol",
        "pathol",
        "pharmacol",
        "proc",
        "radiat",
        "radiol",
        "res",
        "rev",
        "sci",
        "surg",
        "ther",
    ]
)
# "stage I. Treatment" ends a sentence; "J. Smith" does not.
_BEFORE_LETTER_LABEL = frozenset(
    [
        "phase",
        "stage",
        "vitamin",
        "hepatitis",
        "type",
        "grade",
        "group",
        "class",
        "level",
        "step",
        "part",
        "arm",
        "and",
        "or",
    ]
)
_STARTERS = frozenset(
    [
        "The",
        "This",
        "These",
        "Those",
        "It",
        "In",
        "On",
        "At",
        "A",
        "An",
        "If",
        "When",
        "While",
        "Most",
        "Many",
        "Some",
        "Patients",
        "Doctors",
        "However",
    ]
)
_OPENERS = "\"'“‘«([¿¡"


@dataclass(frozen=True)
class Sentence:
    """One sentence of a block.

    Attributes
    ----------
    sentence_id : str
        ``section/block/sentence``, for example ``faq/a1/s2``.
    block_id, section_id : str
        Where it stands.
    text : str
        Its words, citation markers removed.
    start, end : int
        ``document.text[start:end]`` is the sentence as it stands in the file, markers included.
    references : tuple of int
        The reference numbers it cites.
    """

    sentence_id: str
    block_id: str
    section_id: str
    text: str
    start: int
    end: int
    references: tuple[int, ...]


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, one line of prose.

    Yields
    ------
    (int, int)
        Offsets into `text`; surrounding white space is outside every span.
    """
    line = text[start:end]
    begin = 0
    for boundary in _BOUNDARY.finditer(line):
        if _ends_sentence(line, boundary):
            yield from _trimmed(line, begin, boundary.end(), start)
            begin = boundary.end()
    yield from _trimmed(line, begin, len(line), start)


def make_sentences(
    text: str,
    spans: list[tuple[int, int]],
    block_id: str,
    section_id: str,
    listed: frozenset[int] | None = None,
) -> list[Sentence]:
    """`Sentence` objects of one block, numbered from 1, from the spans of its lines of prose.

    `listed` are the numbers of the reference list, which tell a reference from a year.
    """
    found: list[Sentence] = []
    for line_start, line_end in spans:
        for start, end in split_sentences(text, line_start, line_end):
            raw = text[start:end]
            number = len(found) + 1
            refs = tuple(reference_numbers(raw, listed))
            found.append(
                Sentence(f"{block_id}/s{number}", block_id, section_id, without_markers(raw, listed), start, end, refs)
            )
    return found


def _trimmed(line: str, begin: int, stop: int, offset: int) -> Iterator[tuple[int, int]]:
    part = line[begin:stop]
    left = len(part) - len(part.lstrip())
    right = len(part.rstrip())
    if right > left:
        yield offset + begin + left, offset + begin + right


def _ends_sentence(line: str, boundary: re.Match[str]) -> bool:
    following = line[boundary.end()]
    if not (following in _OPENERS or following.isdigit() or (following.isalpha() and not following.islower())):
        return False
    if boundary["stop"] != "." or boundary["close"]:
        return True
    dot = boundary.start()
    token_match = _LAST_TOKEN.search(line[max(0, dot - _LOOK_BACK) : dot])
    if token_match is None:
        return True
    return not _is_abbreviation(token_match[0], line, dot, boundary.end())


def _is_abbreviation(token: str, line: str, dot: int, following: int) -> bool:
    lower = token.lower()
    if lower in _NEVER_END:
        return True
    if lower in _BEFORE_NUMBER | _MONTHS and line[following].isdigit():
        return True
    next_word = line[following : following + _LOOK_BACK].split(maxsplit=1)[0]
    if lower in _JOURNAL_WORDS and token[0].isupper():
        return next_word not in _STARTERS
    if _DOTTED.match(token):  # U.S., Ph.D.
        return next_word not in _STARTERS
    if len(token) == 1 and token.isupper():
        before = line[max(0, dot - 1 - _LOOK_BACK) : dot - 1].split()
        previous = before[-1] if before else ""
        if previous.lower() in _BEFORE_LETTER_LABEL:
            return False
        return not previous or previous[0].isupper() or previous.endswith(".")
    return False
