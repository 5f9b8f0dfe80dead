"""The kinds of question: one model each, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.choice import Answer, Choice, Multiple, Single

Question = Annotated[Single | Multiple, Field(discriminator="kind")]

__all__ = ["Answer", "Choice", "Multiple", "Question", "QuestionBase", "Single"]
