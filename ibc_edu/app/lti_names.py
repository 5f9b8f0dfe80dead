"""Names of a class and its people from its learning platform (LTI 1.3), for its educator alone.

A launch gives the title of its class; people (Names and Role Provisioning Services) are asked for when an educator's
server starts, and are in that server's environment while it runs: neither the school's database nor the hub's keeps
them.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from ibc_edu.app.lti import CLAIM, Platform, class_title, group_class, is_teacher, patient_session, registration_of
from ibc_edu.classroom.school.class_names import NAMES_VARIABLE
from ibc_edu.learner.school.names import role_name

NAMES = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
MOST_BYTES = 100_000  # Linux takes one variable of 128 kB
MOST_PAGES = 50
SECONDS = 20.0  # how long a server's start waits for names


def members_of(platform: Platform, launch: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return those who are in the course that was launched, as its platform lists them.

    Raises
    ------
    pylti1p3.exception.LtiException
        If the platform refuses it.
    requests.RequestException
        If the platform cannot be reached.
    """
    from pylti1p3.names_roles import NamesRolesProvisioningService
    from pylti1p3.service_connector import ServiceConnector

    session, address = patient_session(), str(launch[NAMES]["context_memberships_url"])
    following: list[str] = []

    # The library reads the address of the next page in small letters; what it asks with knows it as it was sent.
    def note(reply: Any, **_: Any) -> None:
        following[:] = [urljoin(reply.url, found["url"]) for found in [reply.links.get("next", {})] if "url" in found]

    session.hooks["response"] = [note]
    service = NamesRolesProvisioningService(
        ServiceConnector(registration_of(platform), session), {"context_memberships_url": address}
    )
    found: list[dict[str, Any]] = []
    for _ in range(MOST_PAGES):
        members, _next = service.get_members_page(address)
        found += [dict(member) for member in members]
        if not following:
            break
        address = following[0]
    return found


def names_of(members: Iterable[Mapping[str, Any]], person: Callable[[Mapping[str, Any]], str]) -> dict[str, str]:
    """Return the names of those who learn, by their roles in the school's database.

    Parameters
    ----------
    members : iterable of mapping
        As the platform lists them.
    person : callable
        Gives the hub's name of a member, and nothing for one who cannot come in.
    """
    names = {}
    for member in members:
        if str(member.get("status", "Active")) != "Active" or is_teacher({f"{CLAIM}roles": member.get("roles")}):
            continue
        given = f"{member.get('given_name') or ''} {member.get('family_name') or ''}"
        if name := person({**member, "sub": member.get("user_id")}):
            names[role_name(name)] = " ".join(str(member.get("name") or given).split())
    return names


class NamedClasses:
    """A hook for `c.Spawner.pre_spawn_hook`: does what `accounts` does, and gives an educator a class's names.

    Where the platform does not give them, or not in time, the class view shows people's numbers.

    Parameters
    ----------
    accounts : callable
        The hook that goes first: `ibc_edu.app.hub.SchoolAccounts`.
    platform : Platform
    person : callable
        See `names_of`.
    """

    def __init__(
        self,
        accounts: Callable[[Any], Awaitable[None]],
        platform: Platform,
        person: Callable[[Mapping[str, Any]], str],
    ) -> None:
        self._accounts = accounts
        self._platform = platform
        self._person = person

    def __deepcopy__(self, memo: dict[int, Any]) -> NamedClasses:
        """Return itself: the hub copies its configuration for each spawner."""
        return self

    async def __call__(self, spawner: Any) -> None:
        """Set the environment of the user's server."""
        await self._accounts(spawner)
        kept = {name: value for name, value in spawner.environment.items() if name != NAMES_VARIABLE}
        launch = await spawner.user.get_auth_state() or {}
        if is_teacher(launch) and group_class(launch):
            try:
                names = await asyncio.wait_for(asyncio.to_thread(self._names, launch), SECONDS)
            except Exception as error:  # whatever a platform does, the server starts
                spawner.log.warning("No names of the class of %s: %s", spawner.user.name, type(error).__name__)
                names = {}
            kept[NAMES_VARIABLE] = _told(launch, names)
        spawner.environment = kept

    def _names(self, launch: Mapping[str, Any]) -> dict[str, str]:
        if not launch.get(NAMES, {}).get("context_memberships_url"):
            return {}
        names = names_of(members_of(self._platform, launch), self._person)
        if len(_told(launch, names)) > MOST_BYTES:
            raise ValueError("more names than a server's environment takes")
        return names


def _told(launch: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return json.dumps({"class": group_class(launch), "title": class_title(launch), "names": names})
