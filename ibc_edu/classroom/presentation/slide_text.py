"""A lesson's Markdown as plain blocks that a page can build without ever setting HTML.

Reads what the lessons use: headings, paragraphs, lists, quotes, tables, images, bold, italics, code, links (their
text), code between fences and folded `<details>`. Any other HTML tag is dropped and its text kept.

What a text says of the screen makes no sense on paper. A comment in a paragraph, a list or a quote, which no page
shows, tells what stands there instead: ``<!-- paper: These are the lines: -->``, or ``<!-- paper: none -->`` for
nothing. On a line of its own it speaks of what stands before it. After a heading ``none`` leaves out the whole section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

Block = dict[str, Any]
"""`{kind, ...}`: `heading` (level, spans), `paragraph` (spans), `list` (ordered, items: list of spans), `quote`
(blocks), `table` (rows: list of rows of spans), `details` (summary, blocks), `image` (alt, src). Spans are lists of
`{text, bold, italic, code}`. A block with `paper` has other words there on paper (spans); none are nothing.
"""

_DETAILS = re.compile(r"<details>(.*?)</details>", re.DOTALL)
_SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.DOTALL)
_FENCE = re.compile(r"^```[^`\n]*\n(.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_PAPER = re.compile(r"<!--\s*paper:\s*(.*?)\s*-->")
_NOTHING = "none"
_TEXT = 7  # one deeper than any heading
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_IMAGE = re.compile(r"""!\[(?P<alt>[^\]]*)\]\(\s*<?(?P<src>[^\s)>]+)>?(?:\s+["'][^)]*)?\)|<img\b(?P<tag>[^>]*)>""")
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ITEM = re.compile(r"^\s*(?:[-*+]|(\d+)[.)])\s+(.*)")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]+\|[\s:|-]*$")
_MARK = re.compile(r"(`[^`]+`|\*\*\*|\*\*|\*|__|(?<!\w)_|_(?!\w))")


def blocks(markdown: str) -> list[Block]:
    """Return the blocks of a Markdown text, in order."""
    text = _COMMENT.sub(_kept_comment, markdown.replace("\r\n", "\n"))
    found: list[Block] = []
    # `split` with one group alternates: plain text, inside of <details>, plain text, ...
    for place, part in enumerate(_DETAILS.split(text)):
        found += [_details(part)] if place % 2 else _plain_blocks(part)
    return found


def on_paper(found: Iterable[Block]) -> list[Block]:
    """Return the blocks of a whole text as they are printed.

    The page has its title already. What is folded stays on the screen: paper cannot be opened by choice. No heading is
    left with nothing under it.
    """
    printed: list[Block] = []
    left_out = _TEXT  # level of the section that is left out
    for block in found:
        level = block.get("level", _TEXT)
        if level > left_out:
            continue
        left_out = level if level < _TEXT and block.get("paper") == [] else _TEXT
        if block["kind"] != "details":
            printed += _printed(block)
    return [block for block in _without_empty_sections(printed) if block.get("level") != 1]


def _printed(block: Block) -> list[Block]:
    if "paper" in block:
        as_text = block if block["kind"] == "heading" else {"kind": "paragraph"}
        return [as_text | {"spans": block["paper"]}] if block["paper"] else []
    return [block | {"blocks": on_paper(block["blocks"])}] if block["kind"] == "quote" else [block]


def _without_empty_sections(found: list[Block]) -> list[Block]:
    kept: list[Block] = []
    below = 1  # level of what comes next; at the end, that of a title
    for block in reversed(found):
        level = block.get("level", _TEXT)
        if below <= level < _TEXT:
            continue
        below = level
        kept.append(block)
    return kept[::-1]


def plain_text(spans: list[dict[str, Any]]) -> str:
    """Return the text of spans without their looks."""
    return "".join(span["text"] for span in spans)


def _kept_comment(found: re.Match[str]) -> str:
    """What is said of paper, on one line; nothing of any other comment."""
    kept = " ".join(found.group().split())
    return kept if _PAPER.fullmatch(kept) else ""


def _details(inside: str) -> Block:
    summary = _SUMMARY.search(inside)
    title = plain_text(_spans(summary.group(1))) if summary else "More"
    return {"kind": "details", "summary": title, "blocks": _plain_blocks(_SUMMARY.sub("", inside, count=1))}


def _plain_blocks(text: str) -> list[Block]:
    found: list[Block] = []
    for place, part in enumerate(_FENCE.split(text)):
        found = found + _code(part) if place % 2 else _with_text(found, part)
    return found


