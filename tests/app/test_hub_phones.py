"""On a user's own server of a hub, the pages of the course and the phones of a class do not take each other's place."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.web import Application

from ibc_edu.app.handlers import Nothing, Served, TitlePage, routes
from ibc_edu.classroom.live.audience import PageHandler
from ibc_edu.classroom.live.control import RoomsHandler
from ibc_edu.classroom.live.extension import attach


@pytest.mark.parametrize(
    ("path", "handler"),
    [
        ("", TitlePage),
        ("live/abcdef", PageHandler),
        ("live-control/rooms", RoomsHandler),
        ("lively", Nothing),
        ("elsewhere", Nothing),
    ],
)
def test_phones_are_answered_though_the_pages_came_first(path: str, handler: type) -> None:
    async def found() -> type:
        application = Application()
        application.add_handlers(".*$", routes("/user/ada/ibc-edu/", cast(Served, SimpleNamespace())))
        attach(application, "/user/ada/")
        line = RequestStartLine("GET", f"/user/ada/ibc-edu/{path}", "HTTP/1.1")
        request = HTTPServerRequest(start_line=line, headers=HTTPHeaders({"Host": "hub"}))
        delegate: Any = application.find_handler(request)
        return cast(type, delegate.handler_class)

    assert asyncio.run(found()) is handler
