# A hub for a school: each user's server opens on the course, and the school's PostgreSQL keeps users apart.
#
#     IBC_EDU_SCHOOL=postgresql://owner:...@host/course jupyterhub --config deploy/hub/jupyterhub_config.py
#
# What a school changes is read from the environment, so that this file can be taken as it is: see README.md here.

import os
import sys

from ibc_edu.app.hub import SERVER_ARGUMENTS, TEMPLATES, SchoolAccounts
from ibc_edu.course.plan import read_plan
from ibc_edu.resources import course_folder

c = get_config()  # noqa: F821 (JupyterHub gives it)

# The hub's own pages, under the course's name.
c.JupyterHub.template_paths = [TEMPLATES]
c.JupyterHub.template_vars = {"course_title": read_plan(course_folder(None)).title}

# Who may log in. The dummy authenticator is for trying it out: one password for all.
c.JupyterHub.authenticator_class = os.environ.get("IBC_EDU_HUB_AUTHENTICATOR", "dummy")
c.Authenticator.allow_all = True
c.Authenticator.admin_users = set(os.environ.get("IBC_EDU_HUB_ADMINS", "").split())
if "IBC_EDU_HUB_PASSWORD" in os.environ:
    c.DummyAuthenticator.password = os.environ["IBC_EDU_HUB_PASSWORD"]

# Where servers run. The simple spawner runs all of them as one user of this machine, who could read the others' files:
# for a school take users of their own (systemdspawner, sudospawner) or containers.
c.JupyterHub.spawner_class = os.environ.get("IBC_EDU_HUB_SPAWNER", "simple")
c.SimpleLocalProcessSpawner.home_dir_template = os.environ.get("IBC_EDU_HUB_HOMES", "/tmp/ibc-edu-hub/{username}")
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.args = list(SERVER_ARGUMENTS)
if c.JupyterHub.spawner_class == "simple" and os.geteuid() == 0:
    c.Spawner.args.append("--allow-root")
c.Spawner.default_url = "/ibc-edu/"
c.Spawner.http_timeout = c.Spawner.start_timeout = 90
c.Spawner.mem_limit = os.environ.get("IBC_EDU_HUB_MEMORY", "1G")

# With a proxy that runs apart, the hub can be restarted while people answer: their servers and pages go on.
if "IBC_EDU_HUB_PROXY" in os.environ:
    c.ConfigurableHTTPProxy.should_start = False
    c.ConfigurableHTTPProxy.api_url = os.environ["IBC_EDU_HUB_PROXY"]
    c.JupyterHub.cleanup_servers = False

# The record of each user: a role of their own, with a password that ends.
accounts = SchoolAccounts(os.environ["IBC_EDU_SCHOOL"])
c.Spawner.pre_spawn_hook = accounts

# A server that nobody uses for an hour ends, and none lives longer than its password.
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600", "--max-age=72000"],
    }
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]

# A learning platform (LTI 1.3): its users log in by a link there, and a lesson's grade goes back when a server stops.
if "IBC_EDU_LTI_ISSUER" in os.environ:
    from ibc_edu.app.lti_hub import configure

    configure(c, os.environ, accounts)
