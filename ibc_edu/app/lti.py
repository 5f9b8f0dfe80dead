"""A school's learning platform, by LTI 1.3: classes from a launch, and a lesson's grade back to the platform.

JupyterHub's LTI authenticator checks the launch and keeps it as the user's `auth_state`; a platform's link names its
lesson by the custom parameter `lesson`. The grade is how much of the lesson was answered; the share right at first
tries only where the link's custom parameter `grade` is `first_tries`.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from ibc_edu.app.hub import LEARNS, TEACHES
from ibc_edu.learner.history import History
from ibc_edu.learner.progress import Question
from ibc_edu.learner.record import open_record
from ibc_edu.learner.school.names import role_in
from ibc_edu.learner.storage.access import Clock
from ibc_edu.learner.sync import Consent
from ibc_edu.quiz.attempt import Outcome, utc_now

if TYPE_CHECKING:
    from pylti1p3.registration import Registration
    from requests import Session

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE_SCOPE: Final = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
FIRST_TRIES = "first_tries"
LONGEST_TITLE = 80
_TEACHERS = ("membership#Instructor",)
_LESSON = re.compile(r"[\w-]{1,64}")
PATIENCE = 10.0
"""Seconds for which a platform may say nothing; a user's server counts as stopping until then."""
NOT_FOR_MARKS = "Nobody watched who answered, and a lesson is a place to get things wrong."


@dataclass(frozen=True)
class Platform:
    """How the course is registered at a platform: what its administrator reads there, and the course's private key."""

    issuer: str
    client_id: str
    token_url: str
    private_key: str


def groups_of(launch: Mapping[str, Any]) -> list[str]:
    """Return the hub's groups of whoever launched: `teaches:` a class for an instructor of the context, else `class:`.

    Only roles in the context count: an instructor somewhere else in the school is a learner here.
    """
    name = group_class(launch)
    return [(TEACHES if is_teacher(launch) else LEARNS) + name] if name else []


def with_classes_taught(now: list[str], before: Iterable[str]) -> list[str]:
    """Return a launch's groups, and those `before` for classes taught in which the person does not learn now."""
    learnt = {TEACHES + name.removeprefix(LEARNS) for name in now if name.startswith(LEARNS)}
    taught = [name for name in before if name.startswith(TEACHES) and name not in {*learnt, *now}]
    return [*now, *taught]


def group_class(launch: Mapping[str, Any]) -> str:
    """Return the name that the launch's context has as a class here, or nothing."""
    context = str(_claim(launch, "context").get("id") or "")
    if not context:
        return ""
    # Names that look alike must not become one class, whose educator would then read the other.
    mark = hashlib.sha256(context.encode()).hexdigest()[:12]
    return f"{re.sub(r'[^a-z0-9]+', '-', context.lower()).strip('-')[:20]}-{mark}".lstrip("-")


def class_title(launch: Mapping[str, Any]) -> str:
    """Return what the platform calls the launch's class, at most `LONGEST_TITLE` characters, or nothing."""
    context = _claim(launch, "context")
    return " ".join(str(context.get("title") or context.get("label") or "").split())[:LONGEST_TITLE]


def is_teacher(launch: Mapping[str, Any]) -> bool:
    """Whether whoever launched is an instructor of the course they came from."""
    return any(str(role).endswith(_TEACHERS) for role in launch.get(f"{CLAIM}roles") or ())


def lesson_of(launch: Mapping[str, Any]) -> str:
    """Return the lesson that the launch's link names by its custom parameter, or nothing."""
    lesson = str(_claim(launch, "custom").get("lesson") or "")
    return lesson if _LESSON.fullmatch(lesson) else ""


def share(history: History, questions: Iterable[Question], lesson: str, *, first_tries: bool = False) -> float | None:
    """Return the part of a lesson's questions, from 0 to 1, that was answered, or that was right at the first try.

    None for a lesson without questions. The first try is the latest session's, as `History` has it.
    """
    asked = [question.id for question in questions if question.lesson == lesson]
    standings = [history.standings[name] for name in asked if name in history.standings]
    if not asked:
        return None
    if first_tries:
        return sum(standing.first is Outcome.CORRECT for standing in standings) / len(asked)
    return sum(standing.answered is not None for standing in standings) / len(asked)


def grade_of(launch: Mapping[str, Any], history: History, questions: Iterable[Question]) -> float | None:
    """Return the grade that the launch's link asks for; None where it names no lesson or wants no grade."""
    if SCORE_SCOPE not in launch.get(GRADES, {}).get("scope", ()) or not launch[GRADES].get("lineitem"):
        return None
    return share(history, questions, lesson_of(launch), first_tries=_wants_first_tries(launch))


