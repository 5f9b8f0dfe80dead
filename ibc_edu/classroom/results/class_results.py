"""How a class did: tables of progress, questions, answers, misconceptions and students, with how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ibc_edu.classroom.answers.merging import ClassRecord
from ibc_edu.classroom.answers.regrading import regraded, rescored
from ibc_edu.classroom.results.first_answers import first_answers, score_matrix
from ibc_edu.classroom.results.item_statistics import ENOUGH_FOR_SHARE, Estimate, alpha, item_rest, share
from ibc_edu.classroom.results.mix_ups.ranking import mix_ups
from ibc_edu.classroom.results.spreadsheet import write_frame
from ibc_edu.errors import RecordError
from ibc_edu.file_errors import not_written
from ibc_edu.quiz.former_ids import followed

if TYPE_CHECKING:
    import pandas as pd

    from ibc_edu.quiz.kinds.base import QuestionBase

ANSWER_COLUMNS = ("item_id", "answer", "right", "n", "chosen", "share", "low", "high", "rare")
MISCONCEPTION_COLUMNS = (
    *("misconception_id", "statement", "n", "people", "share", "low", "high", "sure", "opportunities", "shown", "rate"),
    *("expected", "excess", "excess_low", "excess_high", "above_guessing", "contradicts"),
)
RARE = 0.05
"""A wrong answer chosen by a smaller share than this does no work: Haladyna and Downing, "How Many Options is Enough
for a Multiple-Choice Test Item?", Educational and Psychological Measurement 53, 1993, pages 999 to 1010."""
ENOUGH_FOR_RARE = 60
"""People from whom an unused answer is called rare: with fewer, one that 5% choose is unchosen by chance too often
(0.95 to the 60th power is 0.046)."""
MAY_NEED_HELP = 0.5
"""A student may need help when the whole 95% interval of their share right lies below this."""
SEED = 1


@dataclass(frozen=True)
class ClassResults:
    """Tables of a class's first answers; wherever too few people stand behind a number it is missing.

    Every share, mean, correlation and alpha has its 95% interval in the columns `low` and `high` after it.

    Parameters
    ----------
    lessons : DataFrame
        lesson, questions (in the bank), people, answers, score (mean, 0 to 1), alpha, alpha_low, alpha_high, alpha_n
        (people), alpha_items.
    objectives : DataFrame
        lesson, objective, statement, questions, people, answers, score.
    items : DataFrame
        item_id, stem, lesson, objective, n (people), score, low, high, discrimination, discrimination_low,
        discrimination_high, discrimination_n.
    answers : DataFrame
        item_id, answer, right, n (people), chosen (of them), share, low, high, rare (missing for right answers and
        below `ENOUGH_FOR_RARE` people). Questions with answers to choose from only.
    misconceptions : DataFrame
        misconception_id, statement, n (people who answered a question that can reveal it), people (who showed it),
        share, low, high, sure (people who were sure of it), opportunities (answers that could show it), shown (those
        that did), rate, expected (rate if every wrong answer were a guess), excess (rate less expected), excess_low,
        excess_high, above_guessing (missing for too few people), contradicts (list of misconceptions that the same
        class shows though nobody can hold both). See `ibc_edu.classroom.results.mix_ups.ranking`; above guessing comes
        first.
    people : DataFrame
        person, n (first answers), score, low, high, sure_and_wrong, misconceptions (list), word: `may need help`,
        `too few answers` or empty.
    notes : tuple of str
        What the educator should know about the files.
    """

    lessons: pd.DataFrame
    objectives: pd.DataFrame
    items: pd.DataFrame
    answers: pd.DataFrame
    misconceptions: pd.DataFrame
    people: pd.DataFrame
    notes: tuple[str, ...] = ()

    def write_csv(self, folder: str | Path) -> list[Path]:
        """Write each table as CSV into a folder and return the paths.

        A text that a spreadsheet would run as a formula begins with an apostrophe.

        Raises
        ------
        RecordError
            If a file cannot be written.
        """
        folder = Path(folder).expanduser()
        paths = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for field in fields(self)[:-1]:
                paths.append(folder / f"class_{field.name}.csv")
                write_frame(getattr(self, field.name), paths[-1])
        except OSError as error:
            raise not_written(error).as_error(RecordError, str(folder)) from error
        return paths


def class_results(
    record: ClassRecord,
    questions: Iterable[QuestionBase],
    *,
    objectives: Mapping[str, str],
    misconceptions: Mapping[str, str],
    seed: int = SEED,
) -> ClassResults:
    """Work out how a class did.

    Parameters
    ----------
    record : ClassRecord
        See `ibc_edu.classroom.answers.merging.merge`. Scores are worked out again from the responses, whatever a file
        says.
    questions : iterable
        The question bank. Answers to questions, or to wordings, that it does not hold are left out and noted.
    objectives, misconceptions : mapping of id to statement
    seed : int
        Of the bootstrap.

    Raises
    ------
    RecordError
        If no answer belongs to a question of the bank.
    """
    asked = tuple(questions)
    bank = {f"{question.id} {question.item_hash}": question for question in asked}
    claimed = list(followed(record.attempts, asked))
    earned = list(regraded(claimed, bank))
    first = first_answers(earned)
    known = first[first["item"].isin(bank)]
    notes = [*record.notes, *rescored(claimed, earned)]
    if len(known) < len(first):
        stray = len(first) - len(known)
        they = "first answer belongs" if stray == 1 else "first answers belong"
        notes.append(
            f"{stray} {they} to questions that are not in the bank now, or were reworded. "
            "To count what is left out, use the version of the course that the class used."
        )
    if known.empty:
        raise RecordError("none of these answers belongs to a question of this course as it is now.")
    rng = np.random.default_rng(seed)
    return ClassResults(
        lessons=_lessons(known, bank, rng),
        objectives=_objectives(known, bank, objectives),
        items=_items(known, bank, rng),
        answers=_answers(known, bank),
        misconceptions=_frame(mix_ups(known, bank, misconceptions), MISCONCEPTION_COLUMNS),
        people=_people(known),
        notes=tuple(notes),
    )


