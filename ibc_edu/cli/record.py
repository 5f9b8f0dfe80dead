"""`ibc-edu record export`, `import`, `erase` and `where`: what a learner may do with their own data from a terminal."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from ibc_edu.cli.add import add_command
from ibc_edu.cli.chosen import chosen_folder
from ibc_edu.learner.exports import read_csv
from ibc_edu.learner.record import Consent, Record, open_record
from ibc_edu.quiz.attempt import CARD_KIND
from ibc_edu.words import counted


def register(subparsers: Any) -> None:
    """Add the command `record` to the subparsers of `ibc-edu`; each handler returns an exit status.

    Parameters
    ----------
    subparsers : what `ArgumentParser.add_subparsers()` returns
    """
    summary = "your own learning record: where it is, a copy of it, its removal"
    parser = add_command(subparsers, "record", summary)
    actions = parser.add_subparsers(dest="action", required=True, metavar="{where,export,import,erase}")
    where = _add(actions, "where", "say where the record is kept, whether you agreed to it, and what it holds")
    where.set_defaults(func=run_where)
    export = _add(actions, "export", "write a copy of your record: CSV for .csv, xAPI statements for .jsonl")
    export.add_argument("path", metavar="FILE", type=Path, help="file to write; an existing one is replaced")
    export.set_defaults(func=run_export)
    take_in = _add(
        actions, "import", "add the answers of a CSV copy, such as one downloaded from a browser, to your record"
    )
    take_in.add_argument(
        "path", metavar="FILE", type=Path, help="a file that `export` wrote, or that a page of the course gave you"
    )
    take_in.set_defaults(func=run_import)
    erase = _add(actions, "erase", "delete your record and your agreement to it")
    erase.add_argument("--yes", action="store_true", help="don't ask")
    erase.set_defaults(func=run_erase)


def run_where(options: argparse.Namespace) -> int:
    """Print where the record is, whether the learner agreed, and how many answers and grades of cards it holds."""
    with _open(options) as record:
        print(f"Record: {record.where()}")
        print(record.separation())
        agreed = {Consent.GRANTED: "you agreed to it", Consent.UNKNOWN: "not asked yet, so nothing is written"}
        print(f"Consent: {agreed.get(record.consent, 'declined')}")
        kinds = [attempt.kind for attempt in record.attempts()]
        cards = kinds.count(CARD_KIND)
        print(f"Answers of {record.learner}: {len(kinds) - cards}")
        if cards:
            print(f"Flash cards graded: {cards}")
        return _told(record)


def run_export(options: argparse.Namespace) -> int:
    """Write the learner's record to `options.path`, in the format that its ending names."""
    writers = {".csv": Record.export_csv, ".jsonl": Record.export_xapi}
    write = writers.get(options.path.suffix.lower())
    if write is None:
        print(f"{options.path}: the ending says the format. Use .csv for a table or .jsonl for xAPI statements.")
        return 2
    with _open(options) as record:
        count = len(record.attempts())
        status = _told(record)
        if status == 0:
            print(f"{counted(count, 'answer')} written to {write(record, options.path)}")
        return status


def run_import(options: argparse.Namespace) -> int:
    """Add the answers in `options.path` to the learner's record, once each; 1 if none of them can be kept."""
    attempts = read_csv(options.path)
    with _open(options) as record:
        if record.consent is not Consent.GRANTED:
            print("Nothing was added: you have not agreed to a record here. Open the course and agree first.")
            return _told(record) or 1
        known = {attempt.attempt_id for attempt in record.attempts()}
        new = [replace(attempt, learner=record.learner) for attempt in attempts if attempt.attempt_id not in known]
        kept = sum([record.add(attempt) for attempt in new])
        there = len(attempts) - len(new)
        were = "was" if there == 1 else "were"
        print(f"{counted(kept, 'answer')} added to {record.where()}; {there} {were} there already.")
        return _told(record) or int(kept < len(new))


def run_erase(options: argparse.Namespace) -> int:
    """Delete the learner's record after asking, unless `options.yes`."""
    with _open(options) as record:
        if record.is_unusable:
            return _told(record)
        print(f"This deletes all answers of {record.learner} in {record.where()}. It cannot be undone.")
        if not options.yes and not _agrees("Type erase to go on: "):
            print("Nothing was deleted.")
            return 1
        erased = record.erase()
        print("\n".join(["Deleted.", *(f"Removed {file}" for file in erased.removed), *erased.remains]))
        return 0


def _add(actions: Any, name: str, summary: str) -> argparse.ArgumentParser:
    parser = add_command(actions, name, summary)
    parser.add_argument(
        "--record", metavar="ADDRESS", help="path or URL; default: IBC_EDU_RECORD, else your data folder"
    )
    parser.add_argument("--learner", metavar="CODE", help="whose record; default: IBC_EDU_LEARNER, else me")
    return parser


def _open(options: argparse.Namespace) -> Record:
    from ibc_edu.course.plan import read_plan, record_name

    course = record_name(read_plan(chosen_folder(options)))
    return open_record(options.record, learner=options.learner, course=course)


def _agrees(question: str) -> bool:
    try:
        return input(question).strip().lower() == "erase"
    except EOFError:
        return False


def _told(record: Record) -> int:
    """Print what is wrong with the record, if anything; 1 then, else 0."""
    notice = record.take_notice()
    if notice:
        print(notice)
    return 1 if notice else 0
