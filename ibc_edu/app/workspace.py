"""The learner's own copy of the lessons: new ones are added, untouched ones renewed, changed ones never overwritten.

A lesson counts as changed when a cell's type or source differs from every version handed out so far. Outputs,
execution counts, metadata and blank cells don't count: running a lesson leaves those behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.errors import IbcEduError
from ibc_edu.file_errors import not_written
from ibc_edu.resources import COURSE_NOTE, CourseNote, own_course_folder, read_course_note

if TYPE_CHECKING:
    from ibc_edu.course.plan import CoursePlan

#: Beside the lessons in the workspace: which versions of each were handed out.
DELIVERIES = ".deliveries.json"


@dataclass
class Delivery:
    """What was handed out of one lesson: the latest file's SHA-256 and the fingerprints of every version."""

    latest: str = ""
    fingerprints: list[str] = field(default_factory=list)


def prepare(notebooks: Path, workspace: Path) -> list[str]:
    """Bring the lessons in `workspace` up to date with `notebooks`, and keep everything the learner wrote.

    A missing lesson is copied and an untouched one renewed. Where the learner changed a lesson and the course has a
    newer one, or where the learner's file can no longer be read, the course's goes beside it as
    "<lesson> (new version).ipynb".

    Parameters
    ----------
    notebooks : Path
        The folder with the course's lessons (`*.ipynb`).
    workspace : Path
        The learner's folder; made if it is not there.

    Returns
    -------
    list of str
        What was done, in plain words, a sentence each; empty when everything was up to date.

    Raises
    ------
    IbcEduError
        If `notebooks` has no lesson, or `workspace` cannot be made or written.
    """
    lessons = sorted(notebooks.glob("*.ipynb"))
    if not lessons:
        raise IbcEduError(
            "There is no lesson in this folder.",
            where=str(notebooks),
            cure="Name the folder with the course's notebooks.",
        )
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        deliveries, messages = _read_deliveries(workspace / DELIVERIES)
        for lesson in lessons:
            messages += _deliver(lesson, workspace, deliveries.setdefault(lesson.name, Delivery()))
        record = {name: vars(delivery) for name, delivery in deliveries.items()}
        _write(workspace / DELIVERIES, json.dumps(record, indent=1, sort_keys=True).encode())
    except OSError as error:
        raise _unwritable(workspace, error) from error
    return messages


def reset(lesson: Path, workspace: Path) -> list[str]:
    """Bring one lesson back as the course has it; a copy that differs is kept beside it under another name.

    Parameters
    ----------
    lesson : Path
        The course's notebook.
    workspace : Path
        The learner's folder, as `prepare` made it.

    Returns
    -------
    list of str
        What was done, in plain words.

    Raises
    ------
    IbcEduError
        If `workspace` cannot be written.
    """
    target = workspace / lesson.name
    messages = []
    try:
        if target.is_file() and fingerprint(target.read_bytes()) != fingerprint(lesson.read_bytes()):
            kept, number = target.with_name(f"{target.stem} (yours).ipynb"), 2
            while os.path.lexists(kept):
                kept, number = target.with_name(f"{target.stem} (yours {number}).ipynb"), number + 1
            _write(kept, target.read_bytes())
            messages = [f'What you had was kept as "{kept.name}".']
        _write(target, lesson.read_bytes())
    except OSError as error:
        raise _unwritable(workspace, error) from error
    return [f"{lesson.name} is as the course has it.", *messages]


def note_course(plan: CoursePlan, workspace: Path) -> None:
    """Note in `workspace` to which course its lessons belong, so that their kernels find it.

    Raises
    ------
    IbcEduError
        If the lessons there are of another course, or the folder cannot be written.
    """
    own = plan.folder == own_course_folder()
    noted = read_course_note(workspace)
    without_note = not (workspace / COURSE_NOTE).exists() and (workspace / DELIVERIES).is_file()
    if (noted is not None and noted["name"] != plan.name) or (without_note and not own):
        cure = "Name another folder, so that the lessons of both courses stay apart."
        raise IbcEduError("this folder holds the lessons of another course.", where=str(workspace), cure=cure)
    note: CourseNote = {"name": plan.name, "folder": None if own else str(plan.folder)}
    if note == noted:
        return
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        _write(workspace / COURSE_NOTE, json.dumps(note, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise _unwritable(workspace, error) from error


def _unwritable(workspace: Path, error: OSError) -> IbcEduError:
    return not_written(error, "The lessons cannot be copied here").as_error(IbcEduError, str(workspace))


def fingerprint(notebook: bytes) -> str | None:
    """SHA-256 over the types and sources of the cells that are not blank, or None if this is no notebook."""
    try:
        cells = json.loads(notebook)["cells"]
        content = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    kept = [pair for pair in content if pair[1].strip()]
    return hashlib.sha256(json.dumps(kept).encode()).hexdigest()


def _deliver(lesson: Path, workspace: Path, delivery: Delivery) -> list[str]:
    """Hand out one lesson; note it in `delivery` and say what was done."""
    content = lesson.read_bytes()
    digest, print_new = hashlib.sha256(content).hexdigest(), fingerprint(content)
    if print_new is None:
        return [f"{lesson.name} is damaged in the course itself and was left out."]
    target = workspace / lesson.name
    known = {*delivery.fingerprints, print_new}
    mine = fingerprint(target.read_bytes()) if target.is_file() else None
    if not os.path.lexists(target):
        messages = [f"{lesson.name} was copied to {target}."]
        _write(target, content)
    elif mine in known:
        renewed = digest != delivery.latest and target.read_bytes() != content
        messages = [f"{lesson.name} was renewed: the course has a newer version."] if renewed else []
        if renewed:
            _write(target, content)
    elif digest == delivery.latest and mine is not None:
        return []
    else:
        messages = _put_beside(target, content, known, readable=mine is not None)
    delivery.latest = digest
    delivery.fingerprints = sorted(known)
    return messages


def _put_beside(target: Path, content: bytes, known: set[str], *, readable: bool) -> list[str]:
    """Write the course's version beside a file that is the learner's, under a name that is free."""
    beside, number = target.with_name(f"{target.stem} (new version).ipynb"), 2
    while os.path.lexists(beside):
        theirs = fingerprint(beside.read_bytes()) if beside.is_file() else None
        if theirs == fingerprint(content):
            return []
        if theirs in known:
            break
        beside, number = target.with_name(f"{target.stem} (new version {number}).ipynb"), number + 1
    _write(beside, content)
    if readable:
        return [
            f"{target.name} has changes of yours and was left as it is. "
            f'The course has a newer version: it is beside it as "{beside.name}".'
        ]
    return [
        f"{target.name} could not be read as a notebook and was left as it is. "
        f'A fresh copy is beside it as "{beside.name}".'
    ]


def _read_deliveries(path: Path) -> tuple[dict[str, Delivery], list[str]]:
    """The deliveries noted so far, and a message if the note cannot be read."""
    try:
        noted = json.loads(path.read_bytes())
        deliveries = {
            str(name): Delivery(str(entry["latest"]), [str(each) for each in entry["fingerprints"]])
            for name, entry in noted.items()
        }
    except FileNotFoundError:
        return {}, []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        lost = "The note of what was handed out before could not be read and starts afresh; your lessons are kept."
        return {}, [lost]
    return deliveries, []


def _write(path: Path, content: bytes) -> None:
    """Write the whole file or nothing: a power cut leaves either the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o644)  # mkstemp's 0600 would shut out a shared folder's other readers
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
