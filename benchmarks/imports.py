"""How long `import ibc_edu` and `ibc_edu.load()` take beside `import pandas` alone, in fresh processes.

Run: python benchmarks/imports.py [ROUNDS]. Prints medians and the ratio; the target is at most 1.15.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

CASES = {
    "python alone": "pass",
    "import pandas": "import pandas",
    "import ibc_edu": "import ibc_edu",
    "import ibc_edu; load()": "import ibc_edu; ibc_edu.load()",
}
TARGET = 1.15


def seconds(code: str) -> float:
    """Wall time of one fresh interpreter that runs `code`, start and end included."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Time the cases in turn, so that a busy moment of the machine falls on all of them."""
    for code in CASES.values():
        seconds(code)  # byte code and the disk's cache are warm for everyone
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(rounds):
        for name, code in CASES.items():
            taken[name].append(seconds(code))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, median in medians.items():
        low, _, high = statistics.quantiles(taken[name], n=4)
        print(f"{name:24} {median * 1000:7.1f} ms   (middle half {low * 1000:.1f} to {high * 1000:.1f})")
    ratio = medians["import ibc_edu; load()"] / medians["import pandas"]
    print(f"import ibc_edu and load() take {ratio:.3f} times import pandas; the target is at most {TARGET}.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
