"""What Alembic runs to bring a school's database up to date; `ibc_edu.learner.school.database` gives the connection."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
