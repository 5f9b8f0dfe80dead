"""Reads the recipes of docs/ as steps: what to write into which file, and which commands to run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = r"(?P<fence_{0}>`{{3,}})(?:[\w+-]+)?\n(?P<{0}>.*?)^(?P=fence_{0})\n"  # one with four holds others of three
STEP = re.compile(
    r"Write\s+`(?P<new>[^`]+)`:\n\n" + FENCE.format("text") + r"|Add to the end of\s+`(?P<longer>[^`]+)`:\n\n"
    + FENCE.format("more") + r"|In\s+`(?P<changed>[^`]+)`, replace\n\n" + FENCE.format("old") + r"\nby\n\n"
    + FENCE.format("fresh") + r"|```console\n(?P<commands>.*?)```\n",
    re.DOTALL | re.MULTILINE,
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """Commands to run, or a change of one file: the text `old` (nothing: its end; None: all of it) becomes `text`."""

    commands: tuple[str, ...] = ()
    file: str = ""
    old: str | None = None
    text: str = ""


def steps(recipe: str) -> list[Step]:
    """What a recipe says to do, in order."""
    found = []
    for match in STEP.finditer(recipe):
        if match["commands"] is not None:
            lines = match["commands"].splitlines()
            found.append(Step(commands=tuple(line[2:] for line in lines if line.startswith("$ "))))
        elif match["new"]:
            found.append(Step(file=match["new"], text=match["text"]))
        elif match["longer"]:
            found.append(Step(file=match["longer"], old="", text=match["more"]))
        else:
            old, fresh = (match[name].removesuffix("\n") for name in ("old", "fresh"))  # perhaps a part of a line
            found.append(Step(file=match["changed"], old=old, text=fresh))
    return found


def change(root: Path, step: Step) -> None:
    """Do what a step says to a file below `root`."""
    path = root / step.file
    if step.old is None:
        assert not path.exists(), f"{step.file} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
        return
    before = path.read_bytes().decode("utf-8")
    assert before.count(step.old) == 1 or not step.old, f"{step.file} does not hold the text to replace just once"
    after = before.replace(step.old, step.text) if step.old else before + step.text
    path.write_bytes(after.encode("utf-8"))
