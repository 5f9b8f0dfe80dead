"""What the eligibility desk shows: files of made-up people, trials, and why each requirement stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.parts.eligibility_desk.texts import NAME, Person, Texts, Trial

if TYPE_CHECKING:
    from ibc_edu.parts.eligibility_desk.widget import DeskPerson, DeskRule, DeskTrial, EligibilityDesk


def make(course: Course) -> EligibilityDesk:
    """Who may join which trial, with the factors of the table ``eligibility`` behind the requirements."""
    from ibc_edu.parts.eligibility_desk.widget import EligibilityDesk

    texts = course.texts(NAME, Texts)
    return EligibilityDesk(
        {
            "people": [_desk_person(person, texts) for person in texts.people],
            "trials": [_desk_trial(trial, texts, course) for trial in texts.trials],
            "unmet": {
                f"{person.key}/{trial.key}": list(texts.unmet(person, trial))
                for person in texts.people
                for trial in texts.trials
            },
            "made_up": texts.made_up.text,
            "may_join": texts.may_join.text,
            "may_not_join": texts.may_not_join.text,
        }
    )


def _desk_person(person: Person, texts: Texts) -> DeskPerson:
    file = [[texts.file[asked], str(said)] for asked, said in person.file.items()]
    return {"key": person.key, "name": person.name, "file": file}


def _desk_trial(trial: Trial, texts: Texts, course: Course) -> DeskTrial:
    rules = [_desk_rule(key, texts, course) for key in trial.rules]
    return {"key": trial.key, "name": trial.name, "about": trial.about, "rules": rules}


def _desk_rule(key: str, texts: Texts, course: Course) -> DeskRule:
    rule = texts.rules[key]
    factor = {row["factor_id"]: row for row in course.rows("eligibility")}[rule.factor]
    sources = course.sources(factor["evidence"], factor["facts"])
    return {"key": key, "text": rule.text, "why": factor["plain"], "sources": sources}
