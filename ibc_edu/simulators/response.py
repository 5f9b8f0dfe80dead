"""How a response to treatment is called: RECIST 1.1 categories from measured lesions.

Lengths in mm: longest diameters, short axis for lymph nodes. CR complete response, PR partial response, SD stable
disease, PD progressive disease, NE not evaluable, NON_CR_NON_PD neither CR nor PD (disease that is not measured).
Nothing is rounded before comparing, and thresholds count as reached. Best response is without confirmation.
Source: Eisenhauer et al., Eur J Cancer 2009;45:228-47.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import (
    NOT_NEGATIVE,
    POSITIVE,
    Range,
    check,
    check_choice,
    check_fields,
    check_flag,
    check_kind,
    checked_list,
)

LEAVES_OUT = (
    "These rules leave out how the person feels, how long a response lasts, and that two readers may measure the same "
    "lesion differently."
)

NONTARGET = ("none", "CR", "NON_CR_NON_PD", "PD", "NE")
BEST_FIRST = ("CR", "PR", "SD", "NON_CR_NON_PD", "PD", "NE")
NODE_MM = 10  # a lymph node of a shorter short axis is normal
HAIR_MM = 1e-9  # float rounding must not decide whether a threshold is reached


@dataclass(frozen=True)
class TargetLesions:
    """The measured lesions at one visit.

    baseline_sum : sum of diameters before treatment, above 0; nadir_sum : smallest sum so far, baseline included;
    current_sum : sum now; nonnodal_all_absent : every lesion that is not a node is gone (True if there was none);
    nodal_short_axes : of the target nodes now; evaluable : all of them were measured.

    Raises
    ------
    ParameterError
        If a length is negative or not a number, baseline is 0, or the nadir above the baseline.
    """

    baseline_sum: float
    nadir_sum: float
    current_sum: float | None
    nonnodal_all_absent: bool = False
    nodal_short_axes: Sequence[float] = ()
    evaluable: bool = True

    def __post_init__(self) -> None:
        check_flag("nonnodal_all_absent", self.nonnodal_all_absent)
        check_flag("evaluable", self.evaluable)
        check_fields(self, baseline_sum=POSITIVE, nadir_sum=Range(0, self.baseline_sum))
        if self.evaluable:
            check("current_sum", self.current_sum, NOT_NEGATIVE)
            axes = checked_list("nodal_short_axes", self.nodal_short_axes, NOT_NEGATIVE, Range(0, 100, whole=True))
            object.__setattr__(self, "nodal_short_axes", axes)

    @property
    def change_from_baseline_pct(self) -> float | None:
        """Change of the sum in percent; None if not evaluable."""
        return _change(self.current_sum, self.baseline_sum) if self.evaluable else None


@dataclass(frozen=True)
class Assessment:
    """One visit, called: target_response ("none" if nothing is measured) and overall_response."""

    target_response: str
    overall_response: str


@dataclass(frozen=True)
class Lesion:
    """A target lesion before treatment: its name, whether it is a lymph node, and its size in mm.

    Raises
    ------
    ParameterError
        If the name is empty or the size not above 0.
    """

    name: str
    mm: float
    node: bool = False

    def __post_init__(self) -> None:
        check_kind("name", self.name, str)
        check_flag("node", self.node)
        check_fields(self, mm=POSITIVE)


@dataclass(frozen=True)
class Visit:
    """What was found at a visit.

    week : since start of treatment; mm : size of each target lesion by name (missing or None: not measured);
    nontarget : see `NONTARGET`; new_lesion : whether there is one.

    Raises
    ------
    ParameterError
        If a value is out of range or a word not known.
    """

    week: float
    mm: Mapping[str, float | None] = field(default_factory=dict)
    nontarget: str = "none"
    new_lesion: bool = False

    def __post_init__(self) -> None:
        check_fields(self, week=NOT_NEGATIVE)
        check_choice("nontarget", self.nontarget, NONTARGET)
        check_flag("new_lesion", self.new_lesion)
        for name, size in self.mm.items():
            if size is not None:
                check(f"mm[{name!r}]", size, NOT_NEGATIVE)


def target_response(lesions: TargetLesions) -> str:
    """CR, PR, SD, PD or NE of the measured lesions; PD outranks PR."""
    if not lesions.evaluable:
        return "NE"
    if lesions.nonnodal_all_absent and all(axis < NODE_MM for axis in lesions.nodal_short_axes):
        return "CR"
    now = float(lesions.current_sum or 0)
    growth = now - lesions.nadir_sum
    if growth >= 5 - HAIR_MM and growth >= 0.2 * lesions.nadir_sum - HAIR_MM:
        return "PD"
    return "PR" if lesions.baseline_sum - now >= 0.3 * lesions.baseline_sum - HAIR_MM else "SD"


def assess(lesions: TargetLesions | None, nontarget: str = "none", new_lesion: bool = False) -> Assessment:
    """Call one visit from measured lesions (None if there are none), other disease and new lesions.

    Raises
    ------
    ParameterError
        If nontarget is not known, or there is neither measured nor other disease nor a new lesion to call.
    """
    check_choice("nontarget", nontarget, NONTARGET)
    check_flag("new_lesion", new_lesion)
    if lesions is not None:
        check_kind("lesions", lesions, TargetLesions)
    elif nontarget == "none" and not new_lesion:
        cure = "Give measured lesions or the state of other disease."
        raise ParameterError("there is no disease to call.", where="lesions", cure=cure)
    target = "none" if lesions is None else target_response(lesions)
    return Assessment(target, _overall(target, nontarget, bool(new_lesion)))


def simulate(baseline: Sequence[Lesion], visits: Sequence[Visit]) -> pd.DataFrame:
    """Call visit after visit, carrying the nadir forward.

    A visit at which a target lesion was not measured is NE for the target lesions and leaves the nadir alone.

    Returns
    -------
    DataFrame, one row per visit
        week, sum_mm (missing if not evaluable), nadir_mm (this visit included), change_from_baseline_pct,
        target_response, overall_response; in the same order as the visits.

    Raises
    ------
    ParameterError
        If two lesions share a name, a visit measures an unknown lesion, or weeks do not rise.
    """
    names = [lesion.name for lesion in baseline]
    if len(set(names)) < len(names):
        raise ParameterError("two lesions share a name.", where="baseline", cure="Name each lesion once.")
    weeks = [visit.week for visit in visits]
    if weeks != sorted(set(weeks)):
        raise ParameterError("the weeks do not rise.", where="visits", cure="Give the visits in order of time.")
    start = nadir = math.fsum(lesion.mm for lesion in baseline)
    rows = []
    for visit in visits:
        lesions = _measured(baseline, visit, start, nadir) if baseline else None
        called = assess(lesions, visit.nontarget, visit.new_lesion)
        if lesions is not None and lesions.evaluable:
            nadir = min(nadir, float(lesions.current_sum or 0))
        rows.append(
            {
                "week": visit.week,
                "sum_mm": lesions.current_sum if lesions else None,
                "nadir_mm": nadir if lesions else None,
                "change_from_baseline_pct": lesions.change_from_baseline_pct if lesions else None,
                "target_response": called.target_response,
                "overall_response": called.overall_response,
            }
        )
    columns = ["week", "sum_mm", "nadir_mm", "change_from_baseline_pct", "target_response", "overall_response"]
    numbers = dict.fromkeys(columns[:4], "float64")
    return pd.DataFrame(rows, columns=columns).astype({**numbers, columns[4]: "str", columns[5]: "str"})


def best_overall_response(overall: Iterable[str]) -> str:
    """Best category up to and including the first PD, without confirmation; NE if nothing was assessed.

    Raises
    ------
    ParameterError
        If a category is not known.
    """
    seen = []
    for category in overall:
        check_choice("overall", category, BEST_FIRST)
        seen.append(category)
        if category == "PD":
            break
    return min(seen, key=BEST_FIRST.index, default="NE")


def _overall(target: str, nontarget: str, new_lesion: bool) -> str:
    if new_lesion or "PD" in (target, nontarget):
        return "PD"
    if target == "none":
        return nontarget
    if target == "CR":
        return "CR" if nontarget in ("CR", "none") else "PR"
    return target


def _measured(baseline: Sequence[Lesion], visit: Visit, start: float, nadir: float) -> TargetLesions:
    for name in visit.mm:
        check_choice("mm", name, [lesion.name for lesion in baseline])
    sizes = [visit.mm.get(lesion.name) for lesion in baseline]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes):
        return TargetLesions(start, nadir, None, evaluable=False)
    pairs = list(zip(baseline, known, strict=True))
    return TargetLesions(
        baseline_sum=start,
        nadir_sum=nadir,
        current_sum=math.fsum(known),
        nonnodal_all_absent=all(size == 0 for lesion, size in pairs if not lesion.node),
        nodal_short_axes=tuple(size for lesion, size in pairs if lesion.node),
    )


def _change(now: float | None, before: float) -> float | None:
    return None if now is None or before == 0 else 100 * (now - before) / before
