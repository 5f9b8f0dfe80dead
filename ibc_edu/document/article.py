"""Parsing an article of this publisher by the form of its lines.

The text has no markup. What a line is follows from how it looks and where it stands: a short unpunctuated line on its
own is a heading, one starting with a bullet sign is a bullet, and so on. No title is known beforehand; only the
sections with a role of their own (references, questions, takeaways, trial lists, medicines) are told by their names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ibc_edu.document.lines import Line, split_lines
from ibc_edu.document.sentences import Sentence, make_sentences

_PRINTED_NUMBER = re.compile(r"\s*\[?([0-9]{1,4})[\].)]")
_BLOCK_PREFIX = {
    "heading": "h",
    "paragraph": "p",
    "callout": "c",
    "bullet": "b",
    "question": "q",
    "answer": "a",
    "reference": "r",
    "navigation": "n",
    "blank": "blank",
}
BLOCK_KINDS = tuple(_BLOCK_PREFIX)
_WITH_SENTENCES = frozenset({"paragraph", "callout", "bullet", "answer"})

_NAMED_SECTIONS = {
    "references": re.compile(r"(references|sources|bibliography|reference list)$"),
    "faq": re.compile(r"(faqs?|frequently asked questions)\b"),
    "takeaways": re.compile(r"(key )?takeaways\b"),
    "medications": re.compile(r"connected (medications|medicines|drugs)\b"),
    "trials": re.compile(r"(ongoing|current|open|recruiting) clinical trials\b"),
    "methods": re.compile(r"(most )?common treatment methods\b"),
}
# In these a short line is an entry, unless it names one of the sections above.
_LISTS = frozenset({"trials", "medications"})


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, bullet, ... : one stretch of the file.

    ``document.text[start:end]`` is the block with its line ends; `text` is what a reader sees, without bullet sign,
    callout label and surrounding space. `depth` is the nesting of a bullet, 1 for the outermost, and 0 elsewhere.
    """

    block_id: str
    section_id: str
    kind: str
    depth: int
    text: str
    start: int
    end: int
    prose: tuple[tuple[int, int], ...] = field(repr=False)


@dataclass(frozen=True)
class Section:
    """A heading with all that follows it up to the next heading; the introduction has no heading."""

    section_id: str
    title: str
    kind: str
    position: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """An article: its text and the sections, blocks and sentences found in it, in reading order.

    `organisations` names publishers by the host of their pages (without ``www.``), for the list of references.
    """

    name: str
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    organisations: Mapping[str, str] = field(default_factory=dict, repr=False)


def parse(text: str, name: str = "article") -> Document:
    """Parse `text`; the spans of the blocks, joined, give it back.

    Parameters
    ----------
    text : str
        The article, decoded; a BOM and CRLF line ends may be kept.
    name : str
        What to call it in messages.

    Returns
    -------
    Document
        Never fails: a text without any structure becomes one introduction.
    """
    raw_blocks = list(_raw_blocks(split_lines(text)))
    sections, blocks = _number(_with_methods(_grouped(raw_blocks)))
    listed = frozenset(numbered_references(text, sections, blocks))
    sentences = [
        sentence
        for block in blocks
        if block.kind in _WITH_SENTENCES
        for sentence in make_sentences(text, list(block.prose), block.block_id, block.section_id, listed)
    ]
    return Document(name, text, tuple(sections), tuple(blocks), tuple(sentences))


def numbered_references(text: str, sections: list[Section], blocks: list[Block]) -> dict[int, Block]:
    """The entries of the reference list by number: the one printed before an entry, else one more than the last.

    An address on a line of its own may stand in the prose too; the list is what counts, if there is one. A printed
    number that an earlier entry has is not believed.
    """
    lists = {section.section_id for section in sections if section.kind == "references"}
    found: dict[int, Block] = {}
    last = 0
    for block in blocks:
        if block.kind != "reference" or (lists and block.section_id not in lists):
            continue
        printed = _PRINTED_NUMBER.match(text[block.start : block.end])
        number = int(printed[1]) if printed else last + 1
        while number in found or number == 0:
            number = max(found) + 1
        found[number], last = block, number
    return found


@dataclass
class _RawBlock:
    kind: str
    lines: list[Line]
    prose: list[tuple[int, int]]
    depth: int = 0
    section_kind: str | None = None  # set on the block that opens a section

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def text(self) -> str:
        shift = self.start
        joined = "".join(line.raw for line in self.lines)
        return "\n".join(joined[start - shift : end - shift] for start, end in self.prose)


def section_kind(title: str) -> str:
    """Role of a section by its title; `prose` unless the title names a role."""
    plain = re.sub(r"^[\W_]+|[\W_]+$", "", title).casefold()
    for kind, pattern in _NAMED_SECTIONS.items():
        if pattern.match(plain):
            return kind
    return "prose"


