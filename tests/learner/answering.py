"""A learner's process for tests: answers into a record and prints each attempt id once `add()` said it is safe.

    python answering.py ADDRESS COUNT    answers COUNT times and ends
    python answering.py                  for each address read from its input, starts a process that answers on and on

Each prints `ready` and its process id before it opens the record, so that whoever watches can end it at any moment
after that. The second form loads everything once and forks; it prints `ended` when a process has ended.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

import psycopg  # noqa: F401 (as below)

from ibc_edu.learner.record import Consent, open_record
from ibc_edu.learner.storage.store import Store  # noqa: F401 (loaded before "ready", not while the watcher's clock runs)
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, new_id


def answer(address: str, count: int) -> None:
    """Add `count` attempts to the record at `address`."""
    print("ready", os.getpid(), flush=True)
    record = open_record(address)
    if record.consent is not Consent.GRANTED:
        record.grant()
    session = new_id()
    for number in range(count):
        attempt = Attempt(
            attempt_id=new_id(),
            item_id=f"staging-item-{number}",
            item_hash="0123456789abcdef",
            kind="short_text",
            lesson="staging",
            objective="staging-nodes",
            mode=Mode.PRACTICE,
            response="an answer of some words " * (number % 40),
            score=1.0,
            outcome=Outcome.CORRECT,
            at=datetime.now(UTC),
            session_id=session,
        )
        if not record.add(attempt):
            print(f"in memory only: {record.notice}", flush=True)
            continue
        # As one write, also where Python does not buffer: a process that is ended leaves no half line.
        print(f"{attempt.attempt_id}\n", end="", flush=True)
    record.close()


def answer_until_killed() -> None:
    """Fork a process for each address on the input, one after the other."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            answer(line.rstrip("\n"), 1_000_000)
            os._exit(0)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        answer(sys.argv[1], int(sys.argv[2]))
    else:
        answer_until_killed()
