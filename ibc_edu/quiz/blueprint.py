"""Drawing an exam: so many questions for each objective and Bloom level, the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ibc_edu.errors import QuestionError
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.fields import content_hash


@dataclass(frozen=True)
class Cell:
    """One line of a blueprint.

    Parameters
    ----------
    objective : str
        objective_id.
    bloom : str or None
        Level of thinking; None takes any.
    count : int
        Questions to draw.
    """

    objective: str
    bloom: str | None
    count: int


def draw(questions: Iterable[QuestionBase], blueprint: Sequence[Cell], seed: int) -> tuple[QuestionBase, ...]:
    """Draw the questions of an exam, each at most once, in the order of the blueprint.

    Which ones are drawn depends on `seed` and on the ids alone, not on the order of the bank. Cells that name a level
    draw first, so that a cell for any level doesn't take away what they need.

    Raises
    ------
    QuestionError
        If the bank has too few questions for one or more cells; all of them are named.
    """
    pool = sorted(questions, key=lambda question: content_hash(str(seed), question.id, length=64))
    taken: dict[int, list[QuestionBase]] = {}
    short: list[str] = []
    for place in sorted(range(len(blueprint)), key=lambda place: blueprint[place].bloom is None):
        cell = blueprint[place]
        fitting = [q for q in pool if q.objective == cell.objective and cell.bloom in (None, q.bloom)]
        if cell.count < 0 or len(fitting) < cell.count:
            level = cell.bloom or "any level"
            short.append(f"{cell.objective} ({level}): {cell.count} wanted, {len(fitting)} there")
        taken[place] = fitting[: max(0, cell.count)]
        pool = [question for question in pool if question not in taken[place]]
    if short:
        raise QuestionError(
            f"the bank cannot fill the blueprint: {'; '.join(short)}.", cure="Ask for fewer, or add questions."
        )
    return tuple(question for place in range(len(blueprint)) for question in taken[place])
