"""Ends a process that is acknowledging answers, at a random moment, with the signal that no program can catch."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ibc_edu.learner.record import open_record

ANSWERING = Path(__file__).with_name("answering.py")
MOST_ANSWERS = 60
LONGEST_SECONDS = 0.05


def kill_while_answering(server: subprocess.Popen[str], address: str, answers: int, delay: float) -> list[str]:
    """Kill a process `delay` seconds after so many answers; return the attempt ids that it acknowledged.

    With no answers to wait for, the moment falls into opening or creating the record.
    """
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(f"{address}\n")
    server.stdin.flush()
    ready, process = server.stdout.readline().split()
    assert ready == "ready"
    lines = [server.stdout.readline().rstrip("\n") for _ in range(answers)]
    time.sleep(delay)
    os.kill(int(process), signal.SIGKILL)
    return [*lines, *_until_ended(server.stdout)]


def _until_ended(printed: IO[str]) -> Iterator[str]:
    """What was still on its way; neither an end of everything nor half a line is waited on for ever."""
    while (line := printed.readline()) != "ended\n":
        assert line, "what starts the processes has ended itself"
        assert not line.endswith("ended\n"), f"a process was ended in the middle of a line: {line!r}"
        yield line.rstrip("\n")


def stored_ids(address: str) -> list[str]:
    """Return the ids of all attempts in a record, which must be sound."""
    with open_record(address) as record:
        assert record.notice is None, record.notice
        return [attempt.attempt_id for attempt in record.attempts()]


def kill_rounds(address: str, rounds: int, seed: int) -> tuple[int, list[str]]:
    """Kill `rounds` processes that answer into one record; return the number of acknowledged answers, and those lost.

    Raises
    ------
    AssertionError
        If the record has more answers than could be on their way when the processes ended, or one of them twice.
    """
    moments = random.Random(seed)
    before = len(stored_ids(address))
    acknowledged: list[str] = []
    with subprocess.Popen(
        [sys.executable, str(ANSWERING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        for _ in range(rounds):
            answers = max(0, moments.randint(-MOST_ANSWERS // 3, MOST_ANSWERS))
            acknowledged += kill_while_answering(server, address, answers, moments.uniform(0, LONGEST_SECONDS))
    stored = stored_ids(address)
    assert len(set(stored)) == len(stored)
    assert len(stored) <= before + len(acknowledged) + rounds
    return len(acknowledged), sorted(set(acknowledged) - set(stored))
