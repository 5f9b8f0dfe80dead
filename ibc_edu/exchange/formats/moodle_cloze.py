"""Cloze, Moodle's text with gaps: one gap a row for matching and sorting, so that each match has its feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ibc_edu.exchange.incoming import plain
from ibc_edu.exchange.readings import Fields, RefusedItem, pair_fields
from ibc_edu.quiz.kinds.forms import Exchange

# Only } and # lose a backslash before them in Moodle; an entity is read everywhere.
_SIGNS = re.compile(r"[~#}{=%\\/\"'<>&*:\[\]$@|]")
_GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^{}\\])*)\}", re.DOTALL)
_MENUS = re.compile(r"(MULTICHOICE|MC)(_?[SVH]{1,2})?")
_ALTERNATIVE = re.compile(r"(?<!\\)~")
_FRACTION = re.compile(r"%(-?\d+(?:\.\d*)?)%|=")
_BLOCK_END = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)


def gapped(stem: str, form: Exchange) -> str:
    """Return HTML with the stem and a line for each row: its text, and a menu of all targets with their feedback."""
    lines = [f"<p>{entities(stem)}</p>"]
    for row in form.rows:
        menu = "~".join(
            f"%{100 if key == row.target else 0}%{entities(text)}"
            f"#{entities(row.feedback if key == row.target else row.mistake)}"
            for key, text in form.targets.items()
        )
        lines.append(f"<p>{entities(row.text)} {{1:MULTICHOICE_S:{menu}}}</p>")
    return "".join(lines)


def entities(text: str) -> str:
    """Return text as HTML without a sign that a gap gives a meaning."""
    return _SIGNS.sub(lambda found: f"&#{ord(found[0])};", text)


@dataclass(frozen=True)
class _Choice:
    text: str
    credit: float
    feedback: str


def gap_fields(markup: str, kind: str) -> tuple[str, Fields]:
    """Return the stem, and the fields of `matching` or `categorise`, of a text with menus.

    Raises
    ------
    RefusedItem
        If its gaps are no menus of the same answers, each at the end of a line of its own.
    """
    gaps = list(_GAP.finditer(markup))
    if len(gaps) < 2 or not all(_MENUS.fullmatch(gap[2]) for gap in gaps):
        raise RefusedItem("it has gaps in its text that are no menus of the same answers, which no kind here has.")
    starts, ends = [0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(markup)]
    texts = [markup[start:end] for start, end in zip(starts, ends, strict=True)]
    stem, lefts = _stem_and_lefts(texts)
    menus = [list(_choices(gap[3])) for gap in gaps]
    if len({frozenset(choice.text for choice in menu) for menu in menus}) != 1:
        raise RefusedItem("its menus have different answers, which no kind here has.")
    pairs, feedback, changed = [], [], []
    for left, menu in zip(lefts, menus, strict=True):
        right = [choice for choice in menu if choice.credit == 1]
        if len(right) != 1:
            raise RefusedItem(f"the menu of {left[:40]!r} has {len(right)} right answers.")
        said = list(dict.fromkeys(choice.feedback for choice in menu if choice is not right[0]))
        if len(said) > 1:
            changed.append(f"{left}: a wrong match has one feedback here, that of the first.")
        pairs.append((left, right[0].text))
        feedback.append({"feedback": right[0].feedback, "mistake": said[0] if said else ""})
    fields, more = pair_fields(pairs, [choice.text for choice in menus[0]], kind)
    rows = next(fields[name] for name in ("pairs", "entries") if name in fields)
    for row, texts_of_row in zip(rows, feedback, strict=True):
        row |= {name: text for name, text in texts_of_row.items() if text}
    if "categories" in fields:  # in the order of the menu
        fields["categories"] = [choice.text for choice in menus[0]]
    return stem, (fields, [*more, *changed])


def _stem_and_lefts(texts: Sequence[str]) -> tuple[str, list[str]]:
    first = _BLOCK_END.split(texts[0])
    lefts = [plain(first[-1]), *(plain(text) for text in texts[1:-1])]
    stem = plain(" ".join(first[:-1]))
    if not all(lefts) or plain(texts[-1]) or not stem:
        raise RefusedItem("its gaps do not each end a line of text, which no kind here has.")
    return stem, lefts


def _choices(menu: str) -> Iterator[_Choice]:
    for part in _ALTERNATIVE.split(menu):
        fraction = _FRACTION.match(part.strip())
        credit = 0.0 if fraction is None else 1.0 if fraction[0] == "=" else float(fraction[1]) / 100
        rest = part.strip()[fraction.end() :] if fraction else part.strip()
        text, _, feedback = _split_feedback(rest)
        yield _Choice(_seen(text), credit, _seen(feedback))


def _split_feedback(text: str) -> tuple[str, str, str]:
    """Return what stands before and after the first # that is neither part of an entity nor after a backslash."""
    found = re.search(r"(?<![\\&])#", text)
    return (text, "", "") if found is None else (text[: found.start()], "#", text[found.end() :])


def _seen(text: str) -> str:
    return plain(re.sub(r"\\(.)", r"\1", text))
