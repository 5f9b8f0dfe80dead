"""The JSON Schema of a question file, for editors that check TOML while one types.

`python -m ibc_edu.quiz.schema` writes it again after a change of the models.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ibc_edu.quiz.kinds import Question
from ibc_edu.quiz.kinds.base import Slug


class _QuestionFile(BaseModel):
    """A question file of the course."""

    model_config = ConfigDict(extra="forbid", title="Question file of ibc_edu")

    lesson: Slug = Field(description="the lesson that the questions belong to")
    question: list[Question] = Field(min_length=1)


def question_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a question file.

    A question has no `lesson` of its own in the file: it takes the one at the top.
    """
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= _QuestionFile.model_json_schema()
    for definition in schema["$defs"].values():
        if "kind" in definition["properties"]:
            del definition["properties"]["lesson"]
            definition["required"].remove("lesson")
    return schema


def schema_text() -> str:
    """Return the schema as the text of `data/questions/schema.json`."""
    return json.dumps(question_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    from ibc_edu.resources import course_folder

    (course_folder() / "questions" / "schema.json").write_text(schema_text(), encoding="utf-8")
