"""The side effect explorer: what two classes share, what only one has, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.side_effect_explorer.widget import SideEffectExplorer


def effect(name: str, wording: str = "can") -> dict[str, Any]:
    note = {"who": "", "named": "", "plain": "Plain.", "wording": wording}
    return {"name": name, "wording": wording, "notes": [note], "lasting": None, "calls": [], "sources": []}


def content() -> Any:
    names = {"pills": ["Nausea", "Rash"], "drips": ["Fever", "Nausea"], "beams": ["Tender skin"]}
    color = {"light": "#000000", "dark": "#ffffff"}
    return {
        "classes": [
            {"key": key, "name": key.title(), "color": color, "in_article": True, "notes": []} for key in names
        ],
        "effects": {key: [effect(name) for name in found] for key, found in names.items()},
        "pairs": [["pills", "drips"]],
        "sources": {},
    }


def test_what_both_share_and_what_only_one_has() -> None:
    explorer = SideEffectExplorer(content())
    assert explorer.pair == ["pills", "drips"]
    assert (explorer.only(0), explorer.shared, explorer.only(1)) == (["Rash"], ["Nausea"], ["Fever"])


def test_the_page_may_change_the_classes_and_unfold_an_effect() -> None:
    explorer = SideEffectExplorer(content())
    explorer.set_state({"pair": ["drips", "beams"], "effect": "Fever"})
    assert explorer.shared == []
    assert explorer.only(1) == ["Tender skin"]
    assert explorer.problem == ""


@pytest.mark.parametrize("pair", [["pills"], ["pills", "pills"], ["pills", "moon"], ["pills", "drips", "beams"]])
def test_anything_but_two_different_classes_is_refused(pair: list[str]) -> None:
    explorer = SideEffectExplorer(content())
    with pytest.raises(ParameterError, match=r"two different classes.*Choose two of pills, drips, beams"):
        explorer.pair = pair
    assert explorer.pair == ["pills", "drips"]


def test_an_effect_that_no_class_has_is_refused() -> None:
    with pytest.raises(ParameterError, match="Moonlight"):
        SideEffectExplorer(content(), effect="Moonlight")


def test_the_text_form_names_the_classes_and_counts_each_effect_once() -> None:
    explorer = SideEffectExplorer(content())
    before = repr(explorer)
    explorer.pair = ["beams", "drips"]
    assert repr(explorer) == before
    assert "Pills, Drips, Beams" in before
    assert "4 side effects" in before
