"""What of a page's view a step has changed, so that a reply need not bring the whole quiz again."""

from __future__ import annotations

from ibc_edu.quiz.sessions.view_types import QuizView, ViewChange

_MAY_CHANGE = ("hash", "phase", "progress", "summary")
"""What of a view besides its items can differ while the quiz stays the same one."""


def view_change(before: QuizView, after: QuizView) -> ViewChange | None:
    """Return what makes `after` of `before`: items that differ, and what else does; None for another quiz."""
    if _asked(before) != _asked(after):
        return None
    items = [new for old, new in zip(before["items"], after["items"], strict=True) if new is not old and new != old]
    values = {name: after[name] for name in _MAY_CHANGE if after[name] != before[name]}  # type: ignore[literal-required]
    return {"items": items, "values": values}


def _asked(view: QuizView) -> tuple[object, ...]:
    ids = [item["id"] for item in view["items"]]
    return view["quiz_id"], view["title"], view["mode"], view["seed"], ids
