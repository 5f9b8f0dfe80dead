"""The texts of ``parts/radiation-course.toml``: courses that trials compared, and what they found."""

from __future__ import annotations

from pydantic import Field

from ibc_edu.knowledge.part_texts import Grounded, PartTexts, Statement, TextModel, Words

NAME = "radiation-course"


class CourseOfDays(TextModel):
    """A dose a day in Gy, and the number of days."""

    gray: float = Field(gt=0, le=10)
    days: int = Field(ge=1, le=60)


class Compared(Statement):
    """Courses that trials compared, and what is said of each of them."""

    name: Words
    courses: tuple[CourseOfDays, ...] = Field(min_length=1)


class Texts(PartTexts):
    """The whole file; `single` is said of a course of one day besides, `ratio` of the model itself."""

    about: Grounded
    compared: Compared
    single: Statement
    ratio: Statement