def _raw_blocks(lines: list[Line]) -> Iterator[_RawBlock]:
    """Classify line by line, remembering the section, the bullets' indents and the last visible block."""
    section = ""
    indents: list[int] = []
    previous: str | None = None  # kind of the last block that is not blank
    index = 0
    while index < len(lines):
        block, used = _next_block(lines, index, section, previous)
        if block.kind == "bullet":
            block.depth = _depth(indents, block.lines[0].indent)
        elif block.kind != "blank":
            indents.clear()
        if block.section_kind is not None:
            section = block.section_kind
        if block.kind != "blank":
            within_answer = section == "faq" and previous in ("question", "answer") and block.kind in _WITH_SENTENCES
            previous = "answer" if within_answer else block.kind
        yield block
        index += used


def _next_block(lines: list[Line], index: int, section: str, previous: str | None) -> tuple[_RawBlock, int]:
    line = lines[index]
    content = [(line.content_start, line.content_end)]
    if line.is_blank:
        return _RawBlock("blank", [line], []), 1
    if line.is_navigation and not section.startswith("faq"):
        return _RawBlock("navigation", [line], content), 1
    if line.callout:
        return _callout(lines, index)
    if line.bullet:
        return _RawBlock("bullet", [line], [line.bullet]), 1
    if line.url and section not in _LISTS:
        return _RawBlock("reference", [line], [line.url]), 1
    if _is_heading(lines, index, section, previous):
        kind = "title" if previous in (None, "navigation") and not section else section_kind(line.content)
        return _RawBlock("heading", [line], content, section_kind=kind), 1
    if section == "faq":
        kind = (
            "question" if line.looks_like_question else "answer" if previous in ("question", "answer") else "paragraph"
        )
        return _RawBlock(kind, [line], content), 1
    opens_introduction = "intro" if section in ("", "title") else None
    return _RawBlock("paragraph", [line], content, section_kind=opens_introduction), 1


def _callout(lines: list[Line], index: int) -> tuple[_RawBlock, int]:
    """A label line with the prose right under it, or a single line that carries its text itself."""
    line = lines[index]
    assert line.callout is not None
    if line.ends_like_prose:
        return _RawBlock("callout", [line], [line.callout]), 1
    end = index + 1
    while end < len(lines) and not (lines[end].is_blank or lines[end].bullet or lines[end].url or lines[end].callout):
        end += 1
    taken = lines[index:end]
    prose = [(text_line.content_start, text_line.content_end) for text_line in taken[1:]]
    return _RawBlock("callout", taken, prose), len(taken)


def _is_heading(lines: list[Line], index: int, section: str, previous: str | None) -> bool:
    line = lines[index]
    stands_alone = index == 0 or lines[index - 1].is_blank
    if not stands_alone or not line.looks_like_heading:
        return False
    if index + 1 < len(lines) and not (lines[index + 1].is_blank or lines[index + 1].bullet):
        return False
    if section_kind(line.content) != "prose":
        return True
    if section in _LISTS:
        return False
    if section == "faq":
        return not line.looks_like_question and previous != "question"
    return True


def _depth(indents: list[int], indent: int) -> int:
    """Nesting of a bullet by its indent among those before it (`indents` is updated)."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents)


@dataclass
class _RawSection:
    kind: str
    title: str
    blocks: list[_RawBlock]


def _grouped(blocks: list[_RawBlock]) -> list[_RawSection]:
    """Blocks by section; what stands before the first section (blank lines, navigation) joins it."""
    sections: list[_RawSection] = []
    waiting: list[_RawBlock] = []
    for block in blocks:
        if block.section_kind is None:
            (sections[-1].blocks if sections else waiting).append(block)
            continue
        title = block.text if block.kind == "heading" else ""
        sections.append(_RawSection(block.section_kind, title, [*waiting, block]))
        waiting = []
    if waiting:
        sections.append(_RawSection("intro", "", waiting))
    return sections


def _with_methods(sections: list[_RawSection]) -> list[_RawSection]:
    """A prose section made of nested bullets alone is a list of methods, whatever its title."""
    for section in sections:
        content = [block for block in section.blocks if block.kind not in ("heading", "blank")]
        nested = any(block.depth > 1 for block in content)
        if section.kind == "prose" and nested and all(block.kind == "bullet" for block in content):
            section.kind = "methods"
    return sections


def _number(raw_sections: list[_RawSection]) -> tuple[list[Section], list[Block]]:
    sections: list[Section] = []
    blocks: list[Block] = []
    taken: Counter[str] = Counter()
    for position, raw in enumerate(raw_sections, start=1):
        section_id = _unique(_slug(raw.title) if raw.title else "introduction", taken)
        sections.append(Section(section_id, raw.title, raw.kind, position, raw.blocks[0].start, raw.blocks[-1].end))
        counts: Counter[str] = Counter()
        for block in raw.blocks:
            counts[block.kind] += 1
            block_id = f"{section_id}/{_BLOCK_PREFIX[block.kind]}{counts[block.kind]}"
            blocks.append(
                Block(
                    block_id,
                    section_id,
                    block.kind,
                    block.depth,
                    block.text,
                    block.start,
                    block.end,
                    tuple(block.prose),
                )
            )
    return sections, blocks


def _slug(title: str) -> str:
    return re.sub(r"[\W_]+", "-", title.casefold()).strip("-") or "section"


def _unique(slug: str, taken: Counter[str]) -> str:
    unique = slug
    while unique in taken:
        taken[slug] += 1
        unique = f"{slug}-{taken[slug]}"
    taken[unique] = 1
    return unique
