"""The staging explorer: choose nodes and spread, see the anatomic stage and where the disease is."""

from __future__ import annotations

from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link


class NodesOption(TypedDict):
    """One choice of regional lymph nodes: `key` is N0 to N3."""

    key: str
    label: str
    words: str


class StageResult(TypedDict):
    """What one combination of nodes and spread means."""

    stage_group: str
    reason: str
    sources: list[Source]


class Site(TypedDict):
    """A place of distant spread. `place` names a shape of the body map."""

    key: str
    name: str
    where: str
    can_cause: list[str]
    treatment_help: str
    sources: list[Source]


class StageExplorerContent(TypedDict):
    """All the explorer shows; `results` is keyed by nodes and spread, as in ``N1-M0``."""

    nodes: list[NodesOption]
    sites: list[Site]
    results: dict[str, StageResult]


MAP_SITES = ("brain", "lungs", "liver", "bones")
"""Sites that the body map can show."""


class StageExplorer(BaseWidget):
    """Nodes and spread to choose, the stage group with its reason and source, and a body map.

    The whole table of results travels to the page once, so a choice shows its result without waiting for the kernel;
    `nodes` and `sites` follow the page, and setting them here moves the page.

    Parameters
    ----------
    content : StageExplorerContent
    nodes : str
        The chosen key of `content["nodes"]`.
    sites : list of str
        Keys of the sites where distant spread is assumed; empty for none.

    Raises
    ------
    ParameterError
        If the content lacks a combination, or a site has no place on the body map.
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="What there is to choose and what each choice means.").tag(sync=True)
    nodes = traitlets.Unicode("N0", help="Chosen regional lymph nodes.").tag(sync=True)
    sites = traitlets.List(traitlets.Unicode(), help="Sites of distant spread; empty for none.").tag(sync=True)

    def __init__(self, content: StageExplorerContent, **values: Any) -> None:
        _check(content)
        super().__init__(content=content, **values)

    @property
    def result(self) -> StageResult:
        """What the present choice means."""
        result: StageResult = self.content["results"][f"{self.nodes}-{'M1' if self.sites else 'M0'}"]
        return result

    def text_form(self) -> str:
        """What the explorer offers, and how to start it."""
        nodes = ", ".join(option["key"] for option in self.content["nodes"])
        sites = ", ".join(site["name"].lower() for site in self.content["sites"])
        groups = ", ".join(dict.fromkeys(result["stage_group"] for result in self.content["results"].values()))
        return (
            f"Staging explorer: choose lymph nodes ({nodes}) and distant spread (none, {sites}); "
            f"it shows the anatomic stage ({groups}), the reason and its source. {START_HINT}"
        )

    @traitlets.validate("nodes")
    def _known_nodes(self, proposal: Any) -> str:
        return known_choice(proposal["value"], [option["key"] for option in self.content["nodes"]], "nodes")

    @traitlets.validate("sites")
    def _known_sites(self, proposal: Any) -> list[str]:
        known = [site["key"] for site in self.content["sites"]]
        return [known_choice(value, known, "sites") for value in proposal["value"]]


def _check(content: StageExplorerContent) -> None:
    for option in content["nodes"]:
        for spread in ("M0", "M1"):
            key = f"{option['key']}-{spread}"
            if key not in content["results"]:
                raise ParameterError("this combination has no result.", where=f"results[{key!r}]")
    for site in content["sites"]:
        known_choice(site["key"], list(MAP_SITES), "site")
