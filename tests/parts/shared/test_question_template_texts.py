"""What the course says of its question templates is proven, and another course may say something else or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

import pytest

from ibc_edu.course.course import Course
from ibc_edu.knowledge.part_texts import FOLDER, file_findings
from ibc_edu.parts import PARTS, text_models
from ibc_edu.parts.shared.question_templates.generate import generated
from ibc_edu.parts.shared.question_templates.texts import NAME, Texts
from ibc_edu.resources import own_course_folder

IDS = {"objectives": ["staging-assign-stage", "trials-state-question"], "misconceptions": ["phase-mix-up"]}
RIGHT = """
[templates.phase-question]
objective = "trials-state-question"
bloom = "remember"
hint = "What must be known first?"
misconceptions = { any = "phase-mix-up" }
"""


def known(table: str) -> Collection[str]:
    return IDS[table]


def found(folder: Path, text: str) -> list[str]:
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / f"{NAME}.toml").write_text(text, encoding="utf-8")
    return [str(finding) for finding in file_findings(folder, NAME, Texts, known)]


def test_the_check_of_the_course_reads_them() -> None:
    assert text_models()[NAME] is Texts
    assert PARTS["practice"].may_read == (NAME,)
    assert NAME not in PARTS["practice"].texts


def test_a_template_that_is_described_in_full_is_right(tmp_path: Path) -> None:
    assert found(tmp_path, RIGHT) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "trials-state-question",
            "trials-state-qestion",
            "objective: there is no 'trials-state-qestion' in objectives.",
        ),
        (
            '"phase-mix-up"',
            '"phase-mixup"',
            "there is no 'phase-mixup' in misconceptions. Did you mean 'phase-mix-up'",
        ),
        ('"remember"', '"recall"', "bloom: input should be 'remember'"),
        ('"phase-mix-up" }', '"phase-mix-up" }\nsays = ["a phase"]', "says of phase-question must be left out"),
        ("phase-question]", "subtype]", "misconceptions of subtype must have one-of-two-receptors, any"),
        ("any =", "other =", "misconceptions of phase-question must have any"),
        ("phase-question]", "phase-qestion]", "there is no template 'phase-qestion'. Did you mean 'phase-question'?"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    [finding] = found(tmp_path, RIGHT.replace(old, new))
    assert told in finding


def test_a_course_uses_the_templates_that_it_names_for_its_own_aims(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(own_course_folder(), folder)
    file = folder / FOLDER / f"{NAME}.toml"
    file.write_text(RIGHT.replace("trials-state-question", "staging-assign-stage"), encoding="utf-8")
    questions = generated(Course(folder, parts=PARTS, record="memory"))
    assert {(question.objective, question.lesson) for question in questions} == {("staging-assign-stage", "staging")}
    file.unlink()
    assert generated(Course(folder, parts=PARTS, record="memory")) == ()
