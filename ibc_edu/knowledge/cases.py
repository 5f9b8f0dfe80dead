"""Cases: `cases/<case>.toml` of the course, a story whose scenes are joined by choices.

Scenes tell of somebody made up, and rest on nothing. What is said of the subject itself, in the feedback to a choice
and at an ending, names what it rests on. A course without cases has no such folder.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from ibc_edu.errors import UnknownNameError, did_you_mean
from ibc_edu.knowledge.findings import Finding
from ibc_edu.knowledge.part_texts import (
    Grounded,
    Known,
    PartTexts,
    TextModel,
    Words,
    file_findings,
    read_texts,
    row_of,
)

FOLDER = "cases"
"""Folder of the files inside the course folder."""

Misconception = Annotated[str, row_of("misconceptions")]


class Counter(TextModel):
    """Something that the choices add up, as days or tests."""

    name: Words
    start: int = Field(0, ge=0)


class Sourced(Grounded):
    """Something whose sources are shown: sentences and facts, not rows."""

    @model_validator(mode="after")
    def _without_rows(self) -> Sourced:
        if self.rows:
            raise ValueError("a case names sentences (evidence) and facts, not rows")
        return self


class Choice(Sourced):
    """One thing to do in a scene.

    Parameters
    ----------
    text : str
        What is done.
    to : str
        The scene or the ending that follows.
    consequence : str
        What happens then, in the story.
    feedback : str
        Why it helps or not; this is what rests on sources.
    reasoned : bool
        Whether it can be reasoned from the sources. Several choices of a scene may be; the first is the one of the path
        that is shown at the end.
    misconception : str, optional
        The belief behind it.
    adds : mapping of counter to int
    """

    text: Words
    to: Words
    consequence: Words
    feedback: Words
    reasoned: bool = False
    misconception: Misconception | None = None
    adds: Mapping[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _reasoned_without_mix_up(self) -> Choice:
        if self.reasoned and self.misconception:
            raise ValueError("a reasoned choice has no misconception")
        return self


class Scene(TextModel):
    """What is seen, heard and asked at one moment; at least one of seen and heard."""

    title: Words
    seen: str = ""
    heard: str = ""
    asked: Words
    choices: tuple[Choice, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _tells_and_can_be_reasoned(self) -> Scene:
        if not (self.seen or self.heard):
            raise ValueError("nothing is seen or heard")
        if not any(choice.reasoned for choice in self.choices):
            raise ValueError("no choice is marked as reasoned")
        return self


class Ending(Sourced):
    """How the story ends, and what holds beyond it."""

    title: Words
    text: Words


class Case(PartTexts):
    """A whole file; `ask` are questions for those who look after the person."""

    title: Words
    person: Words
    lesson: Words
    start: Words
    ask: tuple[Words, ...] = Field(min_length=1)
    counters: Mapping[str, Counter] = Field(default_factory=dict)
    scenes: Mapping[str, Scene]
    endings: Mapping[str, Ending] = Field(min_length=1)

    @property
    def steps(self) -> dict[str, tuple[str, ...]]:
        """For each scene where its choices lead, in their order."""
        return {name: tuple(choice.to for choice in scene.choices) for name, scene in self.scenes.items()}

    def reasoned_path(self) -> list[tuple[str, int]]:
        """Scenes and the numbers of their first reasoned choices, from the start until one comes back."""
        path: list[tuple[str, int]] = []
        scene = self.start
        while scene in self.scenes and scene not in [seen for seen, _ in path]:
            choices = self.scenes[scene].choices
            number = next(number for number, choice in enumerate(choices) if choice.reasoned)
            path.append((scene, number))
            scene = choices[number].to
        return path

    def depths(self) -> dict[str, int]:
        """How many choices it takes at least to come to each scene and ending that can be reached."""
        found = {self.start: 0}
        waiting = deque([self.start])
        while waiting:
            name = waiting.popleft()
            for to in self.steps.get(name, ()):
                if to not in found:
                    found[to] = found[name] + 1
                    waiting.append(to)
        return found


def case_names(course: Path) -> list[str]:
    """Names of the cases of the course in the folder `course`; none where it has no such folder."""
    return sorted(path.stem for path in (course / FOLDER).glob("*.toml"))


def read_case(course: Path, name: str) -> Case:
    """Read a case.

    Raises
    ------
    UnknownNameError
        If the course has no such case.
    KnowledgeError
        If its file is not what a case must be.
    """
    names = case_names(course)
    if name not in names:
        raise UnknownNameError(f"there is no case {name!r}.", where=FOLDER, cure=did_you_mean(name, names))
    return read_texts(course, name, Case, FOLDER)


def case_findings(course: Path, known: Known, read: Collection[str], lessons: Collection[str]) -> Iterator[Finding]:
    """Check every case of the course.

    Parameters
    ----------
    course : Path
        The course folder.
    known : callable
        Gives the ids of a table's rows.
    read : collection of str
        Ids of the facts that somebody has read in their source; a case rests on no other.
    lessons : collection of str
        Names of the course's lessons.
    """
    for name in case_names(course):
        found = list(file_findings(course, name, Case, known, FOLDER))
        yield from found
        if not found:
            file = f"{course.name}/{FOLDER}/{name}.toml"
            case = read_case(course, name)
            for key, what, cure in (*_names(case, lessons), *_ways(case), *_recalled(case, read)):
                yield Finding(file, what, cure, key=key)


def _names(case: Case, lessons: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Names that nothing has: of the lesson, the start, of what follows a choice and of what it adds to."""
    places = [*case.scenes, *case.endings]
    if case.lesson not in lessons:
        yield "lesson", f"there is no lesson {case.lesson!r}.", did_you_mean(case.lesson, lessons)
    if case.start not in case.scenes:
        yield "start", f"there is no scene {case.start!r}.", did_you_mean(case.start, case.scenes)
    for name in case.scenes.keys() & case.endings.keys():
        yield f"endings.{name}", "a scene has this name already.", "Give the ending a name of its own."
    for key, choice in _choices(case):
        if choice.to not in places:
            yield f"{key}.to", f"there is no scene or ending {choice.to!r}.", did_you_mean(choice.to, places)
        for counter in choice.adds:
            if counter not in case.counters:
                yield f"{key}.adds", f"there is no counter {counter!r}.", did_you_mean(counter, case.counters)


