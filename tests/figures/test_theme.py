"""Colors of the figures: enough contrast in both themes, apart for every eye, and the same classes as the tables."""

from __future__ import annotations

import csv
import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ibc_edu.errors import UnknownNameError
from ibc_edu.figures import theme

CLASSES = Path(__file__).parents[2] / "data" / "knowledge" / "therapy_classes.csv"
BACKGROUNDS = {"light": ["#ffffff", "#f6f7f9"], "dark": ["#212121", "#111111", "#2b2d30"]}
MEANINGS = {**theme.THERAPY_COLORS, "hormone receptors": theme.HORMONE_RECEPTORS, "HER2": theme.HER2}
MARKS = [*MEANINGS.values(), *(line.color for line in theme.LINES), theme.BAR]

# Machado, Oliveira and Fernandes, IEEE Trans Vis Comput Graph 2009;15:1291-8, severity 1.
EYES = {
    "usual": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(color: str) -> np.ndarray:
    parts = np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(color: str, other: str) -> float:
    low, high = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (color, other))
    return (high + 0.05) / (low + 0.05)


def lab(color: str, eye: str) -> np.ndarray:
    seen = np.clip(EYES[eye] @ linear(color), 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(to_xyz @ seen / np.array([0.9505, 1.0, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def shown(color: str, mode: str) -> str:
    return color if mode == "light" else theme.DARK[color]


@pytest.mark.parametrize("mode", BACKGROUNDS)
def test_marks_and_text_stand_out_from_every_background(mode: str) -> None:
    for background in BACKGROUNDS[mode]:
        for mark in MARKS:
            assert contrast(shown(mark, mode), background) >= 3, (mark, background)
        for text in (theme.INK, theme.MUTED):
            assert contrast(shown(text, mode), background) >= 4.5, (text, background)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("mode", BACKGROUNDS)
def test_colors_with_a_meaning_stay_apart(mode: str, eye: str) -> None:
    for (one, color), (two, other) in itertools.combinations(MEANINGS.items(), 2):
        apart = np.linalg.norm(lab(shown(color, mode), eye) - lab(shown(other, mode), eye))
        assert apart >= 9, (one, two, apart)


def test_every_color_of_a_figure_has_one_of_its_own_in_the_dark() -> None:
    looks = [color for look in theme.SUBTYPES.values() for color in (look.left, look.right, look.edge)]
    tints = {theme.PANEL, theme.ACCENT_TINT, theme.PARTIAL_TINT, theme.WRONG_TINT}
    quiet = {theme.INK, theme.MUTED, theme.FAINT, theme.GRID, theme.PAPER, theme.CONTROL, theme.SUM}
    named = {*MARKS, *looks, *quiet, *tints} - {theme.CLEAR}
    assert named == set(theme.DARK)
    assert len(set(theme.DARK.values())) == len(theme.DARK)


def test_the_classes_are_those_of_the_table() -> None:
    with CLASSES.open(encoding="utf-8", newline="") as file:
        parents = {row["therapy_class_id"]: row["parent"] for row in csv.DictReader(file)}
    assert {each: parent for each, parent in parents.items() if parent} == theme.PARENT_CLASSES
    assert {each for each, parent in parents.items() if not parent} == set(theme.THERAPY_COLORS)


def test_a_kind_of_therapy_has_the_color_of_its_class() -> None:
    assert theme.therapy_color("taxanes") == theme.therapy_color("chemotherapy") == theme.THERAPY_COLORS["chemotherapy"]


def test_a_class_has_a_color_in_each_theme() -> None:
    light = theme.therapy_color("chemotherapy")
    assert theme.color_by_theme("taxanes") == {"light": light, "dark": theme.DARK[light]}


def test_an_unknown_class_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownNameError, match="'taxanes'"):
        theme.therapy_color("taxane")


def test_text_width_is_that_of_the_widest_line() -> None:
    assert theme.text_width(["abcd<br>ab", "abc"], 10) == pytest.approx(4 * theme.CHARACTER * 10)
    assert theme.text_width([]) == 0


def test_drawing_a_figure_does_not_import_plotly() -> None:
    code = (
        "import sys\n"
        "import pandas as pd\n"
        "from ibc_edu.figures.icon_array import icon_array\n"
        "icon_array(pd.DataFrame({'group': ['Anyone'], 'subtype': ['unknown'], 'percent': [100.0]}))\n"
        "assert 'plotly' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
