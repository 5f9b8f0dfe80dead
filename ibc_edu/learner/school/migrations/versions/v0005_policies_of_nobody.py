"""The policies name no role, so that no member of one can take them away.

Whoever belongs to a role may say `DROP OWNED BY` it, and that drops the policies made for it: every learner could so
have shut out all others, though not read them. Who may use the tables at all is still a matter of the roles' grants,
which only the owner takes back.
"""

from __future__ import annotations

from alembic import op

from ibc_edu.learner.school.names import EDUCATORS, LEARNERS

revision = "0005"
down_revision = "0004"

_OWN = "(learner = session_user::text)"
_TEACHES = f"(SELECT pg_has_role(session_user, '{EDUCATORS}', 'MEMBER'))"
_POLICIES = {
    **{("own_rows", table): f"USING {_OWN} WITH CHECK {_OWN}"
       for table in ("attempts", "consent", "ibc_edu_drafts", "ibc_edu_summaries")},
    ("of_my_classes", "attempts"): f"FOR SELECT USING ({_TEACHES} AND ibc_edu_may_read(learner))",
    ("own_line", "ibc_edu_classes"): "FOR SELECT USING (member = session_user::text)",
    ("own_classes", "ibc_edu_classes"): f"FOR SELECT USING ({_TEACHES} AND ibc_edu_teaches(class))",
}  # fmt: skip


def upgrade() -> None:
    """Make the policies anew, also where somebody dropped them."""
    for (name, table), rule in _POLICIES.items():
        op.execute(f"DROP POLICY IF EXISTS {name} ON {table}")
        op.execute(f"CREATE POLICY {name} ON {table} {rule}")
    # A policy's functions are called by whoever reads; to a learner they answer no.
    op.execute(f"GRANT EXECUTE ON FUNCTION ibc_edu_may_read(text), ibc_edu_teaches(text) TO {LEARNERS}")
