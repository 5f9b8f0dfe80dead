"""Words whose spelling differs between Britain and America, and words that no slip may turn into others."""

from __future__ import annotations

import re

ARTICLES = frozenset({"a", "an", "the"})

_EXACT = """
negations and their neighbors:
    no not non none never nothing neither nor without cannot cant dont doesnt isnt arent wasnt wont except unless
results, directions:
    positive negative equivocal present absent plus minus more less fewer higher lower high low above below over under
    before after increase increases increased decrease decreases decreased left right upper first last
numbers:
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    once twice single double triple half second third fourth fifth sixth seventh eighth ninth tenth
units:
    percent gram grams milligram milligrams microgram micrograms kilogram kilograms nanogram nanograms
    meter meters millimeter millimeters centimeter centimeters micrometer micrometers nanometer nanometers
    liter liters milliliter milliliters microliter microliters deciliter deciliters
    second seconds minute minutes hour hours day days week weeks month months year years decade decades
    daily weekly monthly yearly hourly biweekly
"""
EXACT_WORDS = frozenset(word for line in _EXACT.splitlines() if line.startswith(" ") for word in line.split())
"""Words that no slip of spelling may lead to or away from."""

PREFIXES = {
    **dict.fromkeys(("in", "im", "il", "ir"), "in"),
    **{
        prefix: prefix
        for prefix in (
            "a", "an", "anti", "ante", "un", "non", "dis", "de", "mis", "mal", "hypo", "hyper", "pre", "post", "pro",
            "inter", "intra", "extra", "endo", "exo", "ex", "mono", "uni", "bi", "tri", "poly", "multi", "micro",
            "macro", "sub", "super", "supra", "infra", "neo", "para", "peri", "per", "ab", "ad",
        )
    },
}  # fmt: skip
"""Prefixes that turn a meaning around, and what they count as: in-, im-, il- and ir- are one."""

_OUR = re.compile(
    r"((?:mis)?(?:tum|col|behavi|fav|flav|harb|hon|hum|lab|neighb|od|rum|sav|vap|vig|rig|glam))our(?=$|s|e|i|a|l)"
)
_RE = re.compile(r"^((?:milli|centi|kilo|micro|nano|deci)?(?:met|lit)|cent|fib|theat|calib|sab|goit)re(s?)$")
_LL = re.compile(r"^(label|travel|signal|model|cancel|counsel|level|fuel|total|channel|tunnel)l(ed|ing|er|ers)$")
_ISE = re.compile(r"(?<=[a-z]{4})is(e|ed|es|er|ers|ing|ation|ations)$")
_WORDS = {
    "programme": "program",
    "grey": "gray",
    "ageing": "aging",
    "defence": "defense",
    "offence": "offense",
    "licence": "license",
    "practise": "practice",
    "mould": "mold",
    "sceptic": "skeptic",
    "aluminium": "aluminum",
    "leucocyte": "leukocyte",
    "leucocytes": "leukocytes",
    "judgement": "judgment",
    "catalogue": "catalog",
    "analogue": "analog",
    "analogues": "analogs",
    "dialogue": "dialog",
}


def american(word: str) -> str:
    """Return the American spelling of a word in lower case, or the word itself."""
    if len(word) < 4 or not word.isascii():
        return word
    if len(word) >= 5:
        word = word.replace("ae", "e").replace("oe", "e").replace("sulph", "sulf")
    word = _OUR.sub(r"\1or", word)
    word = _RE.sub(r"\1er\2", word)
    word = _LL.sub(r"\1\2", word)
    word = _ISE.sub(r"iz\1", word)
    word = re.sub(r"yse(d|s|r)?$", r"yze\1", word) if len(word) > 6 else word
    return _WORDS.get(word, word)
