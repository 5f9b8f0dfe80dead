"""Lesson 5: what each phase of a trial asks, who may join, and what rights people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.lessons.course import Course
from ibc_edu.lessons.plans import LessonPlan

if TYPE_CHECKING:
    from ibc_edu.lessons.trial_eligibility import Person, Trial
    from ibc_edu.widgets.dose_trial import DoseTrial
    from ibc_edu.widgets.eligibility_desk import DeskPerson, DeskTrial, EligibilityDesk
    from ibc_edu.widgets.survival_trial import SurvivalTrial
    from ibc_edu.widgets.two_stage_trial import TwoStageTrial


def dose_trial(course: Course) -> DoseTrial:
    """Phase I: escalate, stay, go back or stop."""
    from ibc_edu.lessons import trial_dose
    from ibc_edu.widgets.dose_trial import DoseTrial

    return DoseTrial(trial_dose.CONTENT, trial_dose.picture, trial_dose.START)


def two_stage_trial(course: Course) -> TwoStageTrial:
    """Phase II: the response rates, the design and its costs."""
    from ibc_edu.lessons import trial_two_stage
    from ibc_edu.widgets.two_stage_trial import TwoStageTrial

    return TwoStageTrial(trial_two_stage.CONTENT, trial_two_stage.picture, trial_two_stage.START)


def survival_trial(course: Course) -> SurvivalTrial:
    """Phase III: two groups, month by month, and a thousand such trials."""
    from ibc_edu.lessons import trial_survival
    from ibc_edu.widgets.survival_trial import SurvivalTrial

    return SurvivalTrial(
        trial_survival.CONTENT, trial_survival.picture, trial_survival.START, batch=trial_survival.batch
    )


def eligibility_desk(course: Course) -> EligibilityDesk:
    """Who may join which trial, with the factors of the table ``eligibility`` behind the requirements."""
    from ibc_edu.lessons.trial_eligibility import PEOPLE, TRIALS, check_rules, unmet
    from ibc_edu.widgets.eligibility_desk import EligibilityDesk

    check_rules(PEOPLE, TRIALS, set(course.tables.eligibility["factor_id"]))
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
    from ibc_edu.lessons.trial_eligibility import FILE_WORDS

    file = [[words, str(getattr(person, name))] for name, words in FILE_WORDS.items()]
    return {"key": person.key, "name": person.name, "file": file}


def _desk_trial(trial: Trial, course: Course) -> DeskTrial:
    factors = {row["factor_id"]: row for row in course.tables.eligibility.to_dict("records")}
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


PLAN = LessonPlan(
    name="trials",
    title="Clinical trials: three phases, three questions",
    notebook="05_trial_phases.ipynb",
    checks={
        "predict": "Before you read",
        "check-phases": "What each phase asks",
        "check-dose": "Phase I: finding a dose",
        "check-response": "Phase II: a first look at benefit",
        "check-comparison": "Phase III: the fair comparison",
        "check-joining": "Who may join",
        "check-rights": "Rights and myths",
        "check-all": "All of it once more",
    },
    parts={
        "dose-trial": dose_trial,
        "two-stage-trial": two_stage_trial,
        "survival-trial": survival_trial,
        "eligibility-desk": eligibility_desk,
    },
    tables=("trial_phases", "trial_rights", "eligibility"),
)
