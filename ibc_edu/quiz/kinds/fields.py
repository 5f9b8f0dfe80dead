"""The types of a question's fields, and hashes of its texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

# Anderson and Krathwohl, A Taxonomy for Learning, Teaching, and Assessing (2001).
Bloom = Literal["remember", "understand", "apply", "analyze", "evaluate", "create"]

Where = Literal["screen", "room", "paper"]
"""Where a question can be asked: on a learner's own screen, before a class, on a worksheet."""

MAX_TEXT = 2000

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # all of Unicode's category Cc


def _one_line(text: str) -> str:
    """Join the lines of a TOML multi-line string; refuse text that is empty or holds control characters."""
    joined = " ".join(text.split())
    if not joined:
        raise ValueError("the text is empty")
    if _CONTROL.search(joined):
        raise ValueError("the text has a control character in it")
    return joined


Text = Annotated[str, Field(strict=True, min_length=1, max_length=MAX_TEXT), AfterValidator(_one_line)]
Slug = Annotated[str, Field(strict=True, max_length=120, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
SentenceId = Annotated[str, Field(strict=True, max_length=200, pattern=r"^[a-z0-9-]+/[a-z]\d+/s\d+$")]
FactId = Annotated[str, Field(strict=True, max_length=40, pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
Credit = Annotated[float, Field(strict=True, ge=0, lt=1)]


class Part(BaseModel):
    """Anything inside a question: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@lru_cache(maxsize=10_000)  # a page asks for the same keys with every answer
def content_hash(*parts: str, length: int = 16) -> str:
    """Return the first hexadecimal digits of the SHA-256 of `parts`."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def require_distinct(texts: Sequence[str], what: str) -> None:
    """Refuse texts that a reader could not tell apart.

    Raises
    ------
    ValueError
        If two are equal but for case; pydantic reports it with its place.
    """
    seen: set[str] = set()
    for text in texts:
        if text.casefold() in seen:
            raise ValueError(f"two {what} read the same: {text!r}")
        seen.add(text.casefold())
