"""All views on one page, in two orders: each looks as it does alone, whichever style sheet was loaded last."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page
from views_on_a_page import SHOW, Shown, shown_views

pytestmark = pytest.mark.browser

VIEWS = shown_views()
NAMES = [view.name for view in VIEWS]
ORDERS = [VIEWS, VIEWS[::-1]]
DIFFERENT = 24  # so much a pixel's brightness may differ, out of 255: edges of letters are not always drawn alike
# What the sheets set of an element. A picture says that something differs, this says what.
LOOK = """name => [...document.querySelectorAll(`[id='${name}'] *`)].map(node => {
    const style = getComputedStyle(node);
    const set = ['display', 'color', 'background-color', 'fill', 'stroke', 'stroke-width', 'opacity',
        'font-size', 'font-weight', 'line-height', 'text-align', 'list-style-type', 'overflow-x',
        'border-top-width', 'border-top-style', 'border-top-color', 'border-left-width', 'border-radius',
        'padding-top', 'padding-left', 'margin-top', 'margin-left', 'margin-bottom', 'min-height', 'min-width',
        'max-width', 'row-gap', 'column-gap', 'grid-template-columns'];
    return [node.getAttribute('class') ?? '', ...set.map(name => `${name}: ${style.getPropertyValue(name)}`)];
})"""

ALONE_ON_THE_PAGE = """name => {
    document.activeElement?.blur(); // a view may have moved the focus to itself
    for (const host of document.body.children) host.hidden = host.id !== name;
    scrollTo(0, 0); // what stays in sight stands where the page is scrolled to
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 920, "height": 900}, reduced_motion="reduce")
    opened.set_content("<body style='background: white'></body>")
    yield opened
    opened.close()


def looks(page: Page, views: list[Shown]) -> dict[str, tuple[list[list[str]], Image.Image]]:
    """What is set of every element of each view, and its picture."""
    page.evaluate(SHOW, [view._asdict() for view in views])
    found = {}
    for view in views:
        page.evaluate(ALONE_ON_THE_PAGE, view.name)  # nothing but this one may move where its picture begins
        picture = Image.open(io.BytesIO(page.locator(f"[id='{view.name}']").screenshot(animations="disabled")))
        found[view.name] = (page.evaluate(LOOK, view.name), picture.convert("L"))
    return found


@pytest.fixture(scope="module")
def alone(page: Page) -> dict[str, tuple[list[list[str]], Image.Image]]:
    return {view.name: looks(page, [view])[view.name] for view in VIEWS}


@pytest.mark.parametrize("order", ORDERS, ids=["as named", "backward"])
def test_each_view_looks_as_it_does_alone(
    page: Page, order: list[Shown], alone: dict[str, tuple[list[list[str]], Image.Image]]
) -> None:
    together = looks(page, order)
    changed = {}
    for name in NAMES:
        (styles, picture), (other_styles, other_picture) = alone[name], together[name]
        differing = [
            (one[0], sorted(set(one) ^ set(other)))
            for one, other in zip(styles, other_styles, strict=False)
            if one != other
        ]
        if len(styles) != len(other_styles):
            changed[name] = [("elements", [str(len(styles)), str(len(other_styles))])]
        elif differing:
            changed[name] = differing[:3]
        elif picture.size != other_picture.size:
            changed[name] = [("picture", [str(picture.size), str(other_picture.size)])]
        elif (most := ImageChops.difference(picture, other_picture).getextrema()[1]) > DIFFERENT:
            changed[name] = [("picture", [f"differs by {most}"])]
    assert changed == {}
