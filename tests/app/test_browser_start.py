"""How the app starts a browser."""

from __future__ import annotations

import pytest

from ibc_edu.app.addresses import address
from ibc_edu.app.browser_app import CourseServer, Serving
from ibc_edu.app.visitors import OneLearner
from ibc_edu.course.course import Course


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_what_a_browser_is_started_with_is_not_the_printed_key(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody on a computer can read how programs were started."""
    visitors = OneLearner(environment={})
    told: list[str] = []
    opened: list[str] = []
    serving = Serving(course, address("127.0.0.1", 0, agreed=False), visitors, spare=0)
    server = CourseServer(serving, opens_browser=True, tell=told.append)

    def opens(url: str) -> None:
        opened.append(url)
        server.ioloop.add_callback(server.ioloop.stop)

    monkeypatch.setattr("webbrowser.open", opens)
    monkeypatch.setenv("IBC_EDU_LIVE", "")  # so that what the server writes there goes with the test
    server.initialize([])
    server.start()
    ([printed], [started]) = told, opened
    assert printed.endswith(f"?key={visitors.key}")
    assert visitors.key not in started
    assert visitors.admitted(started.partition("?key=")[2]) is not None
