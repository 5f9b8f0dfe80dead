"""The answers of a whole class, from the files that students exported or from one shared record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ibc_edu.errors import RecordError
from ibc_edu.quiz.attempt import Attempt

MOST_BYTES = 20_000_000
"""Largest file that is read: some 40,000 answers, a hundred times the course."""
LONGEST_LINE = 240
LONGEST_NAME = 60
NOBODY = "me"
"""The learner's code unless they chose one; it tells nobody apart."""


@dataclass(frozen=True)
class ClassRecord:
    """The answers of a class.

    Parameters
    ----------
    attempts : tuple of Attempt
        Each once, with the student's name or code as `learner`.
    notes : tuple of str
        A line for each file that was left out and for whatever else the educator should know.
    files : int
        How many files were counted.
    """

    attempts: tuple[Attempt, ...]
    notes: tuple[str, ...] = ()
    files: int = 0


def merge(source: str | Path) -> ClassRecord:
    """Gather the answers of a class without counting any twice.

    Parameters
    ----------
    source : str or Path
        A folder with the CSV files that students exported (`ibc-edu record export`), subfolders included, or the
        address of one record that the class shares: an SQLAlchemy URL of PostgreSQL or SQLite.

    Notes
    -----
    A student is who the file says; where it says only `me`, the file's own name stands for the student, and a later
    file with one of the same answers belongs to the same student. The same answer in two files counts once, for the
    file whose name comes first. A file that cannot be read is left out and noted; the others count.

    Raises
    ------
    RecordError
        If there is no such folder, it holds no exported record, or the shared record cannot be read.
    """
    if "://" in str(source):
        return _from_database(str(source))
    folder = Path(source).expanduser()
    if not folder.is_dir():
        raise RecordError(
            "there is no such folder.", where=str(folder), cure="Give the folder that holds the students' files."
        )
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".csv")
    merged = _Merging()
    for path in paths:
        name = one_line(str(path.relative_to(folder)), LONGEST_LINE)
        try:
            merged.add(_read(path), name)
        except RecordError as error:
            merged.notes.append(one_line(f"{name}: left out: {error.what}", LONGEST_LINE))
    if not merged.files:
        told = " ".join(merged.notes) or "It holds no CSV file."
        cure = "Students make theirs with: ibc-edu record export NAME.csv"
        raise RecordError(f"no exported record could be read here. {told}", where=str(folder), cure=cure)
    return merged.result()


def one_line(text: str, longest: int) -> str:
    """Text as one line that is fit to show: no control characters or marks that turn its direction, cut to a length."""
    shown = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


