"""The grid of side effects: a symbol and a shade for each word, and nothing said of an empty cell."""

from __future__ import annotations

import pandas as pd
import pytest

from ibc_edu.errors import UnknownNameError
from ibc_edu.figures.side_effect_grid import WORDINGS, side_effect_grid
from ibc_edu.figures.theme import therapy_color


def test_shared_effects_come_first_and_kinds_beside_their_class(effects: pd.DataFrame) -> None:
    layout = side_effect_grid(effects).figure["layout"]
    assert layout["yaxis"]["ticktext"] == ["Fatigue", "Rash", "Hair loss"]
    assert layout["xaxis"]["ticktext"] == ["chemotherapy", "taxanes", "hormone-therapy"]


def test_the_most_frequent_wording_counts(effects: pd.DataFrame) -> None:
    table = side_effect_grid(effects, names={"taxanes": "Taxanes"}).table
    assert table.set_index("Side effect").to_dict("index") == {
        "Fatigue": {"chemotherapy": "common", "Taxanes": "not named", "hormone-therapy": "can happen"},
        "Rash": {"chemotherapy": "not named", "Taxanes": "not named", "hormone-therapy": "rare"},
        "Hair loss": {"chemotherapy": "not named", "Taxanes": "common", "hormone-therapy": "not named"},
    }


def test_each_word_has_its_symbol_and_its_shade_of_the_class(effects: pd.DataFrame) -> None:
    figure = side_effect_grid(effects).figure
    common, can, rare, key = figure["data"]
    assert list(zip(common["x"], common["y"], strict=True)) == [(0, 0), (1, 2)]
    assert (can["x"], can["y"], rare["x"], rare["y"]) == ([2], [0], [2], [1])
    assert len({trace["marker"]["symbol"] for trace in (common, can, rare)}) == 3
    assert key["marker"]["symbol"] == [look.symbol for look in WORDINGS.values()]
    shades = [shape["fillcolor"] for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert shades[0] == therapy_color("chemotherapy") + WORDINGS["common"].shade
    assert len(shades) == 4


def test_few_classes_are_told_one_by_one(effects: pd.DataFrame) -> None:
    sentence = side_effect_grid(effects).sentence
    assert "hormone-therapy, can happen: fatigue; rare: rash." in sentence
    assert "Named for more than one: fatigue (2 classes)." in sentence
    assert "do not name the effect" in sentence


def test_of_many_classes_the_sentence_names_the_one_with_most() -> None:
    classes = ["chemotherapy", "surgery", "taxanes", "immunotherapy", "taxanes"]
    rows = pd.DataFrame({"effect": list("ABCDE"), "therapy_class": classes, "wording": "common"})
    sentence = side_effect_grid(rows).sentence
    assert sentence.startswith("5 side effects in 4 therapy classes.")
    assert "Most are named for taxanes (2, of which 2 are common)." in sentence
    assert "No effect is named for more than one of them." in sentence


def test_names_are_level_for_few_classes_and_upright_for_many_on_a_phone(effects: pd.DataFrame) -> None:
    few = side_effect_grid(effects).figure["layout"]
    more = pd.DataFrame({"effect": "Rash", "therapy_class": ["surgery", "immunotherapy"], "wording": "can"})
    many = side_effect_grid(pd.concat([effects, more])).figure["layout"]
    assert (few["xaxis"]["tickangle"], many["xaxis"]["tickangle"]) == (0, -50)
    assert few["meta"]["narrow"]["layout"]["xaxis"] == {"ticktext": ["chemotherapy", "taxanes", "hormone-<br>therapy"]}
    assert many["meta"]["narrow"]["layout"]["xaxis"] == {"tickangle": -90}


@pytest.mark.parametrize(("column", "value"), [("wording", "often"), ("therapy_class", "chemo")])
def test_unknown_words_and_classes_are_refused(effects: pd.DataFrame, column: str, value: str) -> None:
    with pytest.raises(UnknownNameError, match=value):
        side_effect_grid(effects.assign(**{column: value}))
