"""One's own data to take along: a table, CSV for spreadsheets, xAPI statements for learning record stores."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from ibc_edu.errors import RecordError
from ibc_edu.file_errors import not_read, not_written
from ibc_edu.quiz.attempt import Attempt, AttemptDict, Outcome

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = list(AttemptDict.__annotations__)
_JSON_COLUMNS = ("response", "misconceptions")
_NUMBERS: dict[str, Callable[[str], float]] = {"score": float, "seconds": float, "sureness": int, "try_number": int}

# A spreadsheet runs a cell that begins so as a formula, https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_frame(attempts: Iterable[Attempt]) -> pd.DataFrame:
    """Return attempts as a table, one row each, in the order given.

    Columns are the fields of `Attempt`: `score` and `seconds` Float64, `sureness` and `try_number` Int64, `at`
    datetime in UTC, `response` and `misconceptions` as Python objects, all others text. Missing means: blank or
    shown (`score`), not said (`sureness`), not measured (`seconds`).
    """
    import pandas as pd

    frame = pd.DataFrame([attempt.to_dict() for attempt in attempts], columns=COLUMNS)
    frame["at"] = pd.to_datetime(frame["at"], utc=True, format="ISO8601")
    objects = dict.fromkeys(_JSON_COLUMNS, "object")
    numbers = {"score": "Float64", "seconds": "Float64", "sureness": "Int64", "try_number": "Int64"}
    text = {name: "str" for name in COLUMNS if name not in objects | numbers and name != "at"}
    return frame.astype(objects | numbers | text)


def write_csv(attempts: Iterable[Attempt], path: str | Path) -> Path:
    """Write attempts as CSV (UTF-8 with a byte order mark, so that spreadsheets see it) and return the path.

    `response` and `misconceptions` are JSON. A cell that a spreadsheet would run as a formula begins with an
    apostrophe, which `read_csv` takes away.

    Raises
    ------
    RecordError
        If the file cannot be written.
    """

    def write(file: IO[str]) -> None:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for attempt in attempts:
            fields: dict[str, Any] = dict(attempt.to_dict())
            fields.update({name: json.dumps(fields[name], ensure_ascii=False) for name in _JSON_COLUMNS})
            writer.writerow(["" if fields[name] is None else _as_text(str(fields[name])) for name in COLUMNS])

    return _written(path, write, encoding="utf-8-sig")


def read_csv(path: str | Path) -> list[Attempt]:
    """Read attempts back from a file that `write_csv` wrote.

    Raises
    ------
    RecordError
        If the file cannot be read or a row is not an attempt; names the row.
    """
    attempts = []
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if reader.fieldnames != COLUMNS:
                raise RecordError("this is not an exported record.", where=str(path), cure=f"Expected {COLUMNS}.")
            for number, row in enumerate(reader, start=1):
                attempts.append(_attempt_of(row, f"{path}, row {number}"))
    except (OSError, UnicodeError, csv.Error) as error:
        cure = "Name a file that `ibc-edu record export` or the start page made, as it was made."
        raise RecordError(not_read(error).what, where=str(path), cure=cure) from error
    return attempts


def write_xapi(attempts: Iterable[Attempt], path: str | Path) -> Path:
    """Write attempts as xAPI statements, one JSON object a line, and return the path.

    Raises
    ------
    RecordError
        If the file cannot be written.
    """

    def write(file: IO[str]) -> None:
        for attempt in attempts:
            file.write(json.dumps(statement(attempt)) + "\n")

    return _written(path, write, encoding="utf-8")


# Names under the reserved domain `.invalid` identify; there is no such site, and no program is sent to one.
_HOME_PAGE = "https://ibc-edu.invalid"
PROFILE = f"{_HOME_PAGE}/xapi/profile/v1"
"""Names the version of the profile, `docs/xapi-profile.json`, that statements keep to."""
_VERBS = {Outcome.BLANK: "attempted", Outcome.SHOWN: "experienced"}


def statement(attempt: Attempt) -> dict[str, Any]:
    """Return an attempt as one xAPI statement.

    Shape and response formats follow the xAPI specification, version 1.0.3, part Data, sections 2.4 and Appendix C;
    verbs are those of ADL's vocabulary: `answered`, `attempted` for a blank, `experienced` for an answer shown. A
    profile by the xAPI Profiles specification, version 1.0, says what each of them holds (`docs/xapi-profile.json`).
    A partly right answer has a score between 0 and 1 and no success. The learner's code is the only thing said of
    the learner.
    """
    verb = _VERBS.get(attempt.outcome, "answered")
    result: dict[str, Any] = {}
    if verb == "answered":
        result["success"] = attempt.outcome is Outcome.CORRECT
    if attempt.response is not None:
        result["response"] = _xapi_response(attempt.response)
    if attempt.score is not None:
        result["score"] = {"scaled": attempt.score}
    if attempt.seconds is not None:
        result["duration"] = f"PT{attempt.seconds:.2f}S"
    return {
        "id": str(_uuid(attempt.attempt_id)),
        "actor": {"objectType": "Agent", "account": {"homePage": _HOME_PAGE, "name": attempt.learner}},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}", "display": {"en-US": verb}},
        "object": {
            "objectType": "Activity",
            "id": f"{_HOME_PAGE}/questions/{attempt.item_id}",
            "definition": {
                "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                "interactionType": _interaction_type(attempt.kind),
            },
        },
        "result": result,
        "context": {
            "platform": "ibc_edu",
            "contextActivities": {"category": [{"id": PROFILE}]},
            "extensions": {
                f"{_HOME_PAGE}/xapi/{name}": value
                for name, value in attempt.to_dict().items()
                if name in _EXTENSIONS and value is not None
            },
        },
        "timestamp": attempt.at.isoformat(),
    }


def _interaction_type(name: str) -> str:
    """What xAPI calls the way of answering of a kind; a kind that is no more is some other one."""
    from ibc_edu.quiz.kinds import kind

    model = kind(name)
    return "other" if model is None else model.interaction_type


_EXTENSIONS = (
    "item_hash", "kind", "lesson", "objective", "mode", "sureness", "misconceptions", "try_number", "session_id",
)  # fmt: skip


def _xapi_response(response: Any) -> str:
    if isinstance(response, dict):
        return "[,]".join(f"{left}[.]{right}" for left, right in response.items())
    if isinstance(response, list | tuple):
        return "[,]".join(str(part) for part in response)
    return str(response)


def _uuid(attempt_id: str) -> UUID:
    try:
        named = UUID(attempt_id)
    except ValueError:
        named = None
    # One without a version is none by RFC 4122, which xAPI asks for, and a record store refuses it.
    return named if named and named.version else uuid5(NAMESPACE_URL, f"{_HOME_PAGE}/attempts/{attempt_id}")


def _as_text(cell: str) -> str:
    # An apostrophe of one's own is doubled, so that taking one away gives the text back.
    return f"'{cell}" if cell.startswith((*FORMULA_STARTS, "'")) else cell


def _attempt_of(row: dict[str, str], where: str) -> Attempt:
    try:
        fields: dict[str, Any] = {name: cell.removeprefix("'") for name, cell in row.items()}
        for name, number in _NUMBERS.items():
            fields[name] = number(fields[name]) if fields[name] else None
        for name in _JSON_COLUMNS:
            fields[name] = json.loads(fields[name])
        return Attempt.from_dict(fields)
    except (AttributeError, ValueError, RecursionError, RecordError) as error:
        raise RecordError(f"this is not an attempt ({error}).", where=where) from error


def _written(path: str | Path, write: Callable[[IO[str]], None], *, encoding: str) -> Path:
    """Write a file beside its place and move it there, so that a full disk leaves no half file."""
    path = Path(path).expanduser()
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        with os.fdopen(handle, "w", encoding=encoding, newline="") as file:
            write(file)
        Path(temporary).replace(path)
    except OSError as error:
        raise not_written(error).as_error(RecordError, str(path)) from error
    finally:  # whatever happened, no half file stays
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
    return path