class _Merging:
    """What has been gathered so far."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.files = 0
        self._attempts: dict[str, Attempt] = {}
        self._labels: dict[str, str] = {}
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}  # how often a label was wanted, so that the next number is found at once
        self._said: dict[tuple[str, str, str], tuple[str, dict[str, Attempt]]] = {}

    def add(self, attempts: Iterable[Attempt], name: str) -> None:
        """Add what one file holds."""
        attempts = list(attempts)
        nobody = self._owner(attempts, Path(name).with_suffix("").as_posix())
        elsewhere: set[str] = set()
        attempts = [
            replace(one, learner=self._label(nobody if one.learner == NOBODY else one.learner)) for one in attempts
        ]
        self._note_conflicts(attempts, name)
        for attempt in attempts:
            known = self._attempts.setdefault(attempt.attempt_id, attempt)
            if known is not attempt and known != attempt:
                elsewhere.add(known.learner)
        self.files += 1
        if elsewhere:
            people = ", ".join(sorted(elsewhere))
            line = f"{name}: some of its answers were counted already, with other contents, for {people}; not again."
            self.notes.append(one_line(line, LONGEST_LINE))

    def result(self) -> ClassRecord:
        return ClassRecord(tuple(self._attempts.values()), tuple(self.notes), self.files)

    def _note_conflicts(self, attempts: list[Attempt], name: str) -> None:
        """Note people of whom this file and an earlier one tell different answers, and no answer of both is the same.

        A student's later export holds the earlier answers too; a file that a stranger wrote, or that comes from another
        computer, does not.
        """
        found: dict[tuple[str, str, str], dict[str, Attempt]] = {}
        for attempt in attempts:
            if attempt.try_number == 1:
                question = attempt.learner, attempt.item_id, attempt.item_hash
                found.setdefault(question, {})[attempt.attempt_id] = attempt
        conflicts: dict[tuple[str, str], int] = {}
        for question, own in found.items():
            file, known = self._said.setdefault(question, (name, own))
            responses = [{repr(one.response) for one in side.values()} for side in (own, known)]
            if not own.keys() & known.keys() and responses[0] != responses[1]:
                conflicts[question[0], file] = conflicts.get((question[0], file), 0) + 1
        for (person, file), count in conflicts.items():
            questions = "1 question" if count == 1 else f"{count} questions"
            line = f"{name}: other answers of {person} to {questions} than in {file}; the earlier answers count."
            self.notes.append(
                one_line(f"{line} Ask {person} which file is theirs and take the other out.", LONGEST_LINE)
            )

    def _owner(self, attempts: list[Attempt], stem: str) -> str:
        """Who an unnamed file belongs to: the student of an earlier file with one of its answers, else its name."""
        unnamed = (attempt.attempt_id for attempt in attempts if attempt.learner == NOBODY)
        known = next((self._attempts[found] for found in unnamed if found in self._attempts), None)
        return stem if known is None else known.learner

    def _label(self, code: str) -> str:
        """The code as it is shown, different for different students."""
        if code not in self._labels:
            readable = code.encode("utf-8", "replace").decode()  # names of files may hold bytes that are no text
            shown = label = one_line(readable, LONGEST_NAME) or "(no name)"
            count = self._last.get(shown, 1)
            while label in self._taken and label != code:
                count += 1
                label = f"{shown} ({count})"
            self._last[shown] = count
            self._labels[code] = label
            self._taken.add(label)
        return self._labels[code]


def _read(path: Path) -> list[Attempt]:
    """The attempts of one file.

    Raises
    ------
    RecordError
        If it is not a file that `ibc-edu record export` wrote, or too large to be one.
    """
    from ibc_edu.learner.exports import read_csv

    try:
        if not path.is_file():
            raise RecordError("this is not a plain file.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise RecordError(f"it has {size / 1e6:.0f} MB; a record has less than {MOST_BYTES / 1e6:.0f} MB.")
        attempts = read_csv(path)
    except OSError as error:
        raise RecordError(f"it cannot be read ({error.strerror}).") from error
    except (RecursionError, OverflowError) as error:
        raise RecordError("a row is not an answer.") from error
    except RecordError as error:
        row = str(error.where or "").removeprefix(str(path)).lstrip(", ")
        raise RecordError(f"{row}: {error.what}" if row else error.what) from error
    if not attempts:
        raise RecordError("it holds no answers.")
    return [_checked(attempt) for attempt in attempts]


def _checked(attempt: Attempt) -> Attempt:
    """The attempt, if its parts are of the types that the statistics rely on; a stranger's file may hold anything."""
    if not all(isinstance(name, str) for name in attempt.misconceptions):
        raise RecordError(f"the misconceptions of answer {attempt.attempt_id} are not names.")
    return attempt


def _from_database(address: str) -> ClassRecord:
    from ibc_edu.learner.record import open_record

    with open_record(address) as record:
        attempts = record.attempts(everyone=True)
        notice = record.take_notice()
        if notice:
            raise RecordError(notice.split(". ")[0].rstrip(".") + ".", cure="Check the address and the server.")
        if not attempts:
            raise RecordError("no answers are kept here yet.", where=record.where())
        merged = _Merging()
        merged.add(attempts, NOBODY)
    notes = merged.notes
    if any(attempt.learner == NOBODY for attempt in attempts):
        notes.append(f"Answers under the code {NOBODY!r} count as one student; each needs a code: IBC_EDU_LEARNER.")
    return replace(merged.result(), notes=tuple(notes), files=0)
