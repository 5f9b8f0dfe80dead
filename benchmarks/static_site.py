"""The static site: seconds until text, first question and next lesson, for a browser that is new or comes back.

The course's own site, built and served on this machine. Each round has a browser with an empty profile: it opens a
lesson (cold), goes on to the next by the list of lessons, and opens the first one anew twice (warm: what was fetched is
kept, Python starts again). Targets when the machine is quiet: text 0.5 s, first question 6 s cold and 5 s warm, next
lesson 1 s. Usage: python benchmarks/static_site.py [ROUNDS], 3 unless given.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from lab_page import CHROMIUM_FLAGS, find_chromium  # noqa: E402
from site_page import served  # noqa: E402

from ibc_edu.app.site.build import build  # noqa: E402
from ibc_edu.course.course import Course  # noqa: E402
from ibc_edu.parts import PARTS  # noqa: E402
from ibc_edu.resources import own_course_folder  # noqa: E402

LESSON, NEXT = "staging", "receptors"
CONTROL = ".part .ibc-root :is(input, button)"
TARGETS = {"text": 0.5, "question, cold": 6, "question, warm": 5, "next lesson": 1}  # s
WAIT = 120_000  # ms
WATCH = f"""() => new MutationObserver(() => {{
    if (!window.answerable && document.querySelector("{CONTROL}")) window.answerable = performance.now();
}}).observe(document, {{ subtree: true, childList: true }})"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
GO_ON = f"""async ([list, link, article]) => {{
    document.querySelector(list).click();
    const there = (found) => new Promise((done) => {{
        const look = () => (found() ? done(performance.now()) : requestAnimationFrame(look));
        look();
    }});
    await there(() => document.querySelector(link));
    const began = performance.now();
    document.querySelector(link).click();
    return await there(() => document.querySelector(`${{article}} {CONTROL}`)) - began;
}}"""


def opened(page: Page, address: str) -> tuple[float, float]:
    """Seconds until the text and until the first question of a page that is opened."""
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.answerable", timeout=WAIT)
    return page.evaluate(PAINTED) / 1000, page.evaluate("() => window.answerable") / 1000


def one_round(playwright: Playwright, site: str, found: dict[str, list[float]]) -> None:
    """A reader who comes, goes on to the next lesson, and comes back twice."""
    with tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=find_chromium(), args=CHROMIUM_FLAGS
        )
        page = context.pages[0]
        page.add_init_script(f"({WATCH})()")
        for name in ("cold", "warm", "warm"):
            text, question = opened(page, f"{site}lessons/{LESSON}.html")
            found["text"].append(text)
            found[f"question, {name}"].append(question)
            page.wait_for_function("() => !document.querySelector('[data-part][aria-busy]')", timeout=WAIT)
            page.wait_for_timeout(3000)  # what is kept for later is written
            if name == "cold":
                way = ["header a.home", f'main li[data-lesson="{NEXT}"] a', f'article[data-lesson="{NEXT}"]']
                found["next lesson"].append(page.evaluate(GO_ON, way) / 1000)
            page.goto("about:blank")
        context.close()


def main() -> None:
    """Print least, median and most of each, beside its target."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    found: dict[str, list[float]] = {name: [] for name in TARGETS}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build(Course(own_course_folder(), parts=PARTS, record="memory"), site, say=lambda _: None)
        with served(site) as address:
            for _ in range(rounds):
                one_round(playwright, address, found)
    for name, seconds in found.items():
        middle = statistics.median(seconds)
        verdict = "met" if middle <= TARGETS[name] else "NOT MET"
        print(
            f"{name}: {min(seconds):.2f} to {max(seconds):.2f} s, median {middle:.2f} s; "
            f"target {TARGETS[name]} s {verdict}"
        )
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
