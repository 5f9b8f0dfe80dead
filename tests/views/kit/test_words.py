"""Texts as they are shown."""

from __future__ import annotations

import pytest

from ibc_edu.views.kit.words import sentence_case


@pytest.mark.parametrize(("text", "shown"), [("read a HER2 report", "Read a HER2 report"), ("", ""), ("ÉTÉ", "ÉTÉ")])
def test_only_the_start_becomes_a_capital(text: str, shown: str) -> None:
    assert sentence_case(text) == shown
