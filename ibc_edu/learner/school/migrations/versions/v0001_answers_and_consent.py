"""The first tables: answers and agreements."""

from __future__ import annotations

from alembic import op

from ibc_edu.learner.storage.layout import take_step
from ibc_edu.quiz.attempt import utc_now

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Take the step that a learner's own record takes, unless it was taken before the school had its roles."""
    take_step(op.get_bind(), 1, utc_now())
