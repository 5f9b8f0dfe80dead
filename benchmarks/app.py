"""Measures the browser app: seconds to the first question cold and warm, memory of a reader, 50 openings.

Run it on a quiet machine: `.venv/bin/python benchmarks/app.py`. Cold is without a Python made ready ahead, warm with
one. The floor is what the page needs for its text alone. Memory is what a process has for itself plus its share (PSS,
Linux). Targets: first question at most 4 s cold and 2 s warm; memory level over the openings.
"""

from __future__ import annotations

import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from lab_page import CHROMIUM_FLAGS, find_chromium  # noqa: E402

SERVE = """
from ibc_edu.app.addresses import address
from ibc_edu.app.browser_app import Serving, serve
from ibc_edu.app.visitors import OneLearner
from ibc_edu.course import Course
from ibc_edu.parts import PARTS
here = address("127.0.0.1", 0, agreed=False)
serving = Serving(Course(parts=PARTS, record="memory"), here, OneLearner(), spare={spare})
serve(serving, opens_browser=False, tell=lambda url: print(url, flush=True))
"""
LESSONS = ["staging", "receptors", "therapies", "monitoring", "trials", "review"]
ROUNDS = 5
OPENINGS = 50
ALL_THERE = "[data-part][aria-busy]"


@contextmanager
def served(spare: int) -> Iterator[tuple[str, int]]:
    """The app with so many Pythons made ready ahead; gives its address and its process id."""
    environment = {**os.environ, "IBC_EDU_RECORD": "memory"}
    with tempfile.TemporaryFile() as log, subprocess.Popen(
        [sys.executable, "-c", SERVE.format(spare=spare)], stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT,
        env=environment,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        yield process.stdout.readline().strip(), process.pid
        process.send_signal(signal.SIGTERM)


def memory(pid: int) -> float:
    """Memory of a process in MB."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def pythons(pid: int) -> list[int]:
    """Process ids of the Pythons that a server has, the oldest first."""
    return [
        int(line) for line in subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
    ]


def opened(page: Page, root: str, lesson: str) -> tuple[float, float, float]:
    """Seconds until a lesson's text, its first question, and all its parts are there."""
    start = time.perf_counter()
    page.goto(f"{root}lessons/{lesson}", wait_until="commit")
    times = []
    for selector, state in (
        (".text", "visible"),
        (".part .ibc-root :is(input, button):visible", "visible"),
        (ALL_THERE, "detached"),
    ):
        page.wait_for_selector(selector, state=state, timeout=120_000)  # type: ignore[arg-type]
        times.append(time.perf_counter() - start)
    return times[0], times[1], times[2]


def first_openings(browser: Browser, spare: int, pause: float) -> None:
    """The first lesson of a reader who has just come, several times."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with served(spare) as (url, _):
            listening = time.perf_counter() - start
            root = url.split("?")[0]
            context = browser.new_context()
            page = context.new_page()
            time.sleep(pause)
            page.goto(url.replace("/?", "/signs?"))  # a page that needs no Python, and gives the cookie
            times.append((listening, *opened(page, root, "staging")))
            context.close()
    told = [
        f"{name} {statistics.median(column):.2f}" for name, column in zip(NAMES, zip(*times, strict=True), strict=True)
    ]
    print(f"  {'warm' if spare else 'cold'}: {', '.join(told)} s (median of {ROUNDS})")


NAMES = ("listening", "text", "first question", "all parts")


def reading(browser: Browser) -> None:
    """One reader goes through the course, then opens a lesson many times."""
    with served(1) as (url, pid):
        root = url.split("?")[0]
        time.sleep(15)
        [spare] = pythons(pid)
        print(f"  server {memory(pid):.0f} MB, a Python that waits {memory(spare):.0f} MB")
        page = browser.new_context().new_page()
        page.goto(url)
        for lesson in LESSONS:
            text, first, everything = opened(page, root, lesson)
            here = memory(pythons(pid)[0])
            print(
                f"  {lesson}: text {text:.2f}, first question {first:.2f}, all parts {everything:.2f} s; "
                f"reader {here:.0f} MB"
            )
        before = memory(pid), memory(pythons(pid)[0])
        for opening in range(OPENINGS):
            opened(page, root, LESSONS[opening % 2])
        after = memory(pid), memory(pythons(pid)[0])
        print(
            f"  {OPENINGS} openings: server {before[0]:.0f} to {after[0]:.0f} MB, "
            f"reader {before[1]:.0f} to {after[1]:.0f} MB"
        )


def main() -> None:
    """Print all measurements."""
    chromium = find_chromium()
    if chromium is None:
        print("No Chromium here: nothing measured.")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        print("A reader's first lesson:")
        first_openings(browser, 0, 1.0)
        first_openings(browser, 1, 15.0)
        print("One reader:")
        reading(browser)
        browser.close()


if __name__ == "__main__":
    main()
