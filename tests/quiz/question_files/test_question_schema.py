"""The JSON Schema for editors agrees with the models."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no stubs here
from quiz_examples import ALL
from test_question_bank import GOOD

from ibc_edu.quiz.question_files.json_schema import question_schema, schema_text
from ibc_edu.resources import course_folder

SCHEMA = Draft202012Validator(question_schema())


def as_written(**changes: Any) -> dict[str, Any]:
    """A file with one question of each kind, as TOML would give it."""
    tables = [question.model_dump(mode="json", exclude={"lesson"}, exclude_none=True) for question in ALL]
    tables[0] |= changes
    return {"lesson": "staging", "question": tables}


def test_the_written_schema_is_the_one_of_the_models() -> None:
    written = (course_folder() / "questions" / "schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "Run python -m ibc_edu.quiz.question_files.json_schema"


def test_the_schema_is_a_schema_and_takes_every_kind() -> None:
    Draft202012Validator.check_schema(question_schema())
    assert list(SCHEMA.iter_errors(as_written())) == []
    assert list(SCHEMA.iter_errors(tomllib.loads(GOOD))) == []


@pytest.mark.parametrize(
    "changes", [{"kind": "singel"}, {"stem": 3}, {"bloom": "know"}, {"stemm": "x"}, {"evidence": ["faq"]}]
)
def test_the_schema_refuses_what_the_models_refuse(changes: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid(as_written(**changes))


def test_all_course_questions_fit_the_schema() -> None:
    files = sorted((course_folder() / "questions").glob("*.toml"))
    assert files != []
    for path in files:
        assert list(SCHEMA.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))) == [], path.name
