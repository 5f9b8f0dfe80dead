"""A school's learning platform for the tests, of others (the library lti1p3platform), on a port of this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
from jinja2 import Template
from jwcrypto.jwk import JWK
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.membership import Context
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.registration import Registration
from lti1p3platform.request import Request
from lti1p3platform.score import UpdateScoreStatus
from lti1p3platform.service_connector import AssignmentsGradesService, NamesRoleProvisioningService

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
CLIENT, DEPLOYMENT = "course", "deployment-1"
INSTRUCTOR = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"
LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
ITEM = "7"
FORM = Template(
    """<form method="post" action="{{ launch_url }}"><input name="state" value="{{ state }}">
<input name="id_token" value="{{ id_token }}"></form><script>document.forms[0].submit()</script>""",
    autoescape=True,
)


def pem(key: JWK, *, private: bool) -> str:
    """A key as text."""
    return str(key.export_to_pem(private_key=private, password=None).decode())


def new_key() -> JWK:
    """A new pair of keys."""
    return JWK.generate(kty="RSA", size=2048)


class Settings(LTI1P3PlatformConfAbstract):  # type: ignore[misc]
    """The course as the platform has it registered: keyword arguments `tool` (its key), `url`, `hub`."""

    def init_platform_config(self, **kwargs: Any) -> None:
        ours, tool = new_key(), kwargs["tool"]
        self._registration = (
            Registration()
            .set_iss(kwargs["url"])
            .set_client_id(CLIENT)
            .set_deployment_id(DEPLOYMENT)
            .set_platform_public_key(pem(ours, private=False))
            .set_platform_private_key(pem(ours, private=True))
            .set_tool_key_set({"keys": [Registration.get_jwk(pem(tool, private=False))]})
        )

    def get_registration_by_params(self, **kwargs: Any) -> Registration:
        raise NotImplementedError


class Asked(Request):  # type: ignore[misc]
    """A request as the library wants it."""

    def build_metadata(self, request: dict[str, Any]) -> dict[str, Any]:
        return request


class LogIn(OIDCLoginAbstract):  # type: ignore[misc]
    """The first step of a launch."""

    def set_lti_message_hint(self, **kwargs: Any) -> None:
        self._lti_message_hint = "the-link"

    def get_redirect(self, url: str) -> str:
        return url


class Launch(LTIAdvantageMessageLaunchAbstract):  # type: ignore[misc]
    """The signed message, into which a test may put something wrong."""

    wrong: Mapping[str, Any] = {}
    other_key = False

    def generate_launch_request(self) -> dict[str, Any]:
        data: dict[str, Any] = dict(super().generate_launch_request())
        if self.wrong or self.other_key:
            key = new_key() if self.other_key else JWK.from_pem(self._registration.get_platform_private_key().encode())
            claims = jwt.decode(data["id_token"], options={"verify_signature": False})
            headers = jwt.get_unverified_header(data["id_token"])
            data["id_token"] = jwt.encode({**claims, **self.wrong}, pem(key, private=True), "RS256", headers)
        return data

    def render_launch_form(self, launch_data: dict[str, Any], **kwargs: Any) -> str:
        return FORM.render(launch_data)


class Grades(AssignmentsGradesService):  # type: ignore[misc]
    """The gradebook, with one column."""

    scores: list[dict[str, Any]]

    def update_score(self, line_item_id: str, score: dict[str, Any]) -> UpdateScoreStatus:
        self.scores.append({"item": line_item_id, **score})
        return UpdateScoreStatus.SUCCESS

    def _not_offered(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    find_lineitems = find_lineitem = create_lineitem = update_lineitem = delete_lineitem = _not_offered
    get_results = _not_offered


class Members(NamesRoleProvisioningService):  # type: ignore[misc]
    """The list of the course's people."""

    people: list[dict[str, Any]]

    def get_context_by_id(self) -> Context:
        return Context("Spring 1", "S1", "Spring")

    def get_member_data_page(self, **_: Any) -> dict[str, Any]:
        return {"content": [dict(person) for person in self.people], "has_next": False}


