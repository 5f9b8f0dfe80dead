"""What a user's own server of a hub does when it starts, beside serving the course's pages."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from ibc_edu.app import hub_pages
from ibc_edu.app.pages import Addresses, Pages
from ibc_edu.course.course import Course

LOG = logging.getLogger("server")


def test_who_opens_jupyterlab_on_a_hub_finds_the_lessons_and_keeps_what_they_wrote(
    course: Course, tmp_path: Path
) -> None:
    lessons = tmp_path / hub_pages.LESSONS
    hub_pages._hand_out(course, lessons, LOG)
    assert {path.name for path in lessons.glob("*.ipynb")} == {lesson.notebook for lesson in course.plan.lessons}
    mine = lessons / course.plan.lesson("start").notebook
    written = json.loads(mine.read_bytes())
    written["cells"][0]["source"] = ["mine"]
    mine.write_text(json.dumps(written))
    hub_pages._hand_out(course, lessons, LOG)
    assert json.loads(mine.read_bytes())["cells"][0]["source"] == ["mine"]


def test_a_home_that_cannot_be_written_does_not_stop_the_server(
    course: Course, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / hub_pages.LESSONS).write_text("a file in the way")
    hub_pages._hand_out(course, tmp_path / hub_pages.LESSONS, LOG)
    assert "No lessons for JupyterLab" in caplog.text


def test_only_where_people_log_in_can_they_log_out(course: Course) -> None:
    assert "Log out" not in Pages(course).title({})
    page = Pages(course, Addresses(log_out="/user/alice/logout")).title({})
    assert page.count('href="/user/alice/logout"') == 2  # in the bar, and at the foot on a phone