def _lessons(first: pd.DataFrame, bank: Mapping[str, QuestionBase], rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for lesson in dict.fromkeys(question.lesson for question in bank.values()):
        found = first[first["lesson"] == lesson]
        scores, _ = score_matrix(found)
        usual = np.isfinite(scores).mean(0) >= 0.8 if len(scores) else np.zeros(0, dtype=bool)  # not the optional ones
        reliability = alpha(scores[:, usual], rng)
        rows.append(
            {"lesson": lesson, "questions": sum(question.lesson == lesson for question in bank.values())}
            | _progress(found)
            | _numbers("alpha", reliability)
            | {"alpha_n": reliability.n, "alpha_items": int(usual.sum())}
        )
    return _frame(rows)


def _objectives(first: pd.DataFrame, bank: Mapping[str, QuestionBase], statements: Mapping[str, str]) -> pd.DataFrame:
    counts: dict[tuple[str, str], int] = {}
    for question in bank.values():
        place = question.lesson, question.objective
        counts[place] = counts.get(place, 0) + 1
    groups = dict(tuple(first.groupby(["lesson", "objective"], sort=False)))
    return _frame(
        {"lesson": lesson, "objective": objective, "statement": statements.get(objective, objective)}
        | {"questions": count}
        | _progress(groups.get((lesson, objective), first.iloc[:0]))
        for (lesson, objective), count in counts.items()
    )


def _progress(found: pd.DataFrame) -> dict[str, Any]:
    """How many answered, and the mean of their mean scores: each person counts alike, however much they answered."""
    means = found.groupby("person")["score"].mean()
    enough = len(means) >= ENOUGH_FOR_SHARE
    return {"people": len(means), "answers": len(found), "score": float(means.mean()) if enough else np.nan}


def _items(first: pd.DataFrame, bank: Mapping[str, QuestionBase], rng: np.random.Generator) -> pd.DataFrame:
    discrimination: dict[str, Estimate] = {}
    for _, found in first.groupby("lesson", sort=False):
        scores, items = score_matrix(found)
        discrimination.update(zip(items, item_rest(scores, rng), strict=True))
    points = first.groupby("item")["score"].sum().to_dict()
    counts = first["item"].value_counts().to_dict()
    rows = []
    for item, question in bank.items():
        if item in discrimination:
            score = share(points[item], counts[item])
            names = {"item_id": question.id, "stem": question.stem, "lesson": question.lesson}
            rows.append(
                names
                | {"objective": question.objective, "n": score.n}
                | {"score": score.value, "low": score.low, "high": score.high}
                | _numbers("discrimination", discrimination[item])
                | {"discrimination_n": discrimination[item].n}
            )
    return _frame(rows)


def _answers(first: pd.DataFrame, bank: Mapping[str, QuestionBase]) -> pd.DataFrame:
    groups = dict(tuple(first.groupby("item", sort=False)))
    rows = []
    for item, question in bank.items():
        options = question.options()
        if item not in groups or not options:
            continue
        responses = [question.chosen_options(found) for found in groups[item]["response"] if found is not None]
        n = len(responses)
        for option in options:
            chosen = sum(option.key in response for response in responses)
            part = share(chosen, n)
            rare = None if option.right or n < ENOUGH_FOR_RARE else chosen / n < RARE
            rows.append(
                {"item_id": question.id, "answer": option.text, "right": option.right, "n": n, "chosen": chosen}
                | {"share": part.value, "low": part.low, "high": part.high, "rare": rare}
            )
    return _frame(rows, ANSWER_COLUMNS)


def _people(first: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for person, found in first.groupby("person", sort=True):
        score = share(float(found["score"].sum()), len(found))
        names = sorted({name for row in found["misconceptions"] for name in row})
        word = "" if score.enough else "too few answers"
        if score.enough and score.high < MAY_NEED_HELP:
            word = "may need help"
        rows.append(
            {"person": person, "n": score.n, "score": score.value, "low": score.low, "high": score.high}
            | {"sure_and_wrong": int((found["sure"] & (found["score"] < 1)).sum()), "misconceptions": names}
            | {"word": word}
        )
    return _frame(sorted(rows, key=lambda row: row["word"] != "may need help"))


def _numbers(name: str, estimate: Estimate) -> dict[str, float]:
    return {name: estimate.value, f"{name}_low": estimate.low, f"{name}_high": estimate.high}


def _frame(rows: Iterable[Mapping[str, Any]], columns: Iterable[str] = ()) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns) or None)
