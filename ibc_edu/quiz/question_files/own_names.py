"""Misconceptions and objectives of an educator's own, in CSV files beside their questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ibc_edu.file_errors import not_read
from ibc_edu.quiz.question_files.question_file import Problem

MAX_BYTES = 1_000_000


@dataclass(frozen=True)
class OwnNames:
    """Names that a folder of questions adds to those of the course.

    Parameters
    ----------
    misconceptions : mapping of misconception_id to statement
    objectives : mapping of objective_id to statement
    """

    misconceptions: Mapping[str, str] = field(default_factory=dict)
    objectives: Mapping[str, str] = field(default_factory=dict)

    def __or__(self, other: OwnNames) -> OwnNames:
        return OwnNames({**self.misconceptions, **other.misconceptions}, {**self.objectives, **other.objectives})


def read_own_names(folder: Path) -> tuple[OwnNames, list[Problem]]:
    """Read `misconceptions.csv` and `objectives.csv` of a folder, each with an id and a `statement` a row."""
    problems: list[Problem] = []
    misconceptions = _read(folder / "misconceptions.csv", "misconception_id", problems)
    objectives = _read(folder / "objectives.csv", "objective_id", problems)
    return OwnNames(misconceptions, objectives), problems


def _read(path: Path, key: str, problems: list[Problem]) -> dict[str, str]:
    if not path.is_file():
        return {}
    import csv  # few folders have such files

    try:
        if path.stat().st_size > MAX_BYTES:
            problems.append(Problem(path, None, None, f"the file is larger than {MAX_BYTES:,} bytes.", "Split it."))
            return {}
        rows = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True)
        if not {key, "statement"} <= set(rows.fieldnames or ()):
            cure = f"Begin the file with the line {key},statement."
            problems.append(Problem(path, 1, None, f"the columns {key} and statement are not both there.", cure))
            return {}
        return {row[key].strip(): row["statement"].strip() for row in rows if row[key] and row["statement"]}
    except (OSError, ValueError, csv.Error) as error:
        trouble = not_read(error)
        cure = trouble.cure if isinstance(error, OSError) else "Save it as CSV in UTF-8."
        problems.append(Problem(path, None, None, trouble.what, cure))
        return {}
