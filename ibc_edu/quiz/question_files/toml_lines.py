"""The lines of a TOML text: where things are written, and what a TOML reader would not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# More parts than any table of a question has; a reader takes a time that grows with the square of them.
MOST_KEY_PARTS = 32

# Strings, and comments, which may hold quotation marks.
_STRING = re.compile(
    r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"{3,5}|'''(?:[^']|'(?!''))*'{3,5}"
    r"|#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'",
    re.DOTALL,
)
_ESCAPED_CONTROL = re.compile(r"(?<!\\)(?:\\\\)*(\\[bfnrt])")


class Line(NamedTuple):
    """A line that begins outside of multi-line strings; numbers count from 1."""

    number: int
    text: str


def lines_outside_strings(text: str) -> list[Line]:
    """Return the lines that do not begin inside a multi-line string."""
    # What may hide a quotation mark: comments, basic and literal strings, and escaped characters in the former.
    token = re.compile(r"""\"\"\"|'''|#.*|"(?:[^"\\]|\\.)*"|'[^']*'""")
    found: list[Line] = []
    open_quote = ""
    for number, line in enumerate(text.split("\n"), 1):
        rest = line.rstrip("\r")
        if not open_quote:
            found.append(Line(number, rest))
        while rest:
            if open_quote:
                end = _closing(rest, open_quote)
                if end is None:
                    break
                rest, open_quote = rest[end:], ""
            else:
                match = token.search(rest)
                if match is None:
                    break
                rest = rest[match.end() :]
                open_quote = match.group() if match.group() in ('"""', "'''") else ""
    return found


def _closing(line: str, quote: str) -> int | None:
    """Return where a multi-line string ends in this line, or None if it goes on."""
    # Up to two more quotation marks may belong to the string itself.
    pattern = r'(?:[^"\\]|\\.|"(?!""))*?"{3,5}' if quote == '"""' else r"(?:[^']|'(?!''))*?'{3,5}"
    match = re.match(pattern, line)
    return match.end() if match else None


_HEADER = re.compile(r"""\s*\[\[\s*(?:question|"question"|'question')\s*\]\]\s*(?:#.*)?""")


def question_blocks(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the lines of each question, its header first."""
    starts = [place for place, line in enumerate(lines) if _HEADER.fullmatch(line.text)]
    return [lines[start:end] for start, end in zip(starts, [*starts, len(lines)][1:], strict=True)]


def without_other_parts(text: str, part: str) -> str:
    """Return the text with questions that plainly say to be of another part left out; all lines keep their numbers."""
    lines = text.split("\n")
    outside = lines_outside_strings(text)
    blocks = question_blocks(outside)
    ends = [block[0].number - 1 for block in blocks[1:]] + [len(lines)]
    for block, end in zip(blocks, ends, strict=True):
        own = (re.match(r"""\s*part\s*=\s*(["'])([a-z0-9-]+)\1\s*(?:#.*)?$""", line.text) for line in _own_lines(block))
        named = next((found[2] for found in own if found), None)
        if named is not None and named != part:
            start = block[0].number - 1
            lines[start:end] = [""] * (end - start)
    return "\n".join(lines)


def _own_lines(block: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a question before those of its answers, steps or entries."""
    return block[: _own_end(block, 0)]


def line_of(block: Sequence[Line], path: Sequence[int | str]) -> int:
    """Return the line of a question where a field stands, such as ``("answers", 1, "feedback")``.

    A field that is missing stands at the header under which it would be written.
    """
    place = 0
    for name, index in _steps(path):
        if index is None:
            found = next((n for n in range(place, _own_end(block, place)) if _is_key(block[n].text, name)), None)
        else:
            heads = [n for n, line in enumerate(block) if _is_head(line.text, name)]
            found = heads[index] if index < len(heads) else None
        if found is None:  # an inline list or table is written in one place
            inline = next((n for n in range(place, _own_end(block, place)) if _is_key(block[n].text, name)), place)
            return block[inline].number
        place = found
    return block[place].number


def _steps(path: Sequence[int | str]) -> Iterator[tuple[str, int | None]]:
    """Yield each name of a path, with the number that follows it."""
    for place, part in enumerate(path):
        if isinstance(part, str):
            after = path[place + 1] if place + 1 < len(path) else None
            yield part, after if isinstance(after, int) else None


def _own_end(block: Sequence[Line], place: int) -> int:
    """Return where the keys under a header end: at the next header."""
    following = range(place + 1, len(block))
    return next((n for n in following if block[n].text.lstrip().startswith("[")), len(block))


def _is_key(text: str, name: str) -> bool:
    return re.match(rf"""\s*(["']?){re.escape(name)}\1\s*[=.]""", text) is not None


def _is_head(text: str, name: str) -> bool:
    return re.match(rf"""\s*\[\[[^\]]*\.\s*(["']?){re.escape(name)}\1\s*\]\]""", text) is not None


def escaped_controls(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield line and text of each ``\n``, ``\t``, ``\f``, ``\b`` or ``\r`` in a string between double quotes."""
    if "\\" not in text:
        return
    line, place = 1, 0
    for string in _STRING.finditer(text):
        line += text.count("\n", place, string.start())
        place = string.start()
        if string[0].startswith('"'):
            for match in _ESCAPED_CONTROL.finditer(string[0]):
                yield line + string[0].count("\n", 0, match.start(1)), match[1]


def overlong_key(text: str) -> int | None:
    """Return the first line with a dotted key of more than `MOST_KEY_PARTS` parts, or None."""
    if not any(line.count(".") >= MOST_KEY_PARTS for line in text.split("\n")):
        return None
    bare = _STRING.sub(lambda string: "s" + "\n" * string[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), 1):
        if line.count(".") >= MOST_KEY_PARTS and any(
            run.count(".") >= MOST_KEY_PARTS for run in re.split(r"[^\w.\- \t]", line)
        ):
            return number
    return None