class LearningPlatform(ThreadingHTTPServer):
    """The platform; `/go` is a link of a course to the hub, followed by `user` in `role`.

    Parameters
    ----------
    tool : JWK
        The course's own key.
    """

    def __init__(self, tool: JWK) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.settings = Settings(tool=tool, url=self.url)
        self.scores: list[dict[str, Any]] = []
        self.chosen: list[dict[str, Any]] = []
        self.user, self.role, self.custom = "7", LEARNER, {"lesson": "start"}
        self.context = "Spring 1"
        self.people: list[dict[str, Any]] = []
        self.pages = 1  # of the list of people
        self.wrong: Mapping[str, Any] = {}
        self.other_key = self.chooses = False

    def __enter__(self) -> LearningPlatform:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()

    def registered_at(self, hub: str) -> None:
        """Take the hub's addresses, and the key from the one where the hub shows it."""
        registration = self.settings.get_registration()
        registration.set_tool_key_set(None).set_tool_key_set_url(f"{hub}/hub/lti13/keys")
        registration.set_oidc_login_url(f"{hub}/hub/lti13/oauth_login").set_launch_url(f"{hub}/hub/")
        registration.set_deeplink_launch_url(f"{hub}/hub/")

    def launch_form(self, request: Asked) -> str:
        """The page that sends the signed message."""
        launch = Launch(request, self.settings)
        launch.wrong, launch.other_key = self.wrong, self.other_key
        launch.set_user_data(self.user, [self.role], full_name="Alice", email_address="alice@example.edu")
        launch.set_resource_link_claim("the-link")
        launch.set_launch_context_claim(self.context)
        if self.people:
            launch.set_nrps(f"{self.url}/People")
        launch.set_custom_parameters_claim(self.custom)
        launch.set_ags(f"{self.url}/items", f"{self.url}/items/{ITEM}", allow_creating_lineitems=False)
        if self.chooses:
            launch.set_dl(f"{self.url}/chosen")
            # The library leaves these out; JupyterHub's authenticator wants them where lessons are chosen.
            launch.set_launch_presentation_claim("iframe", self.url)
            launch.set_extra_claims({f"{CLAIM}tool_platform": {"guid": "the-school"}})
        return str(launch.lti_launch())


class _Requests(BaseHTTPRequestHandler):
    server: LearningPlatform

    def do_GET(self) -> None:
        platform = self.server
        if self.path == "/keys":
            self._answer(200, json.dumps(platform.settings.get_jwks()))
        elif self.path == "/go":
            log_in = LogIn(None, platform.settings)
            log_in.set_lti_message_hint()
            self._answer(302, location=log_in.initiate_login(platform.user))
        elif self.path.startswith("/People"):
            self._people()
        elif self.path.startswith("/auth"):
            self._answer(200, platform.launch_form(self._asked({}, "")))
        else:
            self._answer(404)

    def do_POST(self) -> None:
        platform = self.server
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = dict(parse_qsl(body))
        if self.path == "/chosen":
            platform.chosen += platform.settings.validate_deeplinking_resp(form)
            self._answer(200, "The link was made.")
        elif self.path == "/token":
            try:
                self._answer(200, json.dumps(platform.settings.get_access_token(form)))
            except Exception:
                self._answer(401)
        else:
            service = Grades(self._asked(form, body), platform.settings, f"{platform.url}/items")
            service.scores = platform.scores
            item = self.path.removeprefix("/items/").removesuffix("/scores")
            said = service.handle_resp(service.handle_update_score, line_item_id=item)
            self._answer(said.code)

    def _people(self) -> None:
        """One page of the list; the address of the next has a capital in it, as a platform's may have."""
        asked, platform = self._asked({}, ""), self.server
        service = Members(asked, platform.settings, f"{platform.url}/People")
        number = int(asked.get_data.get("Page", 1))
        asked.get_data.clear()
        size = -(-len(platform.people) // platform.pages)
        service.people = platform.people[(number - 1) * size : number * size]
        said = service.handle_resp(service.handle_get_members)
        more = f'<{platform.url}/People?Page={number + 1}>; rel="next"' if number < platform.pages else ""
        self._answer(said.code, json.dumps(said.result or {}), more=more)

    def _asked(self, form: dict[str, str], body: str) -> Asked:
        query = dict(parse_qsl(urlsplit(self.path).query))
        content = json.loads(body) if body.startswith("{") else None
        return Asked(
            {"method": self.command, "form_data": form, "get_data": query, "headers": self.headers, "path": self.path,
             "content_type": self.headers.get("Content-Type"), "json": content}
        )  # fmt: skip

    def _answer(self, status: int, text: str = "", location: str = "", more: str = "") -> None:
        self.send_response(status)
        if more:
            self.send_header("Link", more)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "application/json" if text.startswith("{") else "text/html")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
