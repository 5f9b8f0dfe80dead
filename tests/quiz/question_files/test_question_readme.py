"""The examples in the question bank's README are read without a problem."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ibc_edu.quiz.kinds import kind_names
from ibc_edu.quiz.question_files.question_file import read_text
from ibc_edu.resources import course_folder

README = (course_folder() / "questions" / "README.md").read_text(encoding="utf-8")
COMMON = next(block for block in re.findall(r"```toml\n(.*?)```", README, re.DOTALL) if "[[question]]" in block)
SECTIONS = {section.split("`")[1]: section for section in README.split("\n### ")[1:]}
EXAMPLES = {kind: re.findall(r"```toml\n(.*?)```", section, re.DOTALL) for kind, section in SECTIONS.items()}


@pytest.mark.parametrize("kind", [kind for kind, examples in EXAMPLES.items() if examples])
def test_the_example_of_each_kind_can_be_read(kind: str) -> None:
    text = COMMON.replace('kind = "single"', f'kind = "{kind}"') + EXAMPLES[kind][0]
    located, problems = read_text(text, Path("README.md"))
    assert problems == []
    assert located[0].question.kind == kind


def test_every_kind_is_described() -> None:
    assert set(SECTIONS) == set(kind_names())
    assert [kind for kind, examples in EXAMPLES.items() if not examples] == ["multiple"]  # written like single
