"""What the staging explorer shows, from the tables ``stages`` and ``metastatic_sites``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.parts.stage_explorer.widget import NodesOption, Site, StageExplorer, StageResult


def make(course: Course) -> StageExplorer:
    """Nodes and spread to choose, with the stage group, its reason and its source."""
    from ibc_edu.parts.stage_explorer.widget import StageExplorer

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
