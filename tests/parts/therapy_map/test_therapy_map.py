"""The therapy map: what it shows of what is chosen, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.therapy_map.widget import TherapyMap


def card(title: str, picture: str | None = None) -> dict[str, Any]:
    parts: dict[str, Any] = {"lines": [], "caveats": [], "effects": [], "lit": [], "links": {}, "sources": []}
    return {"title": title, "kind": "", "color": None, "summary": "", "picture": picture, **parts}


def content() -> Any:
    drugs = [{"key": "tamoxifen", "name": "tamoxifen"}]
    return {
        "findings": [{"key": "hormones", "name": "Hormone receptors"}],
        "classes": [{"key": "hormone-therapy", "name": "Hormone therapy", "color": {}, "drugs": drugs}],
        "cards": {
            "hormones": card("Hormone receptors"),
            "hormone-therapy": card("Hormone therapy"),
            "tamoxifen": card("Tamoxifen", "blocked"),
        },
        "pictures": {"blocked": "The drug sits in the receptor."},
    }


def test_nothing_is_chosen_at_first() -> None:
    assert TherapyMap(content()).card is None


def test_the_page_may_choose_a_card() -> None:
    shown = TherapyMap(content())
    shown.set_state({"chosen": "tamoxifen"})
    assert shown.card is not None
    assert shown.card["title"] == "Tamoxifen"


def test_an_unknown_choice_is_refused_with_the_known_ones() -> None:
    shown = TherapyMap(content(), chosen="tamoxifen")
    with pytest.raises(ParameterError, match="Choices are hormones"):
        shown.chosen = "aspirin"
    assert shown.chosen == "tamoxifen"


@pytest.mark.parametrize("key", ["hormones", "hormone-therapy", "tamoxifen"])
def test_a_place_on_the_map_without_a_card_is_found_at_once(key: str) -> None:
    broken = content()
    del broken["cards"][key]
    with pytest.raises(ParameterError, match=key):
        TherapyMap(broken)


def test_a_card_with_an_unknown_picture_is_found_at_once() -> None:
    broken = content()
    broken["pictures"] = {}
    with pytest.raises(ParameterError, match="blocked"):
        TherapyMap(broken)


def test_the_text_form_is_the_same_whatever_was_chosen() -> None:
    shown = TherapyMap(content())
    before = repr(shown)
    shown.chosen = "hormones"
    assert repr(shown) == before
    assert "Hormone therapy" in before
    assert "1 drugs" in before
