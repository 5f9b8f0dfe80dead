"""Measures the browser app: seconds to the first question cold and warm, memory of a reader, 50 openings.

Run it on a quiet machine: `.venv/bin/python benchmarks/app.py [cold] [warm] [reading] [openings]`; without a name all
of them, in about five minutes. Each has a time after which it is given up, and says so. Cold is without a Python made
ready ahead, warm with one. The floor is what the page needs for its text alone. Memory is what a process has for itself
plus its share (PSS, Linux). Targets: first question at most 4 s cold and 2 s warm; memory level over the openings.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

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
GIVE_UP_SECONDS = 240
"""How long one of the measurements may take."""
LESSONS = ["staging", "receptors", "therapies", "monitoring", "trials", "review"]
ROUNDS = 3
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
        try:
            yield process.stdout.readline().strip(), process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


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
        page.wait_for_selector(selector, state=state, timeout=30_000)  # type: ignore[arg-type]
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


def ready(pid: int) -> int:
    """The Python that waits for a reader, once it is there and has come to rest."""
    for _ in range(60):
        time.sleep(0.5)
        if found := pythons(pid):
            break
    time.sleep(8)
    return found[0]


def reading(browser: Browser) -> None:
    """One reader goes through the course."""
    with served(1) as (url, pid):
        root = url.split("?")[0]
        spare = ready(pid)
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
        page.context.close()


def openings(browser: Browser) -> None:
    """One reader opens two lessons in turn, many times."""
    with served(0) as (url, pid):
        root = url.split("?")[0]
        page = browser.new_context().new_page()
        page.goto(url)
        for lesson in LESSONS[:2]:
            opened(page, root, lesson)
        before = memory(pid), memory(pythons(pid)[0])
        for opening in range(OPENINGS):
            opened(page, root, LESSONS[opening % 2])
        after = memory(pid), memory(pythons(pid)[0])
        print(
            f"  {OPENINGS} openings: server {before[0]:.0f} to {after[0]:.0f} MB, "
            f"reader {before[1]:.0f} to {after[1]:.0f} MB"
        )


MEASUREMENTS: dict[str, Callable[[Browser], None]] = {
    "cold": lambda browser: first_openings(browser, 0, 1.0),
    "warm": lambda browser: first_openings(browser, 1, 10.0),
    "reading": reading,
    "openings": openings,
}


def give_up(*_: object) -> None:
    """End a measurement that takes too long."""
    raise TimeoutError(f"given up after {GIVE_UP_SECONDS} s")


def main(names: list[str]) -> None:
    """Print the measurements of these names, or all."""
    chromium = find_chromium()
    if chromium is None:
        print("No Chromium here: nothing measured.")
        return
    signal.signal(signal.SIGALRM, give_up)
    for name in names or MEASUREMENTS:
        print(f"{name} (load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores):", flush=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
            signal.alarm(GIVE_UP_SECONDS)
            try:
                MEASUREMENTS[name](browser)
            except (TimeoutError, PlaywrightTimeout) as error:
                print(f"  not measured: {str(error).splitlines()[0]}", flush=True)
            finally:
                signal.alarm(0)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
