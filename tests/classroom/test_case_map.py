"""The picture of a case: every scene, ending and choice is there, and the reasoned choices are thick."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from ibc_edu.classroom.case_map import case_map
from ibc_edu.cli import main
from ibc_edu.knowledge.cases import Case, case_names, read_case
from ibc_edu.resources import own_course_folder

SVG = "{http://www.w3.org/2000/svg}"
COURSE = own_course_folder()


def height(group: ET.Element) -> float:
    """Where the box of a scene or an ending begins, from the top."""
    box = group.find(f"{SVG}rect")
    assert box is not None
    return float(box.get("y", ""))


def boxes(root: ET.Element, kind: str) -> list[ET.Element]:
    return root.findall(f".//{SVG}rect[@class='{kind}']")


@pytest.mark.parametrize("name", case_names(COURSE))
def test_picture_holds_all_of_a_case_and_no_box_lies_on_another(name: str) -> None:
    case = read_case(COURSE, name)
    root = ET.fromstring(case_map(case))
    assert len(boxes(root, "scene")) == len(case.scenes)
    assert len(boxes(root, "ending")) == len(case.endings)
    choices = [choice for scene in case.scenes.values() for choice in scene.choices]
    assert len(root.findall(f".//{SVG}text[@class='letter']")) == len(choices)
    thick = root.findall(f".//{SVG}path[@class='choice reasoned']")
    assert len(thick) == sum(choice.reasoned for choice in choices)
    places = [(box.get("x"), box.get("y")) for box in boxes(root, "scene") + boxes(root, "ending")]
    assert len({*places}) == len(places)
    heights = {group.findtext(f"{SVG}title"): height(group) for group in root.iter(f"{SVG}g")}
    path = [heights[scene] for scene, _ in case.reasoned_path()]
    assert path == sorted({*path})


@pytest.mark.parametrize("name", case_names(COURSE))
def test_no_arrow_runs_behind_a_box(name: str) -> None:
    root = ET.fromstring(case_map(read_case(COURSE, name)))
    arrows = [path for path in root.iter(f"{SVG}path") if path.get("class", "").startswith("choice")]
    assert arrows
    for arrow in arrows:
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", arrow.get("d", ""))]
        for x, y in points(list(zip(numbers[::2], numbers[1::2], strict=True))):
            for box in boxes(root, "scene") + boxes(root, "ending"):
                left, top, width, tall = (float(box.get(key, "")) for key in ("x", "y", "width", "height"))
                assert not (left < x < left + width and top < y < top + tall), arrow.get("d")


def points(curve: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Places along a cubic curve."""
    found = []
    for step in range(1, 50):
        t = step / 50
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        found.append(
            (
                sum(weight * x for weight, (x, _) in zip(weights, curve, strict=True)),
                sum(weight * y for weight, (_, y) in zip(weights, curve, strict=True)),
            )
        )
    return found


def test_what_no_choice_leads_to_is_drawn_as_lost_and_text_is_escaped() -> None:
    case = read_case(COURSE, case_names(COURSE)[0]).model_dump()
    case["title"] = "A < B"
    case["endings"]["nowhere"] = {"title": "lost & gone", "text": "x", "facts": ("CF-001",)}
    root = ET.fromstring(case_map(Case.model_validate(case)))
    assert len(boxes(root, "lost")) == 1
    assert root.findtext(f"{SVG}title") == "A < B"


def test_command_writes_the_picture_and_says_how_large_the_case_is(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    from pathlib import Path

    target = Path(str(tmp_path)) / "map.svg"
    assert main(["case-map", "fever-on-day-nine", str(target)]) == 0
    assert ET.parse(target).getroot().tag == f"{SVG}svg"
    assert "7 scenes, 15 choices, 2 endings" in capsys.readouterr().out
    assert main(["case-map", "fever-on-day-nin", str(target)]) == 1
    assert "fever-on-day-nine" in capsys.readouterr().err
