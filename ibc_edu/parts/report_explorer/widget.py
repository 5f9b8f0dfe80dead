"""The report explorer: set a pathology report, see the subtype and what it opens."""

from __future__ import annotations

from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link


class Band(TypedDict):
    """Percentages up to `up_to` and what they are called."""

    key: str
    up_to: int
    label: str


class Outcome(TypedDict):
    """One possible result of a test that follows."""

    key: str
    label: str
    words: str
    her2: str


class FollowUp(TypedDict):
    """What is asked next at a score of the HER2 stain; `trait` holds the answer."""

    trait: str
    legend: str
    outcomes: list[Outcome]


class Score(TypedDict):
    """A score of the HER2 stain: what it leads to, or what is asked next."""

    key: str
    label: str
    words: str
    her2: str | None
    follow_up: FollowUp | None


class ShownNote(TypedDict):
    """Something to know about a result; `sources` are keys of the content's sources."""

    title: str
    text: str
    sources: list[str]


class HormoneReading(TypedDict):
    """What ER and PR mean together: which `receptors` are there (`er`, `pr-only`, `negative`), and whether any is."""

    receptors: str
    positive: bool
    notes: list[ShownNote]


class DrugOption(TypedDict):
    """Where a drug stands: `open`, `closed`, or `test` with the results that open it.

    `otherwise` is a further test that can open it too.
    """

    status: str
    test: str | None
    needs: list[str]
    otherwise: DrugOption | None


class ClassOption(DrugOption):
    """Where a therapy class stands, why, and which findings lead to it (`links`: a `finding` with its own status)."""

    why: str
    links: list[dict[str, Any]]
    sources: list[str]


class ReportResult(TypedDict):
    """What hormone receptors and HER2 mean together: `tests` decide further, unless HER2 itself `waits` for a test."""

    subtype: str
    description: str
    her2: str
    notes: list[ShownNote]
    tests: list[str]
    waits: bool
    classes: dict[str, ClassOption]
    drugs: dict[str, DrugOption]
    sources: list[str]


class ReportExplorerContent(TypedDict):
    """All the explorer shows.

    `hormones` is keyed by the bands of ER and PR, as in ``low-negative``; `results` by the receptors that are there
    and HER2, as in ``pr-only-low``. Sources stand once in `sources` and are named by key elsewhere.
    """

    er: list[Band]
    pr: list[Band]
    ihc: list[Score]
    hormones: dict[str, HormoneReading]
    results: dict[str, ReportResult]
    tests: dict[str, dict[str, Any]]
    classes: list[dict[str, Any]]
    examples: list[dict[str, Any]]
    wait_first: str
    closing: str
    caution: str
    closing_sources: list[str]
    sources: dict[str, Source]


