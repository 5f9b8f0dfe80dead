"""Opening a check and the start page when a learner has answered 100,000 times; without any answer as the floor.

    python benchmarks/review_replay.py [ATTEMPTS]

A learner who met every question of the course, answering one every two minutes in sessions of ten, is made up with a
fixed seed. Each figure is that of a kernel of its own, which has loaded the course and not yet its record.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from ibc_edu import this_course
from ibc_edu.learner.storage.store import Store
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness

SESSION, ROUNDS, A_WRITE = 10, 3, 10_000
START = datetime(2026, 1, 1, tzinfo=UTC)

KERNEL = """
import sys, time
from datetime import datetime
from ibc_edu.course import Course
from ibc_edu.parts import PARTS
import ibc_edu.learner.record, ibc_edu.learner.review, ibc_edu.learner.progress, ibc_edu.learner.storage.store, fsrs
from ibc_edu.parts.record import widget
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.views.quiz.card import QuizCard
now = datetime.fromisoformat(sys.argv[2])
course = Course(parts=PARTS, record=sys.argv[1], clock=lambda: now)
course.library, course.bank, course.plan
start, work = time.perf_counter(), time.process_time()
{task}
end, work = time.perf_counter(), time.process_time() - work
{again}
print(end - start, work, time.perf_counter() - end)
course.record.close()
"""
CHECK = KERNEL.format(
    task="course.lesson('staging').show('check-stage')", again="course.lesson('receptors').show('check-report')"
)
START_PAGE = KERNEL.format(task="panel = course.make('record')", again="panel.refresh()")
BARE = """
import sys, time
from datetime import UTC, datetime, timedelta
from fsrs import Card, Rating, Scheduler
scheduler, card = Scheduler(enable_fuzzing=False), Card(card_id=0, due=datetime(2026, 1, 1, tzinfo=UTC))
start, work = time.perf_counter(), time.process_time()
for number in range(int(sys.argv[1])):
    card, _ = scheduler.review_card(card, Rating.Good, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=2 * number))
print(time.perf_counter() - start, time.process_time() - work, 0)
"""


def made_up_attempts(count: int, seed: int = 1) -> list[Attempt]:
    """Return `count` attempts at the course's questions, a third of them wrong."""
    dice, questions = random.Random(seed), list(this_course().bank)
    attempts = []
    for number in range(count):
        question = dice.choice(questions)
        outcome = dice.choice([Outcome.CORRECT, Outcome.CORRECT, Outcome.INCORRECT])
        attempts.append(
            Attempt(
                attempt_id=f"{number:032x}",
                item_id=question.id,
                item_hash=question.item_hash,
                kind=question.kind,
                lesson=question.lesson,
                objective=question.objective,
                mode=dice.choice([Mode.PRACTICE, Mode.REVIEW]),
                response=question.key(),
                score=float(outcome is Outcome.CORRECT),
                outcome=outcome,
                at=START + timedelta(minutes=2 * number),
                session_id=f"{number // SESSION:032x}",
                sureness=dice.choice(list(Sureness)),
                misconceptions=() if outcome is Outcome.CORRECT else (f"mix-up-{number % 30}",),
            )
        )
    return attempts


def record_of(attempts: list[Attempt], path: Path, now: datetime) -> None:
    """Make a record with these attempts, to which the learner agreed."""
    store, start = Store(str(path)), time.perf_counter()
    store.create(now)
    store.grant("me", now)
    for first in range(0, len(attempts), A_WRITE):
        store.write(attempts[first : first + A_WRITE], "me")
    store.close()
    print(f"{len(attempts)} attempts written in {time.perf_counter() - start:.1f} s")


def report(name: str, code: str, *arguments: str, rounds: int = ROUNDS) -> None:
    """Print the median of some kernels."""
    kernels = []
    for _ in range(rounds):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        kernels.append([float(number) for number in done.stdout.split()])
    task, work, again = (median(times) for times in zip(*kernels, strict=True))
    print(f"{name:42} {task:6.3f} s (processor {work:6.3f} s), then {again:6.3f} s", flush=True)


def main() -> None:
    """Print the times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    attempts = made_up_attempts(count)
    now = START + timedelta(minutes=2 * count, days=1)
    with tempfile.TemporaryDirectory() as folder:
        for name, given in (("empty", []), ("full", attempts)):
            record_of(given, Path(folder) / f"{name}.sqlite3", now)
        empty, full = ((str(Path(folder) / f"{name}.sqlite3"), now.isoformat()) for name in ("empty", "full"))
        print(f"median of {ROUNDS} kernels")
        report("bare scheduler, as many reviews", BARE, str(count), rounds=1)
        report("check, no answers; another check", CHECK, *empty)
        report("check; another check", CHECK, *full)
        report("start page, no answers; once more", START_PAGE, *empty)
        report("start page without a summary; once more", START_PAGE, *full, rounds=1)
        report("start page; once more", START_PAGE, *full)


if __name__ == "__main__":
    main()
