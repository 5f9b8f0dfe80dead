"""A learner's process for tests: answers into a record and prints each attempt id once `add()` said it is safe.

    python answering.py ADDRESS LEARNER COUNT

It prints `ready` before it opens the record, so that whoever watches can end it at any moment after that.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from ibc_edu.learner.record import Consent, open_record
from ibc_edu.learner.store import Store  # noqa: F401 (loaded before "ready", not while the watcher's clock runs)
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, new_id


def main(address: str, learner: str, count: int) -> None:
    """Add `count` attempts of `learner` to the record at `address`."""
    print("ready", flush=True)
    record = open_record(address, learner=learner)
    if record.consent is not Consent.GRANTED:
        record.grant()
    session = new_id()
    for number in range(count):
        attempt = Attempt(
            attempt_id=new_id(),
            learner=learner,
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
        print(attempt.attempt_id, flush=True)
    record.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
