"""Ends a process that is acknowledging answers, at a random moment, with the signal that no program can catch."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from ibc_edu.learner.record import open_record

ANSWERING = Path(__file__).with_name("answering.py")
LONGEST_SECONDS = 0.25  # opening, creating and the first hundred or so answers all fall within it


def kill_while_answering(address: str, delay: float) -> list[str]:
    """Let a process answer into the record for `delay` seconds, kill it, and return the attempt ids it acknowledged."""
    command = [sys.executable, str(ANSWERING), address, "me", "1000000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().split("\n")
    return lines[:-1]  # what follows the last line break was cut off by the kill


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
    for _ in range(rounds):
        acknowledged += kill_while_answering(address, moments.uniform(0, LONGEST_SECONDS))
    stored = stored_ids(address)
    assert len(set(stored)) == len(stored)
    assert len(stored) <= before + len(acknowledged) + rounds
    return len(acknowledged), sorted(set(acknowledged) - set(stored))
