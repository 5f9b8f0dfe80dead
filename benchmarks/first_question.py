"""Process time from the start of Python to the first question, beside one question of jupyterquiz.

Run: python benchmarks/first_question.py [ROUNDS], 20 unless given. Each is a fresh process that also imports
ipywidgets, as every kernel that shows a widget does. It prints user and system time, the least of the rounds, since all
that a busy machine does is to add to it. Byte code is warm for everyone. The target: at most 1.8 times jupyterquiz.
"""

from __future__ import annotations

import os
import subprocess
import sys

QUESTION = [
    {
        "question": "Which of these is it?",
        "type": "multiple_choice",
        "answers": [
            {"answer": "This one", "correct": True, "feedback": "Yes."},
            {"answer": "That one", "correct": False, "feedback": "No."},
        ],
    }
]
CASES = {
    "import ipywidgets": "import ipywidgets",
    "jupyterquiz": f"import ipywidgets; from jupyterquiz import display_quiz; display_quiz({QUESTION!r})",
    "ibc_edu": "import ipywidgets, ibc_edu; ibc_edu.lesson('staging').show('predict')",
}
TARGET = 1.8
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(code: str) -> float:
    """User and system time of one fresh interpreter that runs `code`."""
    command = [sys.executable, "-c", code]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"this failed: {code}")
    return usage.ru_utime + usage.ru_stime


def main(rounds: int) -> None:
    """Time the cases in turn, so that a busy moment of the machine falls on all of them."""
    for code in CASES.values():
        seconds(code)  # byte code and the disk's cache are warm for everyone
    least = {name: min(times) for name, times in zip(CASES, zip(*_rounds(rounds), strict=True), strict=True)}
    for name, taken in least.items():
        print(f"{name:20} {taken * 1000:6.0f} ms")
    print(
        f"Ours takes {least['ibc_edu'] / least['jupyterquiz']:.2f} times jupyterquiz; the target is at most {TARGET}."
    )


def _rounds(count: int) -> list[list[float]]:
    return [[seconds(code) for code in CASES.values()] for _ in range(count)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
