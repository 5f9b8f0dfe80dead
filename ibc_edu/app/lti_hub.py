"""A hub's settings for a school's learning platform (LTI 1.3), from environment variables: see deploy/hub/README.md."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from ibc_edu.app.lti import LessonGrades, Platform
from ibc_edu.app.lti_choice import lesson_links
from ibc_edu.app.lti_login import LessonLogin, named_by
from ibc_edu.app.lti_names import NamedClasses
from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.resources import course_folder

ISSUER = "IBC_EDU_LTI_ISSUER"


def configure(c: Any, settings: Mapping[str, str], accounts: Callable[[Any], Awaitable[None]]) -> None:
    """Have people log in from the platform that `settings` name; without one, change nothing.

    Where there is a key, grades go back when a server stops, lessons can be chosen, and educators get names.

    Parameters
    ----------
    c : traitlets configuration
        The hub's.
    settings : mapping
        Environment variables.
    accounts : callable
        What goes before the start of a user's server: `ibc_edu.app.hub.SchoolAccounts`.

    Raises
    ------
    KeyError
        If the platform is named and one of its addresses is not.
    """
    if ISSUER not in settings:
        return
    course = Course(course_folder(None), parts=PARTS, record="memory")
    named = settings.get("IBC_EDU_LTI_NAME", "sub")
    c.JupyterHub.authenticator_class = LessonLogin
    c.LessonLogin.issuer = settings[ISSUER]
    c.LessonLogin.client_id = {settings["IBC_EDU_LTI_CLIENT"]}
    c.LessonLogin.authorize_url = settings["IBC_EDU_LTI_LOGIN_URL"]
    c.LessonLogin.jwks_endpoint = settings["IBC_EDU_LTI_KEYS_URL"]
    c.LessonLogin.deployments = set(settings.get("IBC_EDU_LTI_DEPLOYMENTS", "").split())
    c.LessonLogin.username_key = named
    c.LessonLogin.lessons = lesson_links(course.plan)
    c.LessonLogin.course_title = course.plan.title
    c.LessonLogin.manage_groups = True
    c.LessonLogin.enable_auth_state = True  # needs JUPYTERHUB_CRYPT_KEY
    if "IBC_EDU_LTI_KEY_FILE" not in settings:
        return
    key = Path(settings["IBC_EDU_LTI_KEY_FILE"]).read_text(encoding="utf-8")
    platform = Platform(settings[ISSUER], settings["IBC_EDU_LTI_CLIENT"], settings["IBC_EDU_LTI_TOKEN_URL"], key)
    c.LessonLogin.platform = platform
    c.Spawner.environment = {"IBC_EDU_GRADES": "1"}  # before anybody agrees, they are told of it
    c.Spawner.pre_spawn_hook = NamedClasses(accounts, platform, named_by(named))
    c.Spawner.post_stop_hook = LessonGrades(platform, course.bank)
