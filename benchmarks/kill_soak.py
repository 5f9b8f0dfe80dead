"""Kill a process that is acknowledging answers, 1,000 times at random moments, and count the answers lost.

    python benchmarks/kill_soak.py [KILLS [ADDRESS]]

Without an address it uses SQLite files in a temporary folder, a fresh one every 50 kills, so that opening, creating
and growing are all hit. Exits with 1 if one acknowledged answer is missing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "learner"))

from killing import kill_rounds

KILLS_A_FILE = 50


def main() -> int:
    """Run the rounds, print what was found and return the exit status."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    acknowledged, lost, start = 0, 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, kills, KILLS_A_FILE):
            address = sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / f"record-{first}.sqlite3")
            found, missing = kill_rounds(address, min(KILLS_A_FILE, kills - first), seed=first)
            acknowledged += found
            lost += len(missing)
            print(
                f"{min(first + KILLS_A_FILE, kills)} kills, {acknowledged} answers acknowledged, {lost} lost",
                flush=True,
            )
    print(f"{time.perf_counter() - start:.0f} s")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
