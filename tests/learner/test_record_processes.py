"""Several processes and one record: killed while answering, or writing at the same time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from killing import ANSWERING, kill_rounds

from ibc_edu.learner.record import open_record

pytestmark = pytest.mark.slow


def test_every_acknowledged_answer_survives_a_kill(address: str) -> None:
    acknowledged, lost = kill_rounds(address, rounds=20, seed=20)
    assert acknowledged > 100
    assert lost == []


def test_two_processes_write_2000_answers_each(address: str) -> None:
    command = [sys.executable, str(ANSWERING), address, "2000"]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    acknowledged = [line for writer in writers for line in writer.communicate()[0].split("\n")[1:-1]]
    assert [writer.returncode for writer in writers] == [0, 0]
    with open_record(address) as record:
        stored = [attempt.attempt_id for attempt in record.attempts()]
    assert len(acknowledged) == len(set(acknowledged)) == 4000
    assert sorted(stored) == sorted(acknowledged)


def test_six_processes_create_one_record(address: str) -> None:
    command = [sys.executable, str(ANSWERING), address, "5"]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    acknowledged = [line for writer in writers for line in writer.communicate()[0].split("\n")[1:-1]]
    with open_record(address) as record:
        assert sorted(attempt.attempt_id for attempt in record.attempts()) == sorted(acknowledged)
    assert len(acknowledged) == 30
    if "://" not in address:
        assert [file.name for file in Path(address).parent.iterdir()] == ["record.sqlite3"]