def registration_of(platform: Platform) -> Registration:
    """Return the registration as the library that signs wants it."""
    from jwcrypto.jwk import JWK
    from pylti1p3.registration import Registration

    registration = Registration()
    registration.set_issuer(platform.issuer).set_client_id(platform.client_id)
    registration.set_auth_token_url(platform.token_url).set_tool_private_key(platform.private_key)
    public = JWK.from_pem(platform.private_key.encode()).export_to_pem().decode()
    return registration.set_tool_public_key(public)  # type: ignore[no-any-return, unused-ignore]


def key_set(platform: Platform) -> dict[str, Any]:
    """Return the course's public key as a platform reads it from an address (JWKS)."""
    return {"keys": registration_of(platform).get_jwks()}


def patient_session() -> Session:
    """Return a session of HTTP that does not wait for a platform without end."""
    from requests import Session

    class Patient(Session):
        def request(self, *args: Any, **keywords: Any) -> Any:
            return super().request(*args, **{"timeout": PATIENCE, **keywords})

    return Patient()


def send_grade(platform: Platform, launch: Mapping[str, Any], grade: float, at: datetime) -> None:
    """Send a grade from 0 to 1 to the platform that launched.

    Raises
    ------
    pylti1p3.exception.LtiException
        If the platform refuses it.
    requests.RequestException
        If the platform cannot be reached, or says nothing for `PATIENCE` seconds.
    """
    from pylti1p3.assignments_grades import AssignmentsGradesService, TAssignmentsGradersData
    from pylti1p3.grade import Grade
    from pylti1p3.service_connector import ServiceConnector

    score = Grade().set_score_given(grade).set_score_maximum(1).set_user_id(str(launch["sub"]))
    score.set_timestamp(at.astimezone(UTC).isoformat())
    score.set_activity_progress("Completed" if grade == 1 else "InProgress").set_grading_progress("FullyGraded")
    if _wants_first_tries(launch):
        score.set_comment(NOT_FOR_MARKS)
    endpoint: TAssignmentsGradersData = {"lineitem": str(launch[GRADES]["lineitem"]), "scope": [SCORE_SCOPE]}
    AssignmentsGradesService(ServiceConnector(registration_of(platform), patient_session()), endpoint).put_grade(score)


class LessonGrades:
    """A hook for `c.Spawner.post_stop_hook`: when a user's server stops, their lesson's grade goes to the platform.

    It is read as the user's own role, and only while the user agrees that answers are kept; else there is no grade.
    A grade that could not be sent stands in the hub's log, and the next stop of the server sends it anew.

    Parameters
    ----------
    platform : Platform
    questions : iterable
        The bank.
    read : callable
        Returns the history kept at an address.
    clock : callable
        Returns the present time, aware.
    """

    def __init__(
        self,
        platform: Platform,
        questions: Iterable[Question],
        *,
        read: Callable[[str], History] | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._platform = platform
        self._questions = list(questions)
        self._read = read or _kept_at
        self._clock = clock

    def __deepcopy__(self, memo: dict[int, Any]) -> LessonGrades:
        """Return itself: the hub copies its configuration for each spawner."""
        return self

    async def __call__(self, spawner: Any) -> None:
        """Send the grade, if the user came by a link that wants one and has answered anything."""
        launch = await spawner.user.get_auth_state()
        address = spawner.environment.get("IBC_EDU_RECORD")
        if not launch or not address:
            return
        try:
            await asyncio.to_thread(self._send, launch, address)
        except Exception as error:  # whatever a platform does, the server must be able to stop
            spawner.log.warning("The grade of %s was not sent: %s", spawner.user.name, type(error).__name__)

    def _send(self, launch: Mapping[str, Any], address: str) -> None:
        history = self._read(address)
        grade = grade_of(launch, history, self._questions)
        if grade is not None and history.standings:
            send_grade(self._platform, launch, grade, self._clock())


def _kept_at(address: str) -> History:
    with open_record(address, learner=role_in(address)) as record:  # closed: the role has few connections
        # What was kept before an agreement was taken back stays the learner's own.
        return record.history() if record.consent is Consent.GRANTED else History()


def _claim(launch: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A claim of LTI that has parts; a platform may leave it out or send it empty."""
    found = launch.get(f"{CLAIM}{name}")
    return found if isinstance(found, Mapping) else {}


def _wants_first_tries(launch: Mapping[str, Any]) -> bool:
    return bool(_claim(launch, "custom").get("grade") == FIRST_TRIES)
