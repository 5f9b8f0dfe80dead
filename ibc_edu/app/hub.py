"""JupyterHub: before a user's server starts, the school's database gets a role for them with a password of its own.

`deploy/hub/jupyterhub_config.py` uses this. A user never sees another's password where servers run as users of their
own, or in containers; the simple spawner, which runs everybody as one user, is for trying it out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ibc_edu.learner.school.database import Account, School
from ibc_edu.learner.storage.access import Clock
from ibc_edu.quiz.attempt import utc_now

LEARNS, TEACHES = "class:", "teaches:"  # how a group of the hub names a class
SERVER_ARGUMENTS = (
    "--ServerApp.jpserver_extensions={'ibc_edu.app.hub_pages': True}",
    "--ServerApp.kernel_websocket_connection_class=ibc_edu.app.prompt_kernels.PromptConnection",
    "--KernelManager.transport=ipc",  # files that only this user can open, not ports of this machine
)
"""Arguments of each user's server, for `c.Spawner.args`."""
TEMPLATES = str(Path(__file__).parent / "hub_template")
"""The hub's pages under the course's name, for `c.JupyterHub.template_paths`; they take the variable `course_title`."""
HOURS = 24  # a password's life; each start of a server makes a new one


class SchoolAccounts:
    """A hook for `c.Spawner.pre_spawn_hook` that gives each user's server its place in the school's database.

    A user in the hub's group `class:spring` learns in the class spring, one in `teaches:spring` reads its answers, and
    no more once that group is taken away. What a kernel needs is put into the environment of the user's server, and
    nowhere else.

    Parameters
    ----------
    url : str
        The owner's URL of the database.
    clock : callable
        Returns the present time, aware.
    hours : float
        How long a password lasts: longer than the hub lets a server run.
    """

    def __init__(self, url: str, *, clock: Clock = utc_now, hours: float = HOURS) -> None:
        self._school = School(url)
        self._clock = clock
        self._hours = timedelta(hours=hours)

    def close(self) -> None:
        """Give back the connections to the database."""
        self._school.close()

    def __deepcopy__(self, memo: dict[int, Any]) -> SchoolAccounts:
        """Return itself: the hub copies its configuration for each spawner, and connections cannot be copied."""
        return self

    async def __call__(self, spawner: Any) -> None:
        """Admit the user and set their environment.

        Raises
        ------
        RecordError
            If the database cannot be reached; the hub then says that the server did not start.
        """
        groups = [group.name for group in spawner.user.groups]
        account = await asyncio.to_thread(self._admit, spawner.user.name, groups, self._clock() + self._hours)
        spawner.environment = {**spawner.environment, **account.environment()}

    def _admit(self, user: str, groups: Iterable[str], until: datetime) -> Account:
        teaches = [name.removeprefix(TEACHES) for name in groups if name.startswith(TEACHES)]
        learns = [name.removeprefix(LEARNS) for name in groups if name.startswith(LEARNS)]
        is_teacher = bool(teaches)
        # A learner stays in the classes of before; an educator reads what the hub's groups name, and nothing else.
        return self._school.admit(user, classes=teaches or learns, teaches=is_teacher, until=until, exactly=is_teacher)
