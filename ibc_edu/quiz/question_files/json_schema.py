"""The JSON Schema of a question file, for editors that check TOML while one types.

`python -m ibc_edu.quiz.question_files.json_schema` writes it again after a change of the models.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Union

from pydantic import BaseModel, ConfigDict, Field, create_model

from ibc_edu.quiz.kinds import kind, kind_names
from ibc_edu.quiz.kinds.fields import Slug


def _question_file() -> type[BaseModel]:
    """Return the model of a question file with the kinds that there are."""
    models: Any = tuple(kind(name) for name in kind_names())
    union: Any = Union[models]  # noqa: UP007  # known at run time only
    question: Any = Annotated[union, Field(discriminator="kind")]
    fields: dict[str, Any] = {
        "lesson": (Slug, Field(description="the lesson that the questions belong to")),
        "question": (list[question], Field(min_length=1)),
    }
    config = ConfigDict(extra="forbid", title="Question file of ibc_edu")
    return create_model("_QuestionFile", __config__=config, __doc__="A question file of the course.", **fields)


def question_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a question file.

    A question has no `lesson` of its own in the file: it takes the one at the top.
    """
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= _question_file().model_json_schema()
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