class ReportExplorer(BaseWidget):
    """A fictional pathology report to set, its subtype, and the therapy classes that it opens and closes.

    The whole table of results travels to the page once, so a slider shows its result without waiting for the kernel;
    the traits follow the page, and setting them here moves the page.

    Parameters
    ----------
    content : ReportExplorerContent
    er, pr : int
        Percent of cell nuclei that stain.
    ihc : str
        Score of the HER2 stain, a key of ``content["ihc"]``.
    staining, ish : str
        Answers to what is asked after a score of 0 and of 2+.
    tests : dict of str to str
        Results of further tests, by key of ``content["tests"]``; a test that is left out is not done.

    Raises
    ------
    ParameterError
        If the content lacks a combination, or a value is no choice.
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="What there is to set and what each report means.").tag(sync=True)
    er = traitlets.Int(90, help="Percent of nuclei that stain for ER.").tag(sync=True)
    pr = traitlets.Int(60, help="Percent of nuclei that stain for PR.").tag(sync=True)
    ihc = traitlets.Unicode("0", help="Score of the HER2 stain.").tag(sync=True)
    staining = traitlets.Unicode("none", help="At a score of 0: whether there is a trace of staining.").tag(sync=True)
    ish = traitlets.Unicode("waiting", help="At a score of 2+: result of the HER2 gene test.").tag(sync=True)
    tests = traitlets.Dict(traitlets.Unicode(), help="Results of further tests.").tag(sync=True)

    def __init__(self, content: ReportExplorerContent, **values: Any) -> None:
        _check(content)
        super().__init__(content=content, **values)

    @property
    def hormones(self) -> HormoneReading:
        """What ER and PR mean together at present."""
        bands = f"{_band(self.content['er'], self.er)}-{_band(self.content['pr'], self.pr)}"
        reading: HormoneReading = self.content["hormones"][bands]
        return reading

    @property
    def result(self) -> ReportResult:
        """What the present report means."""
        result: ReportResult = self.content["results"][f"{self.hormones['receptors']}-{self._her2}"]
        return result

    @property
    def _her2(self) -> str:
        score = _find(self.content["ihc"], self.ihc)
        follow_up = score["follow_up"]
        if follow_up is None:
            return str(score["her2"])
        return str(_find(follow_up["outcomes"], getattr(self, follow_up["trait"]))["her2"])

    def text_form(self) -> str:
        """What the explorer offers, and how to start it."""
        scores = ", ".join(score["key"] for score in self.content["ihc"])
        tests = ", ".join(test["name"] for test in self.content["tests"].values())
        subtypes = "; ".join(dict.fromkeys(result["subtype"] for result in self.content["results"].values()))
        classes = ", ".join(known["name"] for known in self.content["classes"])
        return (
            f"Report explorer: set ER and PR (0 to 100%), the HER2 stain ({scores}) and what follows from it, and "
            f"further tests ({tests}); it names the subtype ({subtypes}) and shows which therapy classes and drugs "
            f"open, wait for a test or stay closed ({classes}), each with its reason and source. {START_HINT}"
        )

    @traitlets.validate("er", "pr")
    def _percentage(self, proposal: Any) -> int:
        percent: int = proposal["value"]
        if not 0 <= percent <= 100:
            name = proposal["trait"].name
            raise ParameterError(
                f"{percent} is no percentage of cells.", where=name, cure="Give a number from 0 to 100."
            )
        return percent

    @traitlets.validate("ihc", "staining", "ish")
    def _known_choice(self, proposal: Any) -> str:
        name, value = proposal["trait"].name, proposal["value"]
        return known_choice(value, self._choices(name), name)

    @traitlets.validate("tests")
    def _known_results(self, proposal: Any) -> dict[str, str]:
        known = self.content["tests"]
        for test, result in proposal["value"].items():
            known_choice(test, list(known), "tests")
            known_choice(result, [option["key"] for option in known[test]["results"]], f"tests[{test!r}]")
        return dict(proposal["value"])

    def _choices(self, trait: str) -> list[str]:
        if trait == "ihc":
            return [score["key"] for score in self.content["ihc"]]
        follow_ups = [score["follow_up"] for score in self.content["ihc"] if score["follow_up"]]
        return [outcome["key"] for found in follow_ups if found["trait"] == trait for outcome in found["outcomes"]]


def _band(bands: list[Band], percent: int) -> str:
    return next(band["key"] for band in bands if percent <= band["up_to"])


def _find(options: list[Any], key: str) -> Any:
    return next(option for option in options if option["key"] == key)


def _check(content: ReportExplorerContent) -> None:
    for er in content["er"]:
        for pr in content["pr"]:
            _require(f"{er['key']}-{pr['key']}", content["hormones"], "hormones")
    reachable = {score["her2"] for score in content["ihc"] if score["follow_up"] is None}
    for score in content["ihc"]:
        if score["follow_up"]:
            reachable |= {outcome["her2"] for outcome in score["follow_up"]["outcomes"]}
    for receptors in {reading["receptors"] for reading in content["hormones"].values()}:
        for her2 in reachable:
            _require(f"{receptors}-{her2}", content["results"], "results")


def _require(key: str, results: dict[str, Any], name: str) -> None:
    if key not in results:
        raise ParameterError("this combination has no result.", where=f"{name}[{key!r}]")
