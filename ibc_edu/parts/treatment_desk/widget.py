"""The treatment desk: a fictional report, therapy classes to pick, and what the evidence says of each pick."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.quiz.sources import Source
from ibc_edu.rules.treatment_options import Option, Status
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link

STATUSES = ("open", "test", "closed", "special")


class ClassAnswer(TypedDict):
    """What a therapy class means for a person.

    `status` is `open`, `closed`, `special` (for a special reason only), or `test`: then the results `needs` of that
    test open it, and with any other `otherwise`, a further test, decides if there is one. `sources` are keys of the
    content's sources.
    """

    status: str
    test: str | None
    needs: list[str]
    otherwise: dict[str, Any] | None
    why: str
    sources: list[str]


class Person(TypedDict):
    """A fictional person; `tests` holds what each further test shows once the learner asks for it."""

    key: str
    name: str
    about: str
    report: list[dict[str, str]]
    subtype: str
    tests: dict[str, str]
    classes: dict[str, ClassAnswer]
    first: str
    first_sources: list[str]


class TreatmentDeskContent(TypedDict):
    """All that the desk shows; `tests` names the further tests and their results."""

    classes: list[dict[str, Any]]
    people: list[Person]
    tests: dict[str, dict[str, Any]]
    made_up: str
    closing: str
    sources: dict[str, Source]


class TreatmentDesk(BaseWidget):
    """Reports of fictional people, therapy classes to pick, and what the evidence says about each pick.

    Nothing is scored: a class fits a report, waits for a test, does not fit, or is for a special reason only.
    The page gets the reports. What a test shows travels once it was asked for, and what the evidence says of a person's
    classes once the picks are compared. The traits follow the page, and setting them here moves the page.

    Parameters
    ----------
    content : TreatmentDeskContent
    person : str
        Key of the person whose report lies on the desk; the first one if left out.
    picks : dict of str to list of str
        Picked therapy classes by person.
    asked : dict of str to list of str
        Further tests that the learner asked for, by person.
    compared : list of str
        People whose picks are compared with the evidence.

    Raises
    ------
    ParameterError
        If the content lacks an answer, or a value is no choice.
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="The people, their reports, and the names of classes and tests.").tag(sync=True)
    results = traitlets.Dict(help="What the tests asked for show, by person.").tag(sync=True)
    outcomes = traitlets.Dict(help="What the evidence says, for the people compared.").tag(sync=True)
    person = traitlets.Unicode(help="Key of the person whose report is shown.").tag(sync=True)
    picks = traitlets.Dict(help="Picked therapy classes by person.").tag(sync=True)
    asked = traitlets.Dict(help="Further tests asked for, by person.").tag(sync=True)
    compared = traitlets.List(traitlets.Unicode(), help="People whose picks are compared.").tag(sync=True)

    def __init__(self, content: TreatmentDeskContent, **values: Any) -> None:
        _check(content)
        self._people_by_key = {person["key"]: person for person in content["people"]}
        self._sources = content["sources"]
        told = {name: value for name, value in content.items() if name != "sources"}
        shown = told | {"people": [_report(person) for person in content["people"]]}
        super().__init__(**{"content": shown, "person": content["people"][0]["key"], **values})

    @traitlets.observe("asked")
    def _tell_results(self, change: Any) -> None:
        self.results = {
            key: {test: self._people_by_key[key]["tests"][test] for test in tests}
            for key, tests in change["new"].items()
        }

    @traitlets.observe("compared")
    def _tell_outcomes(self, change: Any) -> None:
        self.outcomes = {key: self._outcome(self._people_by_key[key]) for key in change["new"]}

    def _outcome(self, person: Person) -> dict[str, Any]:
        """What the evidence says of a person's classes, with the sources that it names."""
        keys = [key for answer in person["classes"].values() for key in answer["sources"]]
        told = ("subtype", "classes", "first", "first_sources")
        sources = {key: self._sources[key] for key in (*keys, *person["first_sources"])}
        return {name: value for name, value in person.items() if name in told} | {"sources": sources}

    def status(self, therapy_class: str) -> str:
        """Where a class stands for the person shown, with the tests asked for so far: one of `STATUSES`.

        Raises
        ------
        ParameterError
            If there is no such class on the desk.
        """
        shown = self._people_by_key[self.person]
        answer: ClassAnswer = shown["classes"][known_choice(therapy_class, list(shown["classes"]), "therapy_class")]
        if answer["status"] != "test":
            return answer["status"]
        return str(_option(answer).settled({test: shown["tests"][test] for test in self.asked.get(self.person, [])}))

    def text_form(self) -> str:
        """What the desk offers, and how to start it."""
        people = ", ".join(person["name"] for person in self.content["people"])
        classes = ", ".join(known["name"] for known in self.content["classes"])
        return (
            f"Treatment desk: reports of fictional people ({people}); pick therapy classes ({classes}), ask for "
            f"further tests, and compare your picks with the evidence. {START_HINT}"
        )

    @traitlets.validate("person")
    def _known_person(self, proposal: Any) -> str:
        return known_choice(proposal["value"], self._people(), "person")

    @traitlets.validate("compared")
    def _known_people(self, proposal: Any) -> list[str]:
        return [known_choice(value, self._people(), "compared") for value in proposal["value"]]

    @traitlets.validate("picks", "asked")
    def _known_choices(self, proposal: Any) -> dict[str, list[str]]:
        name = proposal["trait"].name
        classes = [known["key"] for known in self.content["classes"]]
        tests = {key: list(person["tests"]) for key, person in self._people_by_key.items()}
        for person, chosen in proposal["value"].items():
            known_choice(person, self._people(), name)
            for value in chosen:
                known_choice(value, classes if name == "picks" else tests[person], f"{name}[{person!r}]")
        return dict(proposal["value"])

    def _people(self) -> list[str]:
        return list(self._people_by_key)


def _option(answer: Mapping[str, Any]) -> Option:
    """The option that an answer tells."""
    rest = None if answer["otherwise"] is None else _option(answer["otherwise"])
    return Option(Status(answer["status"]), answer["test"], tuple(answer["needs"]), rest)


def _report(person: Person) -> dict[str, Any]:
    """What the page sees of a person before anything was asked for: the report, and which tests can be."""
    report: dict[str, Any] = {"key": person["key"], "name": person["name"], "about": person["about"]}
    return report | {"report": person["report"], "tests": list(person["tests"])}


def _check(content: TreatmentDeskContent) -> None:
    for person in content["people"]:
        for known in content["classes"]:
            if known["key"] not in person["classes"]:
                raise ParameterError("this class has no answer.", where=f"{person['key']}[{known['key']!r}]")
        for name, answer in person["classes"].items():
            where = f"{person['key']}[{name!r}]"
            known_choice(answer["status"], list(STATUSES), where)
            for test in () if answer["test"] is None else _option({**answer, "status": "test"}).tests:
                known_choice(test, list(person["tests"]), where)