def _ways(case: Case) -> Iterator[tuple[str, str, str]]:
    """Scenes and endings that nobody reaches, scenes without a way out, and a reasoned path that comes to no end."""
    reached = case.depths()
    for kind, names in (("scene", case.scenes), ("ending", case.endings)):
        for name in names:
            if name not in reached:
                yield f"{kind}s.{name}", f"no choice leads to this {kind}.", "Let one lead here, or take it out."
    ends = {*case.endings}
    while more := {name for name, to in case.steps.items() if name not in ends and ends.intersection(to)}:
        ends |= more
    for name in case.scenes:
        if name not in ends:
            yield f"scenes.{name}", "no way leads from here to an ending.", "Let a choice lead out of the circle."
    last = case.reasoned_path()[-1:]
    for name, number in last:
        if case.scenes[name].choices[number].to not in case.endings:
            key = f"scenes.{name}.choices.{number + 1}"
            yield (
                key,
                "the reasoned path comes back and never ends.",
                "Mark other choices as reasoned, or reorder them.",
            )


def _recalled(case: Case, read: Collection[str]) -> Iterator[tuple[str, str, str]]:
    grounded = [*_choices(case), *((f"endings.{name}", ending) for name, ending in case.endings.items())]
    for key, text in grounded:
        for fact in text.facts:
            if fact not in read:
                cure = "Read it in a source, or rest this on another fact."
                yield f"{key}.facts", f"{fact} was recalled and not read in a source.", cure


def _choices(case: Case) -> Iterator[tuple[str, Choice]]:
    for name, scene in case.scenes.items():
        for number, choice in enumerate(scene.choices, 1):
            yield f"scenes.{name}.choices.{number}", choice
