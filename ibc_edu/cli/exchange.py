"""`ibc-edu export` and `import`: questions to and from other systems, with a word for all that is lost."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ibc_edu.cli.add import add_command
from ibc_edu.cli.chosen import chosen_course
from ibc_edu.errors import QuestionError, did_you_mean
from ibc_edu.file_errors import write_file
from ibc_edu.resources import expanded
from ibc_edu.words import counted

if TYPE_CHECKING:
    from ibc_edu.exchange.contract import Loss
    from ibc_edu.quiz.bank import Bank
    from ibc_edu.quiz.kinds.base import QuestionBase

NAMED = 3  # so many ids stand beside what is lost; the others are counted


def register(subparsers: Any) -> None:
    """Add the commands to the subparsers of `ibc-edu`; each handler returns an exit status.

    Parameters
    ----------
    subparsers : what `ArgumentParser.add_subparsers()` returns
    """
    out = add_command(subparsers, "export", "questions as a file for another system, with what is lost on the way")
    out.add_argument("format", metavar="FORMAT", help="moodle, gift, xlsx, ...; a name that is none lists them")
    out.add_argument("out", type=Path, metavar="OUT", help="the file to write; an existing one is replaced")
    out.add_argument("--lesson", help="only questions of this lesson")
    out.add_argument("--part", help="only questions of this part")
    out.add_argument("--kind", help="only questions of this kind, such as single")
    out.add_argument("--id", action="append", help="only this question; may stand more than once")
    out.set_defaults(func=run_export)
    into = add_command(subparsers, "import", "questions of another system as a question file, with its gaps named")
    into.add_argument("format", metavar="FORMAT", help="what the file is: moodle, gift, aiken, xlsx, ...")
    into.add_argument("file", type=Path, metavar="FILE", help="the file to read")
    into.add_argument("out", type=Path, metavar="OUT", help="the question file to write, a name that ends with .toml")
    into.add_argument("--lesson", help="the lesson that they belong to; a gap without it")
    into.add_argument("--part", help="the check where they are asked; a gap without it")
    into.add_argument("--objective", help="what they are about; a gap without it")
    into.set_defaults(func=run_import)


def run_export(options: argparse.Namespace) -> int:
    """Write the chosen questions in a format; print what is lost and by how many of them, and the path.

    Raises
    ------
    QuestionError
        If there is no such format, or nothing to write.
    """
    from ibc_edu.exchange import about, export, format_named

    chosen = format_named(options.format, to="write")
    course = chosen_course(options)
    questions = _selected(course.bank, options)
    data, losses = export(chosen, questions, about(course))
    path = expanded(options.out)
    write_file(path, data, QuestionError)
    _print_losses(losses, NAMED)
    left_out = len({loss.question for loss in losses if loss.effect == "left out"})
    print(f"{path}: {len(questions) - left_out} of {counted(len(questions), 'question')} for {chosen.title}.")
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Write a question file from another system's file; print what was refused or is missing, and the path.

    Raises
    ------
    QuestionError
        If the file is none of this format, or no question of it can be used.
    """
    from ibc_edu.cli.own_questions import how_it_is_read
    from ibc_edu.exchange import bring_in, format_named
    from ibc_edu.exchange.drafts import Place

    chosen = format_named(options.format, to="read")
    target, source = expanded(options.out), expanded(options.file)
    if target.suffix != ".toml":
        raise QuestionError("this is no name for a question file.", where=str(target), cure="Let it end with .toml.")
    if target.exists():
        raise QuestionError("this file is there already.", where=str(target), cure="Choose another name.")
    place = Place(options.lesson, options.part, options.objective)
    course = chosen_course(options)
    taken = [name for question in course.bank for name in (question.id, *question.was)]
    text, count, losses = bring_in(chosen, source, place, taken)
    write_file(target, text.encode(), QuestionError)
    _print_losses(losses)
    print("\n".join([f"{target}: {counted(count, 'question')} from {source.name}.", *how_it_is_read(target, course)]))
    return 0


def _selected(bank: Bank, options: argparse.Namespace) -> Sequence[QuestionBase]:
    """Return the questions that the options ask for, in the bank's order.

    Raises
    ------
    QuestionError
        If there is no such question, or none that fits.
    """
    wanted = {bank[name].id for name in options.id} if options.id else None
    found = [
        question
        for question in bank.select(lesson=options.lesson, part=options.part)
        if options.kind in (None, question.kind) and (wanted is None or question.id in wanted)
    ]
    if not found:
        names = {name: sorted({getattr(each, name) for each in bank}) for name in ("lesson", "part", "kind")}
        asked = {name: value for name, value in vars(options).items() if name in names and value is not None}
        unknown = next(((name, value) for name, value in asked.items() if value not in names[name]), None)
        cure = did_you_mean(unknown[1], names[unknown[0]]) if unknown else "Ask for less at once."
        raise QuestionError("no question is all that was asked for.", cure=cure)
    return found


def _print_losses(losses: Sequence[Loss], named: int | None = None) -> None:
    """Print one line for each kind of loss, with how many questions have it and the first `named` of them, or all."""
    from ibc_edu.exchange.contract import Effect, told_once

    for row in told_once(losses):
        names = list(dict.fromkeys(row["questions"]))
        shown = names[:named]
        more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        mark = "" if row["effect"] == Effect.EXACT else f"{row['effect'].capitalize()}: "
        print(f"{mark}{row['what']} {counted(len(names), 'question')}: {', '.join(shown)}{more}")
