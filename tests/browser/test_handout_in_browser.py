"""The handouts as they come out of the printer: nothing cut off, no answers on the worksheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ibc_edu.classroom.handouts.handout import handout
from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS

WIDTHS = {"A4": 794, "Letter": 816}  # CSS pixels of the sheet, 96 to the inch


@pytest.mark.parametrize("paper", WIDTHS)
def test_both_sheets_fit_the_paper_in_the_print_preview(browser: Browser, tmp_path: Path, paper: str) -> None:
    made = handout(Course(parts=PARTS, record="memory").lesson("staging"), paper)
    page = browser.new_page(viewport={"width": WIDTHS[paper], "height": 1000})
    page.emulate_media(media="print")
    for name, html in (("worksheet", made.worksheet), ("key", made.key)):
        sheet = tmp_path / f"{name}.html"
        sheet.write_text(html, encoding="utf-8")
        page.goto(sheet.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert "Which anatomic stage is this?" in page.inner_text("body")
        assert ("N3 without distant spread is IIIC" in page.inner_text("body")) is (name == "key")
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()
