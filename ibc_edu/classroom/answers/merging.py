"""The answers of a whole class, from the files that students exported or from one shared record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import normalize

from ibc_edu.classroom.answers.student_files import AGAIN, ENDINGS, read_file
from ibc_edu.errors import RecordError
from ibc_edu.quiz.attempt import CARD_KIND, Attempt
from ibc_edu.words import counted

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
        A folder with the files that students exported (`ibc-edu record export`), as CSV or xAPI statements or as a
        spreadsheet saved them again, subfolders included; or the address of one record that the class shares: an
        SQLAlchemy URL of PostgreSQL or SQLite.

    Notes
    -----
    A student is who the file says; where it says only `me`, or nothing, the file's own name stands for the student, and
    a later file with one of the same answers belongs to the same student. The same answer in two files counts once, for
    the file whose name comes first. Names that differ only in capitals, spaces or their Unicode form are one student.
    What is left out, joined or kept apart is noted, a line each with what to do; the rest counts.

    Raises
    ------
    RecordError
        If there is no such folder, it holds no exported record, or the shared record cannot be read.
    """
    if "://" in str(source):
        return _from_database(str(source))
    folder = Path(source).expanduser()
    if folder.is_file():
        cure = "Give the folder that it is in."
        raise RecordError("this is a file, and a folder is needed.", where=str(folder), cure=cure)
    if not folder.is_dir():
        raise RecordError(
            "there is no such folder.", where=str(folder), cure="Give the folder that holds the students' files."
        )
    merged = _Merging()
    for path in sorted(folder.rglob("*"), key=_by_name):
        name = one_line(str(path.relative_to(folder)), LONGEST_LINE // 3)
        if path.is_dir() or path.name.startswith((".", "~$")):  # what systems and open spreadsheets leave behind
            continue
        try:
            if path.suffix.lower() not in ENDINGS:
                raise RecordError(
                    f"only files that end with {', '.join(ENDINGS)} are read.",
                    cure="If it holds answers, ask for them as CSV; if not, it can stay.",
                )
            handed = read_file(path)
        except RecordError as error:
            merged.note(f"{name}: left out: {error.what}", error.cure or AGAIN)
            continue
        for note in handed.notes():
            merged.note(f"{name}: {note}", AGAIN)
        merged.add(handed.attempts, name)
    if not merged.files:
        told = " ".join(merged.notes) or "It holds no file."
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
        self._files: dict[str, str] = {}  # label: the file that told of them first
        self._labels: dict[str, tuple[str, str]] = {}  # folded code: the code seen first, and its label
        self._joined: set[str] = set()
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}  # how often a label was wanted, so that the next number is found at once
        self._said: dict[tuple[str, str, str], tuple[str, dict[str, Attempt]]] = {}

    def add(self, attempts: Iterable[Attempt], name: str) -> None:
        """Add what one file holds; flash cards, which nobody judged, are the learner's own."""
        attempts = [attempt for attempt in attempts if attempt.kind != CARD_KIND]
        nobody = self._owner(attempts, name)
        elsewhere: Counter[tuple[str, str]] = Counter()
        attempts = [replace(one, learner=self._label(nobody if _is_unnamed(one) else one.learner)) for one in attempts]
        conflicting = self._note_conflicts(attempts, name)
        known_before = {one.learner for one in attempts if one.attempt_id in self._attempts}
        for attempt in attempts:
            known = self._attempts.setdefault(attempt.attempt_id, attempt)
            if known is not attempt and known != attempt:
                is_copy = replace(attempt, learner=known.learner) == known
                elsewhere[known.learner, "under another name" if is_copy else "with other contents"] += 1
        for person in dict.fromkeys(attempt.learner for attempt in attempts):
            file = self._files.setdefault(person, name)
            if file != name and person not in known_before | conflicting:
                line = f"{name}: {person} is in {file} too and counts as one student."
                self.note(line, "If they are two, write another name for one of them into that file.")
        self.files += 1
        for (person, how), count in sorted(elsewhere.items()):
            answers = "1 of its answers is" if count == 1 else f"{count} of its answers are"
            line = f"{name}: {answers} in {self._files[person]} too, {how}: counted once, for {person}."
            self.note(line, "Ask whose they are, and take the other file out.")

    def note(self, line: str, cure: str) -> None:
        """Keep one plain line for the educator; what is too long is cut before its cure."""
        cure = one_line(cure, LONGEST_LINE // 2)
        self.notes.append(f"{one_line(line, LONGEST_LINE - len(cure) - 1)} {cure}")

    def result(self) -> ClassRecord:
        return ClassRecord(tuple(self._attempts.values()), tuple(self.notes), self.files)

    def _note_conflicts(self, attempts: list[Attempt], name: str) -> set[str]:
        """Note and return people of whom this file and an earlier one tell different answers, none of them the same.

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
            questions = counted(count, "question")
            line = f"{name}: other answers of {person} to {questions} than in {file}; the earlier answers count."
            self.note(
                line, "One person: ask which file is theirs and take the other out. Two: write another name into one."
            )
        return {person for person, _ in conflicts}

    def _owner(self, attempts: list[Attempt], name: str) -> str:
        """Who an unnamed file belongs to: the student of an earlier file with one of its answers, else its name."""
        unnamed = (attempt.attempt_id for attempt in attempts if _is_unnamed(attempt))
        known = next((self._attempts[found] for found in unnamed if found in self._attempts), None)
        if known is None:
            return Path(name).with_suffix("").as_posix()
        line = f"{name}: counts for {known.learner}, as {self._files[known.learner]} holds one of the same answers."
        self.note(line, "If it is somebody else's, ask for a new export.")
        return known.learner

    def _label(self, code: str) -> str:
        """The code as it is shown: one for names that differ in nothing a reader sees, others for other students."""
        same = _folded(code)
        first, label = self._labels.get(same, ("", ""))
        if not label:
            first, label = code, self._new_label(code)
            self._labels[same] = first, label
        if code != first and code != label and code not in self._joined:
            self._joined.add(code)
            line = f"{one_line(code, LONGEST_NAME)} and {label} differ in capitals, spaces or accents' form only"
            line = f"{line} and count as one student."
            self.note(line, "If they are two, write another name into one's file.")
        return label

    def _new_label(self, code: str) -> str:
        readable = code.encode("utf-8", "replace").decode()  # names of files may hold bytes that are no text
        shown = label = one_line(readable, LONGEST_NAME) or "(no name)"
        count = self._last.get(shown, 1)
        while label in self._taken and label != code:
            count += 1
            label = f"{shown} ({count})"
        self._last[shown] = count
        self._taken.add(label)
        if label != shown:
            line = f"{label}: a name that looks like another's when it is shown; counts as another student."
            self.note(line, "If they are one, write the same name into both files.")
        return label


def _by_name(path: Path) -> tuple[tuple[str, ...], str]:
    """Order of files that has "ben.csv" before "ben (1).csv", which a browser calls a second download."""
    return path.with_suffix("").parts, path.suffix


def _is_unnamed(attempt: Attempt) -> bool:
    return attempt.learner == NOBODY or not one_line(attempt.learner, LONGEST_NAME)


def _folded(code: str) -> str:
    return " ".join(normalize("NFC", normalize("NFKC", code).casefold()).split()) or code


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
