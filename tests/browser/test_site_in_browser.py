"""The static site in a real browser: built once, served below a path, its Python the reader's own."""

from __future__ import annotations

import gzip
import io
import re
import socket
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe import violations
from lab_page import ARTIFACTS
from playwright.sync_api import Browser, Locator, Route, expect
from site_page import MS, Visit, answer, brought_to_the_front, served

from ibc_edu.app.site.archive import CORE, PACKAGES, STANDARD
from ibc_edu.app.site.serve import server_of
from ibc_edu.cli import main
from ibc_edu.course.course import Course
from ibc_edu.learner.exports import read_csv
from ibc_edu.learner.record import open_record
from ibc_edu.parts import PARTS
from ibc_edu.quiz.kinds.forms import ANSWERED_AS
from ibc_edu.resources import own_course_folder

WENT_WRONG = "Something went wrong"
SKIPPED = re.compile("Download|Print|Full screen|full screen|Upload|Save", re.I)


@pytest.fixture(scope="module")
def course() -> Course:
    return Course(own_course_folder(), parts=PARTS, record="memory")


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, below a path."""
    root = tmp_path_factory.mktemp("web")
    (root / "below").mkdir()
    (root / "below" / "a-path").symlink_to(site)
    return root / "below" / "a-path"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder.parents[1]) as address:
        yield f"{address}below/a-path/"


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """One visit for all tests that change nothing of each other's."""
    opened = Visit(browser, address)
    yield opened
    opened.context.close()
    assert opened.outside == []
    assert opened.errors == []


def test_what_a_page_waits_for_is_compiled_and_at_most_15_megabytes(folder: Path) -> None:
    with zipfile.ZipFile(folder / "python" / STANDARD) as library:
        names = set(library.namelist())
    assert {"typing.pyc", "dataclasses.pyc", "tomllib/_parser.pyc"} <= names
    assert "typing.py" not in names
    assert "mailbox.py" in names, "what is not in use at first stays as it is"
    packages = gzip.decompress((folder / "python" / PACKAGES).read_bytes())
    with tarfile.open(fileobj=io.BytesIO(packages)) as whole:
        assert {"typing_extensions.pyc", "pydantic/main.pyc"} <= set(whole.getnames())
    sent = [gzip.compress((folder / "python" / name).read_bytes()) for name in (*CORE, PACKAGES)]
    assert sum(map(len, sent)) < 15_000_000


LESSONS = ["start", "staging", "receptors", "therapies", "monitoring", "trials", "review", "educators"]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_part_of_a_lesson_is_made_and_can_be_used(visit: Visit, lesson: str) -> None:
    visit.open(lesson)
    expect(visit.page.get_by_text("could not be made")).to_have_count(0)
    for place in visit.page.locator("[data-part]").all():
        if place.locator(".ibc-item").count() == 0:
            use(place)
        expect(place.locator(".ibc-problem").get_by_text(WENT_WRONG)).to_have_count(0)
    visit.page.wait_for_timeout(1000)  # what was pressed is on its way to Python and back
    expect(visit.page.get_by_text(WENT_WRONG)).to_have_count(0)


def use(place: Locator) -> None:
    """Move what can be moved: the first few controls of each kind."""
    for moved in place.locator("input[type=range]:visible").all()[:4]:
        moved.press("ArrowRight")
    for box in place.locator("input[type=checkbox]:visible:enabled").all()[:2]:
        box.click(force=True)
    for choice in place.locator("select:visible:enabled").all()[:2]:
        choice.select_option(index=1)
    for button in place.locator("button:visible:enabled").all()[:6]:
        if button.is_visible() and not SKIPPED.search(button.inner_text()):
            button.click(timeout=5000)


@pytest.mark.parametrize("kind", ANSWERED_AS)
def test_every_kind_of_question_is_graded(visit: Visit, course: Course, kind: str) -> None:
    lessons = {each.lesson for each in course.bank.questions if each.kind == kind}
    for lesson in sorted(lessons & set(LESSONS), key=LESSONS.index):
        visit.open(lesson)
        question = brought_to_the_front(visit.page, kind)
        if question is not None:
            break
    else:
        pytest.fail(f"no question of the kind {kind} is shown")
    answer(question)
    question.get_by_role("button", name="Check answer").click()  # how sure is left open: null
    expect(question.locator(".ibc-headline").first).to_be_visible()
    expect(question).not_to_contain_text("is not known")
    expect(visit.page.get_by_text(WENT_WRONG)).to_have_count(0)


