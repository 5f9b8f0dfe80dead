"""The lines of a text, and what a single line looks like on its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BULLET = re.compile(r"[•◦▪▫‣⁃●○■□*·–-](?:\s+(?P<text>\S.*))?$", re.DOTALL)
_URL = re.compile(r"(?:\[?[0-9]{1,4}[\].)]\s*)?(?P<url>(?:https?://|www\.)\S+)$", re.IGNORECASE)
_CALLOUT = re.compile(r"[⚠ℹ❗💡]\ufe0f?\s*(?P<label>.*)$", re.DOTALL)
_NAVIGATION = frozenset({"go back", "back", "back to top", "home", "print", "share", "read more"})
_INVISIBLE = "\ufeff\u200b\u2060"

MAX_HEADING_CHARACTERS = 120
MAX_HEADING_WORDS = 16
MAX_QUESTION_CHARACTERS = 200
_MAX_COLON_WORDS = 5


@dataclass(frozen=True)
class Line:
    """One physical line: `raw` with its line end, at offsets `start` to `end` of the file."""

    raw: str
    start: int
    end: int

    @cached_property
    def _span(self) -> tuple[int, int]:
        left, right = 0, len(self.raw)
        while left < right and (self.raw[left].isspace() or self.raw[left] in _INVISIBLE):
            left += 1
        while right > left and (self.raw[right - 1].isspace() or self.raw[right - 1] in _INVISIBLE):
            right -= 1
        return left, right

    @cached_property
    def content(self) -> str:
        """The line without surrounding white space and invisible characters such as a BOM."""
        left, right = self._span
        return self.raw[left:right]

    @property
    def content_start(self) -> int:
        """Offset in the file of the first character of `content`."""
        return self.start + self._span[0]

    @property
    def content_end(self) -> int:
        """Offset in the file just after `content`."""
        return self.start + self._span[1]

    @property
    def indent(self) -> int:
        """Columns of white space before `content`, a tab counting up to the next multiple of four."""
        return len(self.raw[: self._span[0]].expandtabs(4))

    @property
    def is_blank(self) -> bool:
        """Whether nothing visible stands on the line."""
        return not self.content

    @property
    def is_navigation(self) -> bool:
        """Whether it is a web page's leftover such as "Go back"."""
        return len(self.content) <= MAX_HEADING_CHARACTERS and self.content.casefold() in _NAVIGATION

    @cached_property
    def bullet(self) -> tuple[int, int] | None:
        """Offsets in the file of a bullet's text, or None for a line that is no bullet."""
        match = _BULLET.match(self.content)
        if match is None:
            return None
        start = match.start("text") if match["text"] is not None else len(self.content)
        return self.content_start + start, self.content_end

    @cached_property
    def url(self) -> tuple[int, int] | None:
        """Offsets in the file of the address on a line that holds nothing else (a number before it is allowed)."""
        match = _URL.match(self.content)
        return (self.content_start + match.start("url"), self.content_end) if match else None

    @cached_property
    def callout(self) -> tuple[int, int] | None:
        """Offsets in the file of what follows a callout sign, or None for a line without that sign."""
        match = _CALLOUT.match(self.content)
        return (self.content_start + match.start("label"), self.content_end) if match else None

    @cached_property
    def ends_like_prose(self) -> bool:
        """Whether the line ends as a sentence or a cited sentence does."""
        return self.content.endswith((".", "!", ";", ",", "…", "]", ".”", '."', ".)"))

    @cached_property
    def looks_like_heading(self) -> bool:
        """Short, unpunctuated, starting with no small letter: a heading, if it stands alone."""
        text = self.content
        if not text or len(text) > MAX_HEADING_CHARACTERS or self.is_navigation:
            return False
        if self.bullet or self.url or self.callout or self.ends_like_prose or ". " in text or text[0].islower():
            return False
        words = len(text.split())
        return words <= (_MAX_COLON_WORDS if text.endswith(":") else MAX_HEADING_WORDS)

    @property
    def looks_like_question(self) -> bool:
        """Ends in a question mark and is not a whole paragraph."""
        return self.content.endswith("?") and len(self.content) <= MAX_QUESTION_CHARACTERS


def split_lines(text: str) -> list[Line]:
    """Every character of `text` in exactly one line; CRLF, CR and LF all end a line."""
    return [Line(match[0], match.start(), match.end()) for match in _LINE.finditer(text)]
