"""Comparing a short text that somebody typed with one that an author accepts.

A different meaning is never taken for the right one: signs, numbers, Roman numerals, phases, stages, results of
receptor tests, units and words of negation must be exact. Case, accents, punctuation, a leading article, British or
American spelling, and a hyphen between letters and a digit (HER-2) do not matter. A slip of spelling is forgiven in
ordinary words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from ibc_edu.quiz.typed_answers.spelling import ARTICLES, EXACT_WORDS, PREFIXES, american
from ibc_edu.quiz.typed_answers.typed_number import read_number

Tokens = tuple[str, ...]

# Shorter words have too many neighbors for a slip to be told from another word.
MIN_LETTERS_FOR_A_SLIP = 6

_SIGNS = str.maketrans(
    {
        **dict.fromkeys(
            "\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}\N{FIGURE DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}﹣－", "-"
        ),
        **dict.fromkeys("’ʼ‘`´", "'"),
        "≥": ">=",
        "≤": "<=",
        "&": " and ",
    }
)
_PASSED_OVER = str.maketrans(dict.fromkeys("'\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}", ""))
_STRIPPED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ROMAN = re.compile(r"(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_COUNTED = frozenset({"phase", "phases", "stage", "stages", "grade", "type", "class", "part"})


def same_meaning(typed: str, right: str) -> bool:
    """Return whether two texts say the same, letter for letter but for what never matters."""
    return not _forms(typed).isdisjoint(_forms(right))


def says_something(text: str) -> bool:
    """Return whether a text holds anything that is compared."""
    return any(_forms(text))


def same_but_for_slips(typed: str, right: str) -> bool:
    """Return whether `typed` is `right` with at most one slip in each ordinary word, and at least one in all."""
    return any(_slipped(one, other) for one, other in product(_forms(typed), _forms(right)))


def one_slip(typed: str, right: str) -> bool:
    """Return whether one letter added, dropped, changed, or one swap of neighbors turns `typed` into `right`."""
    if typed == right or abs(len(typed) - len(right)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, right, strict=False)) if a != b), min(len(typed), len(right)))
    rest, wanted = typed[start:], right[start:]
    if len(typed) > len(right):
        return rest[1:] == wanted
    if len(typed) < len(right):
        return rest == wanted[1:]
    return rest[1:] == wanted[1:] or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded as they are compared; a hyphen parts two words."""
    return tuple(word for word in _tokens(_folded(text).replace("-", " ")) if word.isalpha())


def is_slip_of(typed: str, right: str) -> bool:
    """Return whether one folded word would pass for a slip of another."""
    return _slip_of_an_ordinary_word(typed, right)


def _slipped(typed: Tokens, right: Tokens) -> bool:
    if len(typed) != len(right) or typed == right:
        return False
    return all(one == other or _slip_of_an_ordinary_word(one, other) for one, other in zip(typed, right, strict=True))


def _slip_of_an_ordinary_word(typed: str, right: str) -> bool:
    ordinary = len(right) >= MIN_LETTERS_FOR_A_SLIP and right.isalpha() and typed.isalpha()
    if not ordinary or {typed, right} & EXACT_WORDS or _ROMAN.fullmatch(typed) or _ROMAN.fullmatch(right):
        return False
    return _prefixes(typed) == _prefixes(right) and one_slip(typed, right)


def _prefixes(word: str) -> frozenset[str]:
    """Return the prefixes that turn a meaning around with which a word begins, whether they do so there or not."""
    return frozenset(kind for prefix, kind in PREFIXES.items() if word.startswith(prefix))


@lru_cache(maxsize=1024)  # the same accepted words are compared with every answer
def _forms(text: str) -> frozenset[Tokens]:
    """Return the ways to read a text: a hyphen between letters parts two words, or joins them."""
    folded = _folded(text)
    return frozenset(_without_article(_tokens(re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", by, folded))) for by in (" ", ""))


def _folded(text: str) -> str:
    """Return the text in lower case, without accents, with one sign for each of the many dashes and quotes."""
    spelled = "".join(_spelled_out(char) for char in text.translate(_SIGNS))
    found: list[str] = []
    strip = False
    for char in unicodedata.normalize("NFKD", spelled).casefold():
        if unicodedata.combining(char) and strip:
            continue
        if not unicodedata.combining(char):
            strip = unicodedata.name(char, "").startswith(_STRIPPED_SCRIPTS)
        found.append(char)
    return unicodedata.normalize("NFC", "".join(found))


def _spelled_out(char: str) -> str:
    """Keep a raised digit and a fraction apart from what stands before: 10 to the power of 6 is not 106."""
    form = unicodedata.decomposition(char)
    if form.startswith("<super>"):
        return f"^{unicodedata.normalize('NFKD', char)}"
    if form.startswith("<fraction>"):
        return f" {unicodedata.normalize('NFKD', char).replace('⁄', '/')}"
    return char


def _tokens(folded: str) -> Tokens:
    """Return words, numbers and signs, in order; digits stand apart from letters, so that B12 and B 12 are one."""
    found: list[str] = []
    place = 0
    while place < len(folded):
        number = _NUMBER.match(folded, place)
        if number:
            found.append(_canonical_number(number[0]))
            place = number.end()
            continue
        end = place
        while end < len(folded) and _in_word(folded, end):
            end += 1
        if end > place:
            found += _words(folded[place:end], found)
            place = end
            continue
        if _is_sign(folded, place):
            found.append(folded[place])
        place += 1
    return tuple(found)


def _in_word(text: str, place: int) -> bool:
    """Letters, and the marks that some scripts write their vowels with; an apostrophe inside a word is passed over."""
    char = text[place]
    if unicodedata.category(char)[0] in "LM" or char in "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}":
        return True
    return char == "'" and place > 0 and text[place - 1].isalpha() and text[place + 1 : place + 2].isalpha()


def _words(letters: str, before: list[str]) -> list[str]:
    """Return a word, or the number and the letter of a stage or phase that is written in Roman numerals."""
    word = american(letters.translate(_PASSED_OVER))
    counted = before and before[-1] in _COUNTED
    roman = re.fullmatch(r"([ivx]+)([a-d]?)", word) if counted else None
    if roman and _ROMAN.fullmatch(roman[1]):
        return [str(_roman_value(roman[1])), *roman[2]]
    return [word]


def _is_sign(text: str, place: int) -> bool:
    """Return whether a character carries meaning: + < > = % and their like always, a hyphen where it is a minus."""
    char = text[place]
    if char != "-":
        between_digits = text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
        return unicodedata.category(char) in ("Sm", "Sc") or char in "%‰°^*#" or (char in "/:" and between_digits)
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if after.isdigit():
        return not before.isalpha()  # -5 and 3-5, but HER-2
    if after.isalpha():
        return before in (")", "+", "-")  # neither triple-negative nor -mab
    if not before.strip() and not after.strip():
        return not text[place + 1 :].strip()  # ER - at the end, but not a dash between words
    return True  # ER-, ER (-), -/-


def _canonical_number(digits: str) -> str:
    number = read_number(digits)
    if isinstance(number, float) and ("," in digits or "." in digits):
        return repr(number) if number != int(number) else str(int(number))
    return digits.lstrip("0") or "0"


def _roman_value(roman: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in roman]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def _without_article(tokens: Tokens) -> Tokens:
    if len(tokens) < 2 or tokens[0] not in ARTICLES or not tokens[1].isalpha():
        return tokens
    # "A positive" is a blood group.
    return tokens if tokens[0] == "a" and (len(tokens[1]) == 1 or tokens[1] in EXACT_WORDS) else tokens[1:]
