"""The kinds of question: one model each, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ibc_edu.quiz.kinds.base import Bloom, QuestionBase
from ibc_edu.quiz.kinds.categorise import Categorise, Entry
from ibc_edu.quiz.kinds.choice import Answer, Choice, Multiple, Single
from ibc_edu.quiz.kinds.matching import Matching, Pair
from ibc_edu.quiz.kinds.numeric import NearMiss, Numeric
from ibc_edu.quiz.kinds.ordering import Ordering, Step
from ibc_edu.quiz.kinds.short_text import RecognizedWrong, ShortText

Question = Annotated[
    Single | Multiple | Matching | Ordering | Categorise | Numeric | ShortText, Field(discriminator="kind")
]

__all__ = [
    "Answer",
    "Bloom",
    "Categorise",
    "Choice",
    "Entry",
    "Matching",
    "Multiple",
    "NearMiss",
    "Numeric",
    "Ordering",
    "Pair",
    "Question",
    "QuestionBase",
    "RecognizedWrong",
    "ShortText",
    "Single",
    "Step",
]
