"""What a pointer lies on looks different only where there is a pointer that can lie on something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ibc_edu

ROOT = Path(ibc_edu.__file__).parent
SHEETS = [sheet for sheet in sorted(ROOT.rglob("*.css")) if ":hover" in sheet.read_text(encoding="utf-8")]
GUARDED = re.compile(r"@media \(hover: hover\) \{\n(?:  .*\n|\n)*\}")


def test_there_are_such_styles() -> None:
    assert len(SHEETS) > 5


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(ROOT)))
def test_after_a_tap_nothing_looks_chosen_that_comes_to_the_place_of_the_finger(sheet: Path) -> None:
    assert ":hover" not in GUARDED.sub("", sheet.read_text(encoding="utf-8"))
