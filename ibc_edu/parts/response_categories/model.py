"""What counts as a response: three measured tumors on two scans, called by the rules of `simulators.response`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ibc_edu.course.course import Course
from ibc_edu.parts.response_categories.texts import NAME, Texts
from ibc_edu.simulators.parameters import Range, check, check_flag
from ibc_edu.simulators.response import LEAVES_OUT, Lesion, Visit, best_overall_response, simulate

if TYPE_CHECKING:
    from ibc_edu.parts.response_categories.widget import ResponseCategories

# A made-up person: sizes in mm before treatment, the node by its short axis, chosen to add up to 100.
BASELINE = (Lesion("liver", 50), Lesion("lung", 30), Lesion("node", 20, node=True))
TUMORS = {"liver": "Tumor in the liver", "lung": "Tumor in the lung", "node": "Lymph node"}
SCANS = {"first": "Scan 1", "second": "Scan 2"}
WEEKS = {"first": 8, "second": 16}  # made up, as all here
SIZE = {"min": 0, "max": 80, "step": 1}  # mm
BEFORE = sum(lesion.mm for lesion in BASELINE)

RESPONSES = ("CR", "PR")

ENOUGH_RISE = 0.2  # of the smallest sum; the rules ask for 5 mm besides


def _sizes(liver: int, lung: int, node: int) -> dict[str, int]:
    return {"liver": liver, "lung": lung, "node": node}


# The second and the third are the worked examples of the rules: 100, 50, 60 mm; and 14 to 17 mm.
EXAMPLES: dict[str, dict[str, Any]] = {
    "fall": {"label": "A clear fall", "first": _sizes(34, 22, 14), "second": _sizes(30, 18, 12)},
    "regrowth": {
        "label": "Smaller than at the start, yet growing",
        "first": _sizes(25, 15, 10),
        "second": _sizes(31, 18, 11),
    },
    "hair": {"label": "A rise that is too small to count", "first": _sizes(4, 2, 8), "second": _sizes(6, 3, 8)},
    "new": {"label": "A new tumor", "first": _sizes(30, 20, 12), "second": _sizes(28, 18, 12), "new": True},
    "gone": {"label": "All gone", "first": _sizes(20, 8, 11), "second": _sizes(0, 0, 8)},
}


def settings_of(example: str) -> dict[str, Any]:
    """The settings that show an example."""
    chosen = EXAMPLES[example]
    return {
        "first": chosen["first"],
        "second": chosen["second"],
        "new": {"first": False, "second": chosen.get("new", False)},
    }


START: dict[str, Any] = settings_of("fall")


def content(course: Course) -> dict[str, Any]:
    """What stays the same: the tumors before treatment, the examples, the sources."""
    about = course.texts(NAME, Texts).about
    return {
        "tumors": [{"key": lesion.name, "label": TUMORS[lesion.name], "mm": lesion.mm} for lesion in BASELINE],
        "size": SIZE,
        "scans": [{"key": key, "label": label, "week": WEEKS[key]} for key, label in SCANS.items()],
        "examples": [
            {"key": key, "label": each["label"], "settings": settings_of(key)} for key, each in EXAMPLES.items()
        ],
        "leaves_out": LEAVES_OUT,
        "sources": course.sources(about.evidence, about.facts),
    }


def picture(texts: Texts, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Both scans and how they are called.

    texts : the calls in words. settings : first, second (size in mm of each tumor by its key), new (for each scan
    whether it shows a new tumor).

    Raises
    ------
    ParameterError
        If a size is not a whole number of mm from 0 to 80, or a tumor is not known.
    """
    course = simulate(BASELINE, [_visit(settings, scan) for scan in SCANS])
    smallest, scans = BEFORE, []
    for scan, row in zip(SCANS, course.to_dict("records"), strict=True):
        scans.append(_scan(texts, row, smallest, new=settings["new"][scan]))
        smallest = row["nadir_mm"]
    best = best_overall_response(course["overall_response"])
    return {
        "scans": scans,
        "sentence": _sentence(scans, best, texts.calls.of(best).name),
        "numbers": _numbers(settings, course),
        "example": next((key for key in EXAMPLES if settings_of(key) == dict(settings)), None),
    }


def _visit(settings: Mapping[str, Any], scan: str) -> Visit:
    sizes = settings[scan]
    for tumor in TUMORS:
        check(f"{scan}.{tumor}", sizes.get(tumor), Range(SIZE["min"], SIZE["max"], whole=True))
    check_flag("new", settings["new"][scan])
    return Visit(WEEKS[scan], dict(sizes), new_lesion=settings["new"][scan])


def _scan(texts: Texts, row: Mapping[Any, Any], smallest: float, *, new: bool) -> dict[str, Any]:
    """A scan in words; `smallest` : the smallest sum before it."""
    code, since = row["overall_response"], row["sum_mm"] - smallest
    words = texts.new_tumor.text if new else texts.calls.of(code).text
    if code != "PD" and smallest and since >= ENOUGH_RISE * smallest:
        words = f"{words} The sum has risen by {_share(since, smallest)}, but by {since:.0f} mm only: no growth yet."
    return {
        "sum": f"{row['sum_mm']:.0f} mm",
        "change": _change(row["change_from_baseline_pct"]),
        "code": code,
        "called": texts.calls.of(code).name,
        "words": words,
    }


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}%"


def _change(percent: float) -> str:
    """Change from the start: a whole percent, since the tumors of the start add up to 100 mm."""
    if percent == 0:
        return "the same as at the start"
    return f"{abs(percent):.0f}% {'less' if percent < 0 else 'more'} than at the start"


def _sentence(scans: list[dict[str, Any]], best: str, name: str) -> str:
    told = [
        f"{name}: {scan['sum']}, {scan['change']}. {scan['words']}"
        for name, scan in zip(SCANS.values(), scans, strict=True)
    ]
    counts = "counts as a response" if best in RESPONSES else "does not count as a response"
    later = ", although the cancer grew later" if best in RESPONSES and scans[-1]["code"] == "PD" else ""
    return " ".join([*told, f"Best response: {name.lower()}. This person {counts}{later}."])


def _numbers(settings: Mapping[str, Any], course: pd.DataFrame) -> dict[str, Any]:
    """The table: sizes, sums, changes from the start and from the smallest sum before, and the call."""
    smallest = BEFORE
    rows = [["Start", *(f"{lesion.mm:.0f}" for lesion in BASELINE), f"{BEFORE:.0f}", "", "", ""]]
    for scan, row in zip(SCANS, course.to_dict("records"), strict=True):
        since = row["sum_mm"] - smallest
        rows.append(
            [
                f"{SCANS[scan]}, week {WEEKS[scan]}",
                *(str(settings[scan][lesion.name]) for lesion in BASELINE),
                f"{row['sum_mm']:.0f}",
                f"{row['change_from_baseline_pct']:+.0f}%",
                f"{since:+.0f} mm" + (f" ({100 * since / smallest:+.0f}%)" if smallest else ""),
                row["overall_response"],
            ]
        )
        smallest = row["nadir_mm"]
    names = [f"{TUMORS[lesion.name]}, mm" for lesion in BASELINE]
    return {"columns": ["Scan", *names, "Sum, mm", "From the start", "From the smallest sum", "Called"], "rows": rows}


def make(course: Course) -> ResponseCategories:
    """Tumors on two scans, to be made larger and smaller, and how the rules call them."""
    from ibc_edu.parts.response_categories.widget import ResponseCategories

    return ResponseCategories(content(course), partial(picture, course.texts(NAME, Texts)), START)
