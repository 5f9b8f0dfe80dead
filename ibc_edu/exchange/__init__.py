"""Questions to and from other systems: one module a format, found by its file; nothing is lost without a word.

| module or folder | what it holds |
|---|---|
| `formats/` | a format each, and how it is found by its name |
| `contract` | what a format says of itself, and plain words for what is lost |
| `incoming`, `packing` | files from elsewhere, before a format reads them; packages of files, both ways |
| `readings`, `drafts` | from what was read to fields of our kinds, and to a question file with its gaps marked |
| `tags`, `source_list`, `grades`, `variants`, `changed` | what several formats write in the same way |
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.course.cards import cards, decks
from ibc_edu.errors import QuestionError
from ibc_edu.exchange.changed import last_change
from ibc_edu.exchange.contract import CARRIED, About, Arrival, Effect, Format, Loss
from ibc_edu.exchange.drafts import Place, completed, toml_text
from ibc_edu.exchange.incoming import read_bytes
from ibc_edu.quiz.bank import own_folder
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.question_files.question_file import MAX_BYTES

__all__ = ["about", "bring_in", "brought", "export", "question_file"]

if TYPE_CHECKING:
    from ibc_edu.course import Course

MOST_QUESTIONS = 5_000
"""Questions that one file may bring in."""
MOST_TOLD = 5  # reasons, or items, that are told of where nothing could be used


def about(course: Course) -> About:
    """Return what a format may say beside the questions: title, sources, flash cards and last change of the course."""
    changed = last_change(folder for folder in (course.folder, own_folder()) if folder is not None)
    titles = {deck.name: deck.title for deck in decks(course)}
    return About(course.plan.title, course.library, cards(course), titles, changed)


def export(chosen: Format, questions: Iterable[QuestionBase], about: About) -> tuple[bytes, list[Loss]]:
    """Return questions in a format, and all that each of them loses there, in the order of the questions.

    Raises
    ------
    QuestionError
        If the format is only read, there is no question, or every one would be left out.
    """
    if chosen.write is None:
        raise QuestionError(f"{chosen.title} can only be read.")
    asked = list({question.id: question for question in questions}.values())
    if not asked:
        raise QuestionError("there are no questions to write.", cure="Choose some, or add them to the course first.")
    held = [question for question in asked if _is_held(chosen.arrival(question))]
    data, single = chosen.write(held, about) if held else (b"", ())
    losses = [loss for question in asked for loss in _losses_by_rule(chosen, question)]
    place = {question.id: number for number, question in enumerate(asked)}
    left_out = [loss for loss in (*losses, *single) if loss.effect is Effect.LEFT_OUT]
    gone = {loss.question for loss in left_out}
    if len(gone) == len(asked):
        why = _first("; ", dict.fromkeys(loss.what.removesuffix(".") for loss in left_out))
        what = f"nothing was written, for {chosen.title} can hold none of these questions: {why}."
        raise QuestionError(what, cure="Choose other questions, or another format.")
    kept = [loss for loss in (*losses, *single) if loss.question not in gone or loss.effect is Effect.LEFT_OUT]
    return data, sorted(kept, key=lambda loss: place[loss.question])


def bring_in(chosen: Format, path: Path, place: Place, taken: Iterable[str] = ()) -> tuple[str, int, list[Loss]]:
    """Return the text of a question file made from another system's file, its number of questions, and what is lost.

    Parameters
    ----------
    chosen : Format
    path : Path
    place : Place
        Where the questions are to be asked.
    taken : iterable of str
        Ids that are used already.

    Raises
    ------
    QuestionError
        If the format is only written, the file is none of it, or no question of it can be used.
    """
    questions, losses = brought(chosen, read_bytes(path), path.name, place, taken)
    return question_file(questions, path.name), len(questions), losses


def brought(
    chosen: Format, data: bytes, name: str, place: Place, taken: Iterable[str] = ()
) -> tuple[list[QuestionBase], list[Loss]]:
    """Return the questions of another system's file, with their gaps marked, and what is lost or missing.

    Parameters
    ----------
    chosen : Format
    data : bytes
    name : str
        That of the file.
    place : Place
    taken : iterable of str

    Raises
    ------
    QuestionError
        If the format is only written, the file is none of it, or no question of it can be used.
    """
    if chosen.read is None:
        raise QuestionError(f"{chosen.title} can only be written.")
    drafts, refused = chosen.read(data)
    if len(drafts) > MOST_QUESTIONS:
        cure = "Export fewer questions at once."
        raise QuestionError(f"the file has more than {MOST_QUESTIONS:,} questions.", where=name, cure=cure)
    questions, losses = completed(drafts, place, taken, Path(name).stem)
    losses = [*refused, *losses]
    if not questions:
        told = _first(" ", [f"{loss.question}: {loss.what}" for loss in losses])
        raise QuestionError("no question of this file can be used.", where=name, cure=told or "It holds none.")
    return questions, losses


def question_file(questions: Sequence[QuestionBase], name: str) -> str:
    """Return the text of a question file with these drafts; `name` is that of the file that they came from.

    Raises
    ------
    QuestionError
        If it is larger than a question file may be.
    """
    text = toml_text(questions, f"The file was {name}.")
    if len(text.encode()) > MAX_BYTES:
        cure = "Export fewer questions at once."
        raise QuestionError(f"its questions fill more than {MAX_BYTES:,} bytes.", where=name, cure=cure)
    return text


def _first(between: str, told: Collection[str]) -> str:
    """The first of what is to be told, and how much more there is."""
    more = len(told) - MOST_TOLD
    return between.join([*islice(told, MOST_TOLD), *([f"and {more:,} more"] if more > 0 else [])])


def _is_held(arrival: Arrival | None) -> bool:
    return arrival is not None and arrival.effect is not Effect.LEFT_OUT


def _losses_by_rule(chosen: Format, question: QuestionBase) -> Iterable[Loss]:
    """Yield what every question of its kind loses in this format."""
    arrival = chosen.arrival(question)
    if arrival is None:
        yield Loss(question.id, f"{chosen.title} has no place for the kind {question.kind}.", Effect.LEFT_OUT)
    elif arrival.effect is not Effect.EXACT:
        yield Loss(question.id, arrival.why, arrival.effect)
    for name in chosen.without:
        said, has_it = CARRIED[name]
        if has_it(question):
            yield Loss(question.id, f"{said}.")
