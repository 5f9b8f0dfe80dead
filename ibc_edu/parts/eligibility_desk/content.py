"""What the eligibility desk shows: files of made-up people, trials, and why each requirement stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.parts.eligibility_desk.model import Person, Trial
    from ibc_edu.parts.eligibility_desk.widget import DeskPerson, DeskTrial, EligibilityDesk


def make(course: Course) -> EligibilityDesk:
    """Who may join which trial, with the factors of the table ``eligibility`` behind the requirements."""
    from ibc_edu.parts.eligibility_desk.model import PEOPLE, TRIALS, check_rules, unmet
    from ibc_edu.parts.eligibility_desk.widget import EligibilityDesk

    check_rules(PEOPLE, TRIALS, {row["factor_id"] for row in course.rows("eligibility")})
    return EligibilityDesk(
        {
            "people": [_desk_person(person) for person in PEOPLE],
            "trials": [_desk_trial(trial, course) for trial in TRIALS],
            "unmet": {
                f"{person.key}/{trial.key}": [rule.key for rule in unmet(person, trial)]
                for person in PEOPLE
                for trial in TRIALS
            },
        }
    )


def _desk_person(person: Person) -> DeskPerson:
    from ibc_edu.parts.eligibility_desk.model import FILE_WORDS

    file = [[words, str(getattr(person, name))] for name, words in FILE_WORDS.items()]
    return {"key": person.key, "name": person.name, "file": file}


def _desk_trial(trial: Trial, course: Course) -> DeskTrial:
    factors = {row["factor_id"]: row for row in course.rows("eligibility")}
    return {
        "key": trial.key,
        "name": trial.name,
        "about": trial.about,
        "rules": [
            {
                "key": rule.key,
                "text": rule.text,
                "why": factors[rule.factor]["plain"],
                "sources": course.sources(factors[rule.factor]["evidence"], factors[rule.factor]["facts"]),
            }
            for rule in trial.rules
        ],
    }
