"""What a control changes can be seen while it is used: for every control of every part, on a laptop and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from app_page import PATIENCE, AppPage, AppServer
from playwright.sync_api import Browser, expect

LESSONS = {
    "staging": ["stage-explorer"],
    "receptors": ["report-explorer"],
    "therapies": ["therapy-map", "treatment-desk", "blood-counts", "radiation-course"],
    "monitoring": ["side-effect-explorer", "signs-to-call", "check-ups", "treatment-lines"],
    "trials": ["dose-trial", "response-categories", "two-stage-trial", "survival-trial", "eligibility-desk"],
}
RESULTS = {
    "stage-explorer": ".ibc-stage-group",
    "report-explorer": ".ibc-report-result",
    "therapy-map": ".ibc-map-card",
    "treatment-desk": ".ibc-desk-report",
    "blood-counts": ".ibc-plot",
    "radiation-course": ".ibc-radiation-bars",
    "side-effect-explorer": ".ibc-effects-sentence",
    "signs-to-call": ".ibc-signs-told",
    "check-ups": "select",
    "treatment-lines": ".ibc-plot",
    "dose-trial": ".ibc-dose-table",
    "response-categories": ".ibc-response-called, .ibc-response-sentence",
    "two-stage-trial": ".ibc-plot",
    "survival-trial": ".ibc-bench .ibc-plot",
    "eligibility-desk": ".ibc-desk-sheet",
}
"""What the controls of a part change; of several, the one that is seen best counts."""
BY_BUTTON = {"treatment-desk", "eligibility-desk"}
"""Parts that judge when asked to: then the answer comes into view, and until then there is none."""
WINDOWS = {"laptop": (1280, 720), "phone": (390, 844)}
SEEN = 0.5
"""So much of a result must be in sight, or so many pixels of a high one."""
ENOUGH_PX = 150

CONTROLS = """part => [...part.querySelectorAll('input, select, button, [role=button]')].filter((control) =>
    control.checkVisibility({visibilityProperty: true}) && control.type !== 'text'
    && !control.matches('[aria-expanded]') && !control.closest(
        'details, .ibc-plot-tools, .ibc-in-sight, .ibc-map-side, .ibc-trial-buttons, .ibc-signs-to-call > .ibc-button'))
  .map((control, place) => { control.dataset.tried = place; return place; })"""

IN_SIGHT = """async (part, selector) => {
    const settle = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const bar = document.querySelector('.bar').getBoundingClientRect().bottom;
    const seen = (node) => {
        const {top, bottom, height} = node.getBoundingClientRect();
        const panel = node.closest('.ibc-in-sight')?.getBoundingClientRect() ?? {top: -1e6, bottom: 1e6};
        return [Math.max(0, Math.min(bottom, panel.bottom, innerHeight) - Math.max(top, panel.top, bar)), height];
    };
    const best = () => [...part.querySelectorAll(selector)].filter((node) => node.checkVisibility()).map(seen)
        .sort((one, other) => other[0] / other[1] - one[0] / one[1])[0];
    const enough = (found) => found && found[0] >= Math.min(SEEN * found[1], ENOUGH_PX);
    const tryOut = async (control) => {
        control.focus();
        await settle();
        const box = control.getBoundingClientRect();
        const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const own = [control, control.labels?.[0]];
        const hidden = !(control.matches('g') || over?.contains(control) || own.some((node) => node?.contains(over)));
        let found = best();
        for (const block of ['start', 'end']) {
            if (enough(found)) break;
            control.scrollIntoView({block, behavior: 'instant'});
            await settle();
            found = [found, best()].filter(Boolean).sort((one, other) => other[0] - one[0])[0];
        }
        const [px, height] = found ?? [];
        const name = control.ariaLabel || control.labels?.[0]?.textContent || control.textContent;
        return {px, height, hidden, name};
    };
    const tried = [];
    for (const control of [...part.querySelectorAll('[data-tried]')]) tried.push(await tryOut(control));
    return tried;
}""".replace("SEEN", str(SEEN)).replace("ENOUGH_PX", str(ENOUGH_PX))
BUTTONS = [
    ("trials", "eligibility-desk", "May join", "Check my decision", ".ibc-desk-checked"),
    ("trials", "two-stage-trial", None, "Run this trial once", ".ibc-two-stage-one .ibc-trial-sentence"),
    ("trials", "survival-trial", None, "Run it 1,000 times", ".ibc-many-trials .ibc-trial-sentence"),
    ("therapies", "treatment-desk", None, "Compare with the evidence", ".ibc-desk-outcome h3"),
]
TO_A_SIDE = "node => node.innerText.match(/[^.]*\\b(on|to|at) the (left|right)\\b[^.]*/g) ?? []"


@pytest.fixture(scope="module", params=WINDOWS)
def app(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppPage]:
    """A reader at a window of one size, with a Python of their own."""
    width, height = WINDOWS[request.param]
    phone = request.param == "phone"
    size = {"width": width, "height": height}
    with AppServer(tmp_path_factory.mktemp("app")) as server:
        page = AppPage(server, browser, viewport=size, is_mobile=phone, has_touch=phone, reduced_motion="reduce")
        page.open_title()
        yield page
        page.close()


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request: pytest.FixtureRequest, app: AppPage) -> str:
    """A lesson that is open with all its parts, once for all that is tried in it."""
    app.open_lesson(request.param)
    return str(request.param)


def test_the_result_is_in_sight_of_every_control(app: AppPage, lesson: str) -> None:
    faults = []
    for name in LESSONS[lesson]:
        part = app.page.locator(f"#{name}")
        expect(part.locator(RESULTS[name]).first).to_be_attached(timeout=PATIENCE)
        assert part.evaluate(CONTROLS), f"{name} has controls"
        found: list[dict[str, Any]] = part.evaluate(IN_SIGHT, RESULTS[name], timeout=PATIENCE)
        for control in found:
            assert control.get("height"), f"{name} shows {RESULTS[name]}"
            what = f"{name}: {control['name'][:40]!r}"
            if control["hidden"]:
                faults.append(f"{what} is reached and lies below something else")
            if name not in BY_BUTTON and control["px"] < min(SEEN * control["height"], ENOUGH_PX):
                faults.append(f"{what} shows {control['px']:.0f} of {control['height']:.0f} px")
    assert faults == [], "\n".join(faults)


def test_no_text_points_to_a_side(app: AppPage, lesson: str) -> None:
    """Of a phone, where nothing stands beside anything; a text is the same everywhere."""
    assert app.page.locator("article").evaluate(TO_A_SIDE) == []


def test_what_a_button_asks_for_comes_into_view(app: AppPage, lesson: str) -> None:
    for name, part, choice, button, answer in BUTTONS:
        if name != lesson:
            continue
        place = app.page.locator(f"#{part}")
        if choice:
            place.get_by_role("radio", name=choice).check()
        pressed = place.get_by_role("button", name=button)
        pressed.evaluate("node => { node.focus(); node.scrollIntoView({block: 'end', behavior: 'instant'}); }")
        app.page.keyboard.press("Enter")
        expect(place.locator(answer)).to_be_in_viewport(ratio=0.5, timeout=PATIENCE)