def test_answers_are_kept_in_this_browser_after_a_yes_copied_and_removed(
    browser: Browser, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Visit(browser, address)
    visit.open("start")
    panel = visit.page.locator(".ibc-record")
    expect(panel).to_contain_text("in this browser")
    panel.get_by_role("button", name="Yes, keep my answers").click()
    expect(panel).to_contain_text("kept in this browser")
    question = visit.page.locator(".ibc-item:visible").first
    answer(question)
    question.get_by_role("button", name="Check answer").click()
    expect(panel.get_by_role("button", name="Download a copy of my answers")).to_be_visible()
    visit.page.wait_for_timeout(1500)  # what was said is on its way to the browser's storage
    second = visit.context.new_page()
    second.goto(visit.page.url)
    expect(second.locator("#state")).to_contain_text("open in another tab", timeout=MS)
    second.close()
    visit.page.close()
    visit.new_page()
    visit.open("start")
    panel = visit.page.locator(".ibc-record")
    expect(panel).to_contain_text("kept in this browser")
    with visit.page.expect_download() as download:
        panel.get_by_role("button", name="Download a copy of my answers").click()
    download.value.save_as(tmp_path / "my-answers.csv")
    assert len(read_csv(tmp_path / "my-answers.csv")) == 1
    monkeypatch.setenv("IBC_EDU_RECORD", str(tmp_path / "laptop.sqlite3"))
    with open_record() as laptop:
        laptop.grant()
    assert main(["record", "import", str(tmp_path / "my-answers.csv")]) == 0
    with open_record() as laptop:
        [taken] = laptop.attempts()
    assert taken.lesson == "start"
    panel.get_by_role("button", name="Remove my answers").click()
    panel.get_by_role("button", name="Yes, remove them").click()
    expect(panel.get_by_role("button", name="Yes, keep my answers")).to_be_visible()
    visit.page.wait_for_timeout(1500)
    visit.page.reload()
    visit.wait()
    expect(visit.page.locator(".ibc-record")).to_contain_text("May this course keep your answers in this browser?")
    visit.context.close()
    assert visit.errors == []


def test_cards_graded_by_touch_come_back_by_their_dates(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, service_workers="block", has_touch=True)
    visit.open("start")
    visit.page.locator(".ibc-record").get_by_role("button", name="Yes, keep my answers").tap()
    expect(visit.page.locator(".ibc-record")).to_contain_text("kept in this browser")
    visit.open("review")
    part = visit.page.locator(".ibc-cards[aria-label='Flash cards']")
    front = part.locator(".ibc-cards-text")
    fronts = []
    for grade in ("Again", "Easy"):
        fronts.append(front.inner_text())
        front.tap()
        part.get_by_role("button", name=grade).tap()
        expect(front).not_to_have_text(fronts[-1])
    expect(part).to_contain_text("0 due now · 2 of 412 cards seen")
    visit.page.wait_for_timeout(1500)  # what was graded is on its way to the browser's storage
    visit.context.route("**/worker.js", five_hours_later)
    visit.page.reload()
    visit.wait()
    expect(part).to_contain_text("1 due now · 2 of 412 cards seen")
    expect(front).to_have_text(fronts[0])
    visit.context.close()
    assert visit.errors == []


def five_hours_later(route: Route) -> None:
    """Python in the page takes its time from Date."""
    ahead = "{ const now = Date.now.bind(Date); Date.now = () => now() + 5 * 3600 * 1000; }"
    answer = route.fetch()
    route.fulfill(response=answer, body=f"{ahead}\n{answer.text()}")


def test_what_was_visited_works_without_a_network(browser: Browser, folder: Path) -> None:
    with server_of(folder.parents[1]) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        visit = Visit(browser, f"http://127.0.0.1:{server.server_address[1]}/below/a-path/")
        visit.open("start")
        visit.page.evaluate("async () => { await navigator.serviceWorker.ready }")
        visit.page.wait_for_function("() => navigator.serviceWorker.controller")
        server.shutdown()
        thread.join()
    with pytest.raises(OSError, match="refused"):  # there is no network any more
        socket.create_connection(("127.0.0.1", server.server_address[1])).close()
    visit.page.close()
    visit.new_page()
    visit.page.goto(f"{visit.address}lessons/receptors.html")  # not seen before
    expect(visit.page.locator(".ibc-item:visible").first).to_be_visible(timeout=MS)
    answer(visit.page.locator(".ibc-item:visible").first)
    visit.page.get_by_role("button", name="Check answer").first.click()
    expect(visit.page.locator(".ibc-headline").first).to_be_visible()
    visit.context.close()


def test_a_part_that_cannot_be_made_says_so_and_nothing_waits_for_it(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, service_workers="block")
    visit.context.route("**/lessons/staging.html", with_a_fault)
    visit.page.goto(f"{address}lessons/staging.html")
    visit.wait()
    # The explorer is shown twice.
    expect(visit.page.get_by_text("This part could not be made. The rest of the lesson works.")).to_have_count(2)
    expect(visit.page.locator(".ibc-item:visible").first).to_be_visible()
    visit.context.close()


def with_a_fault(route: Route) -> None:
    """A part of the lesson is not there."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('stage-explorer\\"', 'no-such-part\\"'))


def test_a_part_whose_packages_cannot_be_had_says_so_and_tries_again(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, service_workers="block")
    visit.context.route("**/*.whl", lambda route: route.abort())
    visit.page.goto(f"{address}lessons/trials.html")
    again = visit.page.get_by_role("button", name="Try again").first
    expect(again).to_be_visible(timeout=MS)
    place = visit.page.locator("[data-part]").filter(has_text="could not be fetched").first
    expect(place).to_contain_text("The rest of the lesson works")
    wanted = place.get_attribute("id")
    visit.context.unroute("**/*.whl")
    again.click()
    place = visit.page.locator(f"[id='{wanted}']")
    expect(place).not_to_have_attribute("aria-busy", "true", timeout=MS)
    expect(place).not_to_contain_text("could not")
    assert place.locator("button, input").count() > 0
    visit.context.close()


def test_a_download_that_stalls_is_told_after_half_a_minute(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, service_workers="block")
    visit.page.clock.install()
    visit.context.route("**/pyodide.asm.wasm", lambda route: None)  # never answered
    visit.page.goto(f"{address}lessons/staging.html")
    state = visit.page.locator("#state")
    expect(state).to_have_text("The questions are on their way: Fetching Python (step 1 of 4).", timeout=MS)
    visit.page.clock.fast_forward(31_000)
    expect(state).to_contain_text("Nothing new has come for half a minute.")
    visit.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page_name", ["index", "lessons/staging"])
def test_axe_finds_nothing(visit: Visit, page_name: str, theme: str) -> None:
    address = f"{visit.address}{page_name}.html"
    if theme == "light" or visit.page.url != address:  # the dark theme is put on the page that is open
        visit.page.goto(address)
        visit.wait()
    if visit.page.evaluate("document.documentElement.getAttribute('theme') ?? 'light'") != theme:
        visit.page.locator("#theme").click()
    for width in (1280, 390):
        visit.page.set_viewport_size({"width": width, "height": 900})
        assert violations(visit.page, colors_only=theme == "dark") == []
        ARTIFACTS.mkdir(exist_ok=True)
        visit.page.screenshot(path=ARTIFACTS / f"site-{page_name.replace('/', '-')}-{width}-{theme}.png")
    visit.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_page_opened_as_a_file_says_that_it_cannot_start(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "lessons" / "staging.html").as_uri())
    expect(page.locator("#state")).to_contain_text("was opened as a file")
    expect(page.locator("h1").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_lesson_fits_a_phone(visit: Visit, theme: Literal["light", "dark"]) -> None:
    visit.open("staging")
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.page.evaluate("theme => document.documentElement.setAttribute('theme', theme)", theme)
    visit.page.evaluate("dark => { document.body.dataset.jpThemeLight = String(!dark) }", theme == "dark")
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ARTIFACTS.mkdir(exist_ok=True)
    visit.page.screenshot(path=ARTIFACTS / f"site-phone-{theme}.png")
    visit.page.set_viewport_size({"width": 1280, "height": 900})
