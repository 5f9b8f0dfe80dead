"""The eligibility desk: read a made-up person's file and a trial's requirements, and decide who may join."""

from __future__ import annotations

from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link

MAY_JOIN = "join"
"""The decision that all requirements are met; any other decision is the key of a requirement that is not."""


class DeskPerson(TypedDict):
    """A person's file: pairs of what is asked and what it says."""

    key: str
    name: str
    file: list[list[str]]


class DeskRule(TypedDict):
    """One requirement of a trial, with the reason why trials ask for it and what that rests on."""

    key: str
    text: str
    why: str
    sources: list[Source]


class DeskTrial(TypedDict):
    """A trial and its requirements."""

    key: str
    name: str
    about: str
    rules: list[DeskRule]


class DeskContent(TypedDict):
    """All the desk shows; `unmet` lists the keys of the requirements not met, by person and trial (``ana/first``).

    `unmet` stays in Python until the learner has decided on a pair. `made_up` stands below the desk, `may_join` or
    `may_not_join` under an answer.
    """

    people: list[DeskPerson]
    trials: list[DeskTrial]
    unmet: dict[str, list[str]]
    made_up: str
    may_join: str
    may_not_join: str


class EligibilityDesk(BaseWidget):
    """Who may join which trial, and why not; the page learns the truth about a pair once it was decided on.

    Parameters
    ----------
    content : DeskContent
    person, trial : str
        Keys of the file and the trial on the desk; the first ones if left out.
    decisions : dict
        What the learner decided, by person and trial: `MAY_JOIN`, or the key of a requirement that is not met.

    Raises
    ------
    ParameterError
        If a pair of person and trial has no result, or a choice is not known.
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="People and trials.").tag(sync=True)
    outcomes = traitlets.Dict(help="Requirements not met, for the pairs that were decided on.").tag(sync=True)
    person = traitlets.Unicode(help="Whose file is on the desk.").tag(sync=True)
    trial = traitlets.Unicode(help="Which trial is on the desk.").tag(sync=True)
    decisions = traitlets.Dict(help="Decisions by person and trial.").tag(sync=True)

    def __init__(self, content: DeskContent, **values: Any) -> None:
        for person in content["people"]:
            for trial in content["trials"]:
                if f"{person['key']}/{trial['key']}" not in content["unmet"]:
                    raise ParameterError("this pair has no result.", where=f"unmet[{person['key']}/{trial['key']}]")
        first = {"person": content["people"][0]["key"], "trial": content["trials"][0]["key"]}
        self.unmet = content["unmet"]
        shown = {name: value for name, value in content.items() if name != "unmet"}
        super().__init__(content=shown, **{**first, **values})

    @traitlets.observe("decisions")
    def _tell_outcomes(self, change: Any) -> None:
        self.outcomes = {pair: self.unmet[pair] for pair in change["new"]}

    def text_form(self) -> str:
        """What the desk offers, and how to start it."""
        people = ", ".join(person["name"] for person in self.content["people"])
        trials = ", ".join(trial["name"] for trial in self.content["trials"])
        return (
            f"Eligibility desk: the files of six made-up people ({people}) and three made-up trials ({trials}); "
            f"decide who may join, and why not. {START_HINT}"
        )

    @traitlets.validate("person")
    def _known_person(self, proposal: Any) -> str:
        return known_choice(proposal["value"], [option["key"] for option in self.content["people"]], "person")

    @traitlets.validate("trial")
    def _known_trial(self, proposal: Any) -> str:
        return known_choice(proposal["value"], [option["key"] for option in self.content["trials"]], "trial")

    @traitlets.validate("decisions")
    def _known_decisions(self, proposal: Any) -> dict[str, str]:
        decisions: dict[str, str] = proposal["value"]
        rules = {trial["key"]: [rule["key"] for rule in trial["rules"]] for trial in self.content["trials"]}
        for pair, decision in decisions.items():
            if pair not in self.unmet:
                raise ParameterError(f"{pair!r} is no pair of person and trial.", where="decisions")
            if decision not in (MAY_JOIN, *rules[pair.split("/")[1]]):
                raise ParameterError(f"{decision!r} is no choice.", where=f"decisions[{pair!r}]")
        return decisions
