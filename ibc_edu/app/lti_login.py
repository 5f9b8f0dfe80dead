"""Log-in to a hub from a school's learning platform (LTI 1.3): who comes, and at which lesson they arrive.

JupyterHub's LTI authenticator checks state, nonce, signature, issuer, audience and age of a launch. What is added here:
the deployment, names that cannot be taken for one another, classes, the lesson that a link names, and the page on which
an educator chooses the lesson of a link.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.handlers import BaseHandler
from jupyterhub.utils import url_path_join
from ltiauthenticator.lti13.auth import LTI13Authenticator
from ltiauthenticator.lti13.handlers import LTI13CallbackHandler, LTI13LoginInitHandler
from tornado.web import HTTPError
from traitlets import Any as AnyTrait
from traitlets import List, Unicode, default
from traitlets import Set as SetTrait

from ibc_edu.app.lti import CLAIM, groups_of, is_teacher, key_set, lesson_of, with_classes_taught
from ibc_edu.app.lti_choice import CHOICE_ASKED, choice_page

COME_BY_LINK = (
    "<div class='container words'><h1 class='h4'>Come from your course.</h1><p>This page opens by the link in your "
    "school's learning platform. Go there, and follow the link again.</p></div>"
)
"""What the hub shows to whoever comes without a link, in place of a form."""
COURSE_PATH = "user-redirect/ibc-edu/lessons"
_PLAIN = re.compile(r"(?![0-9a-f]{32}$)[a-z0-9][a-z0-9._@+-]{0,39}")  # none that could be a digest


def named_by(username_key: str) -> Callable[[Mapping[str, Any]], str]:
    """Return what gives a person's name at the hub from what a platform says of them, and nothing where it cannot."""

    def name(said: Mapping[str, Any]) -> str:
        found = str(said.get(username_key) or "")
        return hub_name(found.lower() if username_key == "email" else found) if found else ""

    return name


def hub_name(said: str) -> str:
    """Return the hub's name for what a platform calls a person: the same where it is plain, else a digest of it.

    The hub ignores capitals, so that two people whose names differ in nothing else would be one to it.
    """
    return said if _PLAIN.fullmatch(said) else hashlib.sha256(said.encode()).hexdigest()[:32]


class StartOfLaunch(LTI13LoginInitHandler):  # type: ignore[misc]
    """The address to which a platform first sends whoever follows a link."""

    def _set_oauth_cookie(self, key: str, value: str) -> None:
        # The platform comes back with a form, and browsers send no other cookie with a form of another site.
        is_https = self.authenticator.get_uri_scheme(self.request) == "https"
        across = {"samesite": "None", "secure": True} if is_https else {}
        self._set_cookie(key, value, expires_days=1, httponly=True, encrypted=True, **across)


class Launch(LTI13CallbackHandler):  # type: ignore[misc]
    """The address to which a platform then sends its signed message."""

    def decode_and_validate_launch_request(self) -> dict[str, Any]:
        """Return the launch, checked.

        Raises
        ------
        HTTPError
            If anything in it is not as it was registered.
        ValidationError
            The library's, for the same.
        """
        launch: dict[str, Any] = super().decode_and_validate_launch_request()
        deployments = self.authenticator.deployments
        if deployments and launch.get(f"{CLAIM}deployment_id") not in deployments:
            raise HTTPError(401, "This learning platform is registered under another deployment.")
        if launch.get(f"{CLAIM}message_type") == CHOICE_ASKED and not is_teacher(launch):
            raise HTTPError(403, "Only an instructor of the course chooses its lessons.")
        self._launch = launch
        return launch

    def get_next_url(self, user: Any = None) -> str:
        """Return the address of the lesson that the link names, else what the platform asked for."""
        if lesson := lesson_of(self._launch):
            return str(url_path_join(self.hub.base_url, COURSE_PATH, lesson))
        return str(super().get_next_url(user))

    async def redirect_to_next_url(self, user: Any) -> None:
        """Send the user to their lesson, or let an educator choose one for a new link.

        Raises
        ------
        HTTPError
            If lessons cannot be chosen at this hub.
        """
        if self._launch.get(f"{CLAIM}message_type") != CHOICE_ASKED:
            await super().redirect_to_next_url(user)
            return
        asked = self.authenticator
        if asked.platform is None:
            raise HTTPError(400, "This hub has no key to sign with: add the link by hand, with the parameter lesson.")
        front = f"{asked.get_uri_scheme(self.request)}://{self.request.host}"
        address = front + url_path_join(self.hub.base_url, COURSE_PATH)
        platform = urlsplit(asked.authorize_url)
        # Platforms show this page inside their own.
        self.set_header("Content-Security-Policy", f"frame-ancestors 'self' {platform.scheme}://{platform.netloc}")
        await self.finish(choice_page(asked.platform, self._launch, asked.lessons, address, asked.course_title))


class Keys(BaseHandler):  # type: ignore[misc]
    """The address at which a platform reads the course's public key."""

    def get(self) -> None:
        """Send it.

        Raises
        ------
        HTTPError
            404 if the course has none.
        """
        platform = self.authenticator.platform
        if platform is None:
            raise HTTPError(404, "This hub has no key: it neither sends grades nor makes links.")
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(key_set(platform)))


class LessonLogin(LTI13Authenticator):  # type: ignore[misc]
    """The hub's authenticator for one learning platform.

    Parameters
    ----------
    deployments : set of str
        Deployments that may launch; empty for all of the client.
    platform : Platform or None
        How grades and links are signed.
    lessons : list of LessonLink
        From which an educator chooses.
    course_title : str
        What the lessons are of.
    """

    deployments = SetTrait(trait=Unicode(), config=True)
    platform = AnyTrait(None, allow_none=True, config=True)
    lessons: Any = List(config=True)
    course_title = Unicode("the course", config=True)
    login_handler = StartOfLaunch
    callback_handler = Launch

    @default("custom_html")
    def _place_to_come_from(self) -> str:
        return COME_BY_LINK

    def get_handlers(self, app: Any) -> list[tuple[Any, ...]]:
        """Return the library's addresses, and that of the key."""
        return [*super().get_handlers(app), ("lti13/keys", Keys)]

    def get_username(self, token: Mapping[str, Any]) -> str:
        """Return the hub's name for the person.

        Raises
        ------
        HTTPError
            If the platform does not say what names are made from here; nothing else is taken in its place.
        """
        if name := named_by(self.username_key)(token):
            return name
        raise HTTPError(400, f"The learning platform did not send {self.username_key}, from which names are made.")

    async def authenticate(self, handler: Any, data: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the person's name, what the platform sent, and the hub's groups, which say the classes.

        A launch names one class. Whoever teaches others as well keeps their groups, until an administrator of the hub
        takes them away or the person comes to that class as a learner.
        """
        launch = data or {}
        person = await super().authenticate(handler, launch)
        known = handler.find_user(self.normalize_username(person["name"]))
        before = [group.name for group in known.groups] if known else []
        return {**person, "groups": with_classes_taught(groups_of(launch), before)}
