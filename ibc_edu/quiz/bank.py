"""The question bank: the questions of the course and those that an educator adds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ibc_edu.errors import QuestionError
from ibc_edu.quiz.kinds import QuestionBase
from ibc_edu.quiz.question_file import Located, Problem, read_file

# A folder of question files that is read besides the course's own.
FOLDER_VARIABLE = "IBC_EDU_QUESTIONS"


@dataclass(frozen=True)
class Bank:
    """All questions, in the order of files and of lines.

    Parameters
    ----------
    located : tuple of Located
        Each question with its file and line.
    """

    located: tuple[Located, ...]

    @property
    def questions(self) -> tuple[QuestionBase, ...]:
        """The questions without their places."""
        return tuple(located.question for located in self.located)

    def __len__(self) -> int:
        return len(self.located)

    def __iter__(self) -> Iterator[QuestionBase]:
        return iter(self.questions)

    def __getitem__(self, item_id: str) -> QuestionBase:
        """Return one question.

        Raises
        ------
        QuestionError
            If the bank has no question of this id.
        """
        for question in self.questions:
            if question.id == item_id:
                return question
        near = get_close_matches(str(item_id), [question.id for question in self.questions], n=1)
        cure = f"Did you mean {near[0]!r}?" if near else ""
        raise QuestionError(f"there is no question {item_id!r} in the bank.", cure=cure)

    def in_order(self, lessons: Sequence[str]) -> Bank:
        """Return the same questions in the order of these lessons; those of other lessons come last, as they are."""
        place = {lesson: number for number, lesson in enumerate(lessons)}
        return Bank(tuple(sorted(self.located, key=lambda each: place.get(each.question.lesson, len(place)))))

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


def load_bank(folder: str | Path | None = None, *, course: Path | None = None) -> Bank:
    """Read all question files (`*.toml`) of a folder.

    Parameters
    ----------
    folder : path, optional
        None reads the course's own folder and, besides it, the one that the environment variable IBC_EDU_QUESTIONS
        names.
    course : path, optional
        The course's folder, where it is not the one in use.

    Raises
    ------
    QuestionError
        If a folder is missing or any file has a problem; the message lists all problems of all files, each with file,
        line, question and cure.
    """
    folders = _default_folders(course) if folder is None else [Path(folder)]
    located: list[Located] = []
    problems: list[Problem] = []
    for path in _files(folders):
        found, wrong = read_file(path)
        located += found
        problems += wrong
    problems += _doubled(located)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise QuestionError(f"{count} in the question files:\n{listed}")
    return Bank(tuple(located))


def _default_folders(course: Path | None) -> list[Path]:
    from ibc_edu.resources import course_folder

    added = os.environ.get(FOLDER_VARIABLE, "").strip()
    return [(course or course_folder()) / "questions", *([Path(added).expanduser()] if added else [])]


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if not folder.is_dir():
            raise QuestionError(
                "there is no such folder of question files.",
                where=str(folder),
                cure=f"Check the path, or the environment variable {FOLDER_VARIABLE}.",
            )
        yield from sorted(folder.glob("*.toml"))


def _doubled(located: Iterable[Located]) -> Iterator[Problem]:
    """Yield a problem for each id that an earlier question has already."""
    first: dict[str, Located] = {}
    for found in located:
        earlier = first.setdefault(found.question.id, found)
        if earlier is not found:
            what = f"the id is taken already, in {earlier.place}."
            yield Problem(found.file, found.line, f"question {found.question.id}", what, "Give it another id.")
