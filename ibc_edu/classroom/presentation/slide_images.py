"""Pictures of a notebook for the projector: those attached to a cell, in a file beside it, or made by a cell."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ibc_edu.classroom.presentation.slide_text import Block

TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
LARGEST = 4_000_000
"""Bytes of a picture that is shown: a photograph for a projector has some 1,000,000."""
_INSIDE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,]")


def with_images(found: list[Block], cell: Mapping[str, Any], folder: Path) -> list[Block]:
    """Return the blocks of a cell with each picture in the page itself; one that cannot be had is told by its text.

    Nothing is fetched from other computers: the presentation works without a network.
    """
    return [_resolved(block, cell, folder) for block in found]


def made_images(cell: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the pictures among a code cell's saved outputs, such as an educator's own plot."""
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        for kind in ("image/png", "image/jpeg"):
            if kind in data and len(_text(data[kind])) <= LARGEST * 4 / 3:
                alt = _text(data.get("text/plain", "")).strip()
                alt = "Picture" if alt.startswith("<") or not alt else alt
                yield {"kind": "image", "alt": alt, "src": f"data:{kind};base64,{''.join(_text(data[kind]).split())}"}
                break


def _resolved(block: Block, cell: Mapping[str, Any], folder: Path) -> Block:
    if "blocks" in block:
        return {**block, "blocks": with_images(block["blocks"], cell, folder)}
    if block["kind"] != "image":
        return block
    src = _source(block["src"], cell, folder)
    if src is not None:
        return {**block, "src": src}
    text = f"Picture: {block['alt']}" if block["alt"] else "A picture stands here in the notebook."
    return {"kind": "paragraph", "spans": [{"text": text, "bold": False, "italic": True, "code": False}]}


def _source(src: str, cell: Mapping[str, Any], folder: Path) -> str | None:
    """The picture as a data address, or None if it is none, too large, or somewhere else."""
    if src.startswith("attachment:"):
        for kind, data in cell.get("attachments", {}).get(unquote(src.removeprefix("attachment:")), {}).items():
            if kind in TYPES.values() and len(_text(data)) <= LARGEST * 4 / 3:
                return f"data:{kind};base64,{''.join(_text(data).split())}"
        return None
    if _INSIDE.match(src):
        return src if len(src) <= LARGEST * 4 / 3 else None
    path = folder / unquote(src)
    try:
        if "://" in src or path.suffix.lower() not in TYPES or not path.is_file() or path.stat().st_size > LARGEST:
            return None
        return f"data:{TYPES[path.suffix.lower()]};base64,{base64.b64encode(path.read_bytes()).decode()}"
    except (OSError, ValueError):  # a name that no file can have
        return None


def _text(data: Any) -> str:
    """Notebooks keep long texts as one or as a list of lines."""
    return data if isinstance(data, str) else "".join(data)
