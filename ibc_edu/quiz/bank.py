"""The question bank: the questions of the course and those that an educator adds."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from ibc_edu.errors import QuestionError, did_you_mean
from ibc_edu.file_errors import reason
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.question_files.own_names import OwnNames, read_own_names
from ibc_edu.quiz.question_files.question_file import Located, Problem, read_file
from ibc_edu.words import counted

# A folder of question files that is read besides the course's own.
FOLDER_VARIABLE = "IBC_EDU_QUESTIONS"


@dataclass(frozen=True)
class Bank:
    """All questions, in the order of files and of lines.

    Parameters
    ----------
    located : tuple of Located
        Each question with its file and line.
    problems : tuple of Problem
        What was left out, and why.
    own : OwnNames
        Misconceptions and objectives that an educator's folder adds to those of the course.
    """

    located: tuple[Located, ...]
    problems: tuple[Problem, ...] = ()
    own: OwnNames = field(default_factory=OwnNames)

    @cached_property
    def questions(self) -> tuple[QuestionBase, ...]:
        """The questions without their places."""
        return tuple(located.question for located in self.located)

    @cached_property
    def _by_name(self) -> dict[str, QuestionBase]:
        return {name: question for question in self.questions for name in (*question.was, question.id)}

    @cached_property
    def present_ids(self) -> dict[str, str]:
        """The present id of each question by the ids that it had before."""
        return {former: question.id for question in self.questions for former in question.was}

    @cached_property
    def items_by_misconception(self) -> dict[str, list[str]]:
        """The ids of the questions that can reveal each misconception."""
        found: dict[str, list[str]] = defaultdict(list)
        for question in self.questions:
            for misconception in question.misconceptions():
                found[misconception].append(question.id)
        return dict(found)

    def __len__(self) -> int:
        return len(self.located)

    def __iter__(self) -> Iterator[QuestionBase]:
        return iter(self.questions)

    def __getitem__(self, item_id: str) -> QuestionBase:
        """Return one question, by its id or by one that it had before.

        Raises
        ------
        QuestionError
            If the bank has no question of this id.
        """
        if item_id in self._by_name:
            return self._by_name[item_id]
        cure = did_you_mean(item_id, [question.id for question in self.questions])
        raise QuestionError(f"there is no question {item_id!r} in the bank.", cure=cure)

    def in_order(self, lessons: Sequence[str]) -> Bank:
        """Return the same questions in the order of these lessons; those of other lessons come last, as they are."""
        place = {lesson: number for number, lesson in enumerate(lessons)}
        ordered = sorted(self.located, key=lambda each: place.get(each.question.lesson, len(place)))
        return replace(self, located=tuple(ordered))

    def select(
        self,
        *,
        lesson: str | None = None,
        part: str | None = None,
        objective: str | None = None,
        bloom: str | None = None,
    ) -> tuple[QuestionBase, ...]:
        """Return the questions that have all the given properties; None means any."""
        wanted = {"lesson": lesson, "part": part, "objective": objective, "bloom": bloom}
        return tuple(
            question
            for question in self.questions
            if all(value is None or getattr(question, name) == value for name, value in wanted.items())
        )


def load_bank(
    folder: str | Path | None = None, *, course: Path | None = None, lesson: str | None = None, part: str | None = None
) -> Bank:
    """Read all question files (`*.toml`) of a folder.

    Parameters
    ----------
    folder : path, optional
        All files of this folder must be right. None reads the course's own folder and, besides it, the one that the
        environment variable IBC_EDU_QUESTIONS names; what is wrong there is left out and told in `Bank.problems`.
    course : path, optional
        The course's folder, where it is not the one in use.
    lesson : str, optional
        Read the questions of this lesson only, which is quicker.
    part : str, optional
        Read the questions of this part only, which is quicker still.

    Raises
    ------
    QuestionError
        If `folder` is missing or any file of it has a problem; the message lists all problems of all files, each with
        file, line, question and cure.
    """
    folders = _default_folders(course) if folder is None else [Path(folder)]
    bank = read_bank(folders, lesson, part)
    if folder is not None and bank.problems:
        listed = "\n".join(f"  {problem}" for problem in bank.problems)
        raise QuestionError(f"{counted(len(bank.problems), 'problem')} in the question files:\n{listed}")
    return bank


def own_folder() -> Path | None:
    """Return the folder of the educator's own questions, as a full path; None if none is named."""
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    return _resolved(named) if named else None


@cache
def _resolved(named: str) -> Path:
    """Return a full path; once, since a kernel may go to another folder later."""
    return Path(named).expanduser().absolute()


def _default_folders(course: Path | None) -> list[Path]:
    from ibc_edu.resources import course_folder

    own = own_folder()
    return [(course or course_folder()) / "questions", *([own] if own else [])]


def read_bank(folders: Iterable[Path], lesson: str | None = None, part: str | None = None) -> Bank:
    """Read all question files of some folders; what is wrong is left out and told in `Bank.problems`."""
    located: list[Located] = []
    problems: list[Problem] = []
    own = OwnNames()
    for folder in dict.fromkeys(folders):
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            problems.append(_no_folder(folder, error))
            continue
        for path in entries:
            if (reason := _passed_over(path)) is not None:
                problems.append(Problem(path, None, None, *reason))
            elif path.suffix == ".toml":
                found, wrong = read_file(path, lesson, part)
                located += found
                problems += wrong
        names, wrong = read_own_names(folder)
        own |= names
        problems += wrong
    kept, doubled = _without_doubles(located)
    return Bank(tuple(kept), (*problems, *doubled), own)


def _no_folder(folder: Path, error: OSError) -> Problem:
    cure = f"Check the path, or the environment variable {FOLDER_VARIABLE}."
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    if named and not Path(named).expanduser().is_absolute() and own_folder() == folder:
        cure = f"{FOLDER_VARIABLE} says {named!r}, which was looked for as {folder}; write the full path there."
    why = "" if isinstance(error, FileNotFoundError) else f" that can be read ({reason(error)})"
    return Problem(folder, None, None, f"there is no such folder of question files{why}.", cure)


def _passed_over(path: Path) -> tuple[str, str] | None:
    """Return why something that looks like a question file is not read, and what to do; None if there is no need to."""
    name = path.name.casefold()
    if name.endswith(".toml") and (name.startswith((".", "~", "#")) or path.name.startswith("~$")):
        return "this is a file that a system or an editor keeps beside another, and was left out.", "It may go."
    if name.endswith(".toml") and path.suffix != ".toml":
        return f"the file was left out, because its name ends in {path.suffix}.", "Let it end in .toml."
    if name.endswith((".toml.txt", ".toml~", ".toml.bak")):
        return "the file was left out, because its name goes on after .toml.", "Let it end in .toml."
    if path.suffix != ".toml" and not name.startswith(".") and path.is_dir() and any(path.glob("*.toml")):
        return "question files in a folder inside this one are not read.", "Move them up."
    return None


def _without_doubles(located: Iterable[Located]) -> tuple[list[Located], list[Problem]]:
    """Return the questions whose names, present and former, no earlier question has, and a problem for each other."""
    first: dict[str, Located] = {}
    kept: list[Located] = []
    problems: list[Problem] = []
    for found in located:
        question = found.question
        earlier = next((first[name] for name in (question.id, *question.was) if name in first), None)
        if earlier is None:
            kept.append(found)
            first.update(dict.fromkeys((question.id, *question.was), found))
        else:
            what = f"the id is taken already, in {earlier.place}."
            problems.append(Problem(found.file, found.line, f"question {question.id}", what, "Give it another id."))
    return kept, problems
