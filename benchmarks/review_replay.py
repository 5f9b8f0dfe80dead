"""Opening a check and the start page when a learner has answered 100,000 times; with the bare scheduler as the floor.

    python benchmarks/review_replay.py [ATTEMPTS]

A learner of 400 questions, answering one every two minutes in sessions of ten, is made up with a fixed seed. Each
figure is that of a kernel of its own, from opening the record on (imports apart, and with them).
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

from ibc_edu.learner.store import Store
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness

QUESTIONS, OBJECTIVES, SESSION, ROUNDS = 400, 40, 10, 3
START = datetime(2026, 1, 1, tzinfo=UTC)
ITEMS = [f"staging-{number}" for number in range(QUESTIONS)]

KERNEL = """
import sys, time
begun = time.perf_counter()
from datetime import UTC, datetime
from ibc_edu.learner.record import open_record
{imports}
address, now = sys.argv[1], datetime.fromisoformat(sys.argv[2])
items = [f"staging-{{number}}" for number in range(400)]
start, work = time.perf_counter(), time.process_time()
record = open_record(address, clock=lambda: now)
{task}
end, work = time.perf_counter(), time.process_time() - work
{again}
print(end - start, work, end - begun, time.perf_counter() - end)
record.close()
"""
CHECK = KERNEL.format(
    imports="from ibc_edu.learner import store, rows",
    task="record.of_items(items[:8])",
    again="record.of_items(items[:8])",
)
START_PAGE = KERNEL.format(
    imports="from ibc_edu.learner import feed, rows, store\nfrom ibc_edu.learner.review import due\nimport fsrs",
    task="due(record.history(), now)",
    again="due(record.history(), now)",
)
BARE = """
import time
from datetime import UTC, datetime, timedelta
from fsrs import Card, Rating, Scheduler
import sys
count = int(sys.argv[1])
scheduler, card = Scheduler(enable_fuzzing=False), Card(card_id=0, due=datetime(2026, 1, 1, tzinfo=UTC))
start = time.perf_counter()
for number in range(count):
    card, _ = scheduler.review_card(card, Rating.Good, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=2 * number))
print(time.perf_counter() - start, time.process_time(), 0, 0)
"""


def made_up_attempts(count: int, seed: int = 1) -> list[Attempt]:
    """Return `count` attempts, a third of them wrong."""
    dice = random.Random(seed)
    outcomes = [Outcome.CORRECT, Outcome.CORRECT, Outcome.INCORRECT]
    attempts = []
    for number in range(count):
        item = dice.randrange(QUESTIONS)
        outcome = dice.choice(outcomes)
        attempts.append(
            Attempt(
                attempt_id=f"{number:032x}",
                item_id=ITEMS[item],
                item_hash="0123456789abcdef",
                kind="single",
                lesson="staging",
                objective=f"staging-{item % OBJECTIVES}",
                mode=Mode.PRACTICE,
                response="k1",
                score=float(outcome is Outcome.CORRECT),
                outcome=outcome,
                at=START + timedelta(minutes=2 * number),
                session_id=f"{number // SESSION:032x}",
                sureness=dice.choice(list(Sureness)),
                misconceptions=() if outcome is Outcome.CORRECT else (f"mix-up-{item % 30}",),
            )
        )
    return attempts


def kernel(code: str, *arguments: str) -> list[float]:
    """Return the seconds that a process measured: the task, its processor time, with imports, the task again."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return [float(number) for number in done.stdout.split()]


def report(name: str, code: str, *arguments: str, rounds: int = ROUNDS) -> None:
    """Print the median of some kernels."""
    kernels = [kernel(code, *arguments) for _ in range(rounds)]
    task, work, whole, again = (median(times) for times in zip(*kernels, strict=True))
    print(
        f"{name:30} {task:6.3f} s (processor {work:6.3f} s, with imports {whole:6.3f} s), again {again:6.3f} s",
        flush=True,
    )


def main() -> None:
    """Print the times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    attempts = made_up_attempts(count)
    now = attempts[-1].at + timedelta(days=1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite3"
        store, start = Store(str(path)), time.perf_counter()
        store.create(now)
        store.grant("me", now)
        for first in range(0, count, 10_000):
            store.write(attempts[first : first + 10_000], "me")
        store.close()
        print(f"{count} attempts written in {time.perf_counter() - start:.1f} s, median of {ROUNDS} kernels")
        arguments = (str(path), now.isoformat())
        report("bare scheduler", BARE, str(count), rounds=1)
        report("check of 8 questions", CHECK, *arguments)
        report("start page, without a summary", START_PAGE, *arguments, rounds=1)
        report("start page", START_PAGE, *arguments)


if __name__ == "__main__":
    main()
