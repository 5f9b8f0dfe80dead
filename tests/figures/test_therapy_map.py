"""The therapy map: only what belongs to the chosen box is lit."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from ibc_edu.errors import UnknownNameError
from ibc_edu.figures.theme import therapy_color
from ibc_edu.figures.therapy_map import therapy_map


def boxes(figure: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in figure["layout"]["annotations"] if "name" in each}


def lit(figure: dict[str, Any]) -> set[str]:
    return {name for name, box in boxes(figure).items() if box["text"].startswith("<b>")}


def test_a_subtype_lights_its_own_drugs_and_not_all_of_a_shared_class(paths: pd.DataFrame) -> None:
    assert lit(therapy_map(paths, "triple-negative").figure) == {
        "triple-negative", "taxanes", "paclitaxel", "antibody-drug-conjugates", "sacituzumab-govitecan"
    }  # fmt: skip


def test_a_drug_lights_the_way_back(paths: pd.DataFrame) -> None:
    described = therapy_map(paths, "ado-trastuzumab-emtansine")
    assert lit(described.figure) == {
        "hr-negative-her2-positive", "antibody-drug-conjugates", "ado-trastuzumab-emtansine"
    }  # fmt: skip
    assert described.sentence == (
        "ado-trastuzumab-emtansine (antibody-drug-conjugates) is reached from hr-negative-her2-positive."
    )


def test_a_class_tells_which_subtype_leads_to_which_drug(paths: pd.DataFrame) -> None:
    assert therapy_map(paths, "antibody-drug-conjugates").sentence == (
        "antibody-drug-conjugates, by subtype: triple-negative (sacituzumab-govitecan); "
        "hr-negative-her2-positive (ado-trastuzumab-emtansine)."
    )
    assert therapy_map(paths, "surgery").sentence == "surgery, by subtype: hr-negative-her2-positive."


def test_lit_links_are_thick_and_in_the_color_of_the_class(paths: pd.DataFrame) -> None:
    base, *bright = therapy_map(paths, "triple-negative").figure["layout"]["shapes"]
    assert base["path"].count("M") == 7
    assert {shape["line"]["color"] for shape in bright} == {therapy_color("taxanes"), therapy_color("targeted-therapy")}
    assert sum(shape["path"].count("M") for shape in bright) == 4
    assert all(shape["line"]["width"] > base["line"]["width"] for shape in bright)


def test_nothing_is_lit_without_a_choice(paths: pd.DataFrame) -> None:
    described = therapy_map(paths)
    assert lit(described.figure) == set()
    assert len(described.figure["layout"]["shapes"]) == 1
    assert described.sentence == "2 subtypes lead to 3 therapy classes and 3 drugs. Nothing is chosen."
    assert "Lit" not in described.table


def test_names_are_shown_and_told(paths: pd.DataFrame) -> None:
    described = therapy_map(
        paths, "triple-negative", names={"taxanes": "Taxanes", "triple-negative": "Triple-negative"}
    )
    assert boxes(described.figure)["taxanes"]["text"] == "<b>Taxanes</b>"
    assert described.sentence == (
        "Triple-negative leads to 2 therapy classes: Taxanes (paclitaxel); "
        "antibody-drug-conjugates (sacituzumab-govitecan)."
    )
    assert described.table["Lit"].tolist() == ["yes", "yes", "no", "no"]
    assert described.table["Drugs"].tolist()[-1] == ""


def test_boxes_of_a_column_keep_apart_and_on_the_map(paths: pd.DataFrame) -> None:
    more = pd.DataFrame({"subtype": "unknown", "therapy_class": ["radiation-therapy", "immunotherapy"], "drug": None})
    placed = boxes(therapy_map(pd.concat([paths, more])).figure).values()
    for anchor in ("left", "center", "right"):
        heights = sorted(box["y"] for box in placed if box["xanchor"] == anchor)
        assert all(low - high >= 0.17 for high, low in pairwise(heights))
        assert heights[0] > 0
        assert heights[-1] < 1


def test_what_is_not_on_the_map_cannot_be_chosen(paths: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="'docetaxel'"):
        therapy_map(paths, "docetaxel")
