"""Lesson 3: how each therapy class works, which report it fits, and why chemotherapy is given in cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.lessons.course import Course
from ibc_edu.lessons.plans import LessonPlan

if TYPE_CHECKING:
    from ibc_edu.widgets.blood_count_view import BloodCountView
    from ibc_edu.widgets.therapy_map import TherapyMap
    from ibc_edu.widgets.treatment_desk import TreatmentDesk


def therapy_map(course: Course) -> TherapyMap:
    """From what a test shows to a class to a drug, with a card for each."""
    from ibc_edu.lessons.therapy_cards import therapy_map_content
    from ibc_edu.widgets.therapy_map import TherapyMap

    return TherapyMap(therapy_map_content(course))


def treatment_desk(course: Course) -> TreatmentDesk:
    """Reports of fictional people, and what the evidence says about the classes that the learner picks."""
    from ibc_edu.lessons.therapy_people import treatment_desk_content
    from ibc_edu.widgets.treatment_desk import TreatmentDesk

    return TreatmentDesk(treatment_desk_content(course))


def blood_counts(course: Course) -> BloodCountView:
    """The fall and rise of neutrophils over cycles of chemotherapy."""
    from ibc_edu.lessons.therapy_counts import blood_count_content
    from ibc_edu.widgets.blood_count_view import BloodCountView

    return BloodCountView(blood_count_content(course))


PLAN = LessonPlan(
    name="therapies",
    title="Therapies: how each class works",
    notebook="03_therapy_classes.ipynb",
    checks={
        "predict": "Before you read",
        "check-classes": "How each class works",
        "check-map": "Drugs and their targets",
        "check-dates": "What has changed since",
        "check-desk": "Building a treatment",
        "check-cycles": "Cycles and blood counts",
        "check-local": "Treating one place",
        "check-therapies": "All of it once more",
    },
    parts={"therapy-map": therapy_map, "treatment-desk": treatment_desk, "blood-counts": blood_counts},
    tables=("therapy_classes", "drugs", "subtypes"),
)
