"""Lesson 1: what stage IV means, and where the disease can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.lessons.course import Course
from ibc_edu.lessons.plans import LessonPlan

if TYPE_CHECKING:
    from ibc_edu.widgets.stage_explorer import NodesOption, Site, StageExplorer, StageResult


def stage_explorer(course: Course) -> StageExplorer:
    """Nodes and spread to choose, with the stage group, its reason and its source."""
    from ibc_edu.widgets.stage_explorer import StageExplorer

    return StageExplorer({"nodes": _nodes(course), "sites": _sites(course), "results": _results(course)})


def _nodes(course: Course) -> list[NodesOption]:
    words = {row["n"]: row["n_words"] for row in course.rows("stages")}
    return [{"key": n, "label": n, "words": n_words} for n, n_words in words.items()]


def _results(course: Course) -> dict[str, StageResult]:
    return {
        f"{row['n']}-{row['m']}": {
            "stage_group": row["stage_group"],
            "reason": row["reason"],
            "sources": course.sources(row["evidence"], row["facts"]),
        }
        for row in course.rows("stages")
    }


def _sites(course: Course) -> list[Site]:
    return [
        {
            "key": row["site_id"],
            "name": row["name"],
            "where": row["where"],
            "can_cause": row["can_cause"],
            "treatment_help": row["treatment_help"],
            "sources": course.sources(row["evidence"], row["facts"]),
        }
        for row in course.rows("metastatic_sites")
    ]


PLAN = LessonPlan(
    name="staging",
    title="Staging: what stage IV means",
    notebook="01_staging.ipynb",
    checks={
        "predict": "Before you read",
        "check-stage": "What a stage says",
        "check-nodes": "From nodes and spread to a stage",
        "check-spread": "Where it can be",
        "check-goal": "What treatment aims at",
        "check-final": "All of it together",
    },
    parts={"stage-explorer": stage_explorer},
    tables=("stages", "metastatic_sites"),
)