def _code(inside: str) -> list[Block]:
    """What stands between fences: each line a paragraph."""
    looks = {"bold": False, "italic": False, "code": True}
    lines = filter(str.strip, inside.split("\n"))
    return [{"kind": "paragraph", "spans": [{"text": line.strip(), **looks}]} for line in lines]


def _with_text(found: list[Block], text: str) -> list[Block]:
    """The blocks with those of a text after them; what it tells of paper belongs to the block before."""
    found = [*found]
    for chunk in re.split(r"\n\s*\n", text):
        for block, told in _chunk([line for line in chunk.split("\n") if line.strip()]):
            if block is not None:
                found.append(block)
            if told and found:
                found[-1] = found[-1] | {"paper": [] if told[-1] == _NOTHING else _spans(told[-1])}
    return found


def _chunk(lines: list[str]) -> Iterator[tuple[Block | None, list[str]]]:
    """Yield the blocks of lines that no empty line divides, each with what is told of paper; None is no block."""
    shown = [_PAPER.sub("", line).rstrip() for line in lines]
    while shown:
        kind, count = _run(shown)
        told = [words for line in lines[:count] for words in _PAPER.findall(line)]
        read: list[Block | None] = [*_run_blocks(kind, shown[:count])]
        lines, shown = lines[count:], shown[count:]
        yield from ((block, told) for block in read or [None])


def _run_blocks(kind: str, run: list[str]) -> Iterator[Block]:
    """Yield the blocks of lines of one kind; a paragraph may hold pictures."""
    if kind == "heading":
        marks, title = _HEADING.match(run[0]).groups()  # type: ignore[union-attr]
        yield {"kind": kind, "level": len(marks), "spans": _spans(title)}
    elif kind == "quote":
        yield {"kind": kind, "blocks": _plain_blocks("\n".join(re.sub(r"^\s*> ?", "", line) for line in run))}
    elif kind == "table":
        rows = [run[0], *run[2:]]
        yield {
            "kind": kind,
            "rows": [[_spans(cell.strip()) for cell in row.strip().strip("|").split("|")] for row in rows],
        }
    elif kind == "list":
        yield _list(run)
    else:
        text = " ".join(line.strip() for line in run)
        spans = _spans(_IMAGE.sub("", text))
        if plain_text(spans).strip(" -_*"):  # a line across the page is none
            yield {"kind": kind, "spans": spans}
        yield from map(_image, _IMAGE.finditer(text))


def _image(found: re.Match[str]) -> Block:
    told = {name: one or other for name, one, other in _ATTRIBUTE.findall(found["tag"] or "")}
    alt, src = found["alt"] or told.get("alt", ""), found["src"] or told.get("src", "")
    return {"kind": "image", "alt": unescape(alt), "src": unescape(src)}


def _run(lines: list[str]) -> tuple[str, int]:
    """What the first lines are, and how many of them."""
    if _HEADING.match(lines[0]):
        return "heading", 1
    if lines[0].lstrip().startswith(">"):
        return "quote", _while(lines, lambda line: line.lstrip().startswith(">"))
    if len(lines) > 1 and "|" in lines[0] and _TABLE_RULE.match(lines[1]):
        return "table", _while(lines, lambda line: "|" in line)
    if _ITEM.match(lines[0]):
        return "list", _while(lines, lambda line: bool(_ITEM.match(line) or line[:1].isspace()))
    return "paragraph", _while(lines, lambda line: not (_ITEM.match(line) or _HEADING.match(line)))


def _while(lines: list[str], fits: Any) -> int:
    return next((place for place, line in enumerate(lines) if place and not fits(line)), len(lines))


def _list(lines: list[str]) -> Block:
    items: list[str] = []
    ordered = False
    for line in lines:
        item = _ITEM.match(line)
        if item:
            ordered = ordered or item.group(1) is not None
            items.append(item.group(2))
        else:
            items[-1] += f" {line.strip()}"
    return {"kind": "list", "ordered": ordered, "items": [_spans(item) for item in items]}


def _spans(text: str) -> list[dict[str, Any]]:
    text = unescape(_TAG.sub("", _LINK.sub(r"\1", text)))
    bold = italic = False
    spans = []
    for piece in _MARK.split(text):
        if piece in ("***",):
            bold, italic = not bold, not italic
        elif piece in ("**", "__"):
            bold = not bold
        elif piece in ("*", "_"):
            italic = not italic
        elif piece:
            code = len(piece) > 2 and piece[0] == piece[-1] == "`"
            spans.append({"text": piece[1:-1] if code else piece, "bold": bold, "italic": italic, "code": code})
    return spans
