"""The signs to call about on a sheet of paper: those that go with every treatment."""

from __future__ import annotations

from html import escape

from ibc_edu.classroom.handouts.paper import page
from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.parts.shared.call_signs import CallSigns


def sheet(course: Course, paper: str | None = None) -> str:
    """Return one page of HTML with lines for the team's numbers, and each sign under how soon it needs help."""
    found = CallSigns(course, KeyedSources(course))
    labels = found.texts.print
    blanks = (labels.about, labels.number, labels.night, labels.emergency)
    lines = "".join(f'<p class="who"><span>{escape(label)}</span></p>' for label in blanks)
    signs = found.everyone()
    lists = []
    for urgency in found.urgencies:
        own = [sign for sign in signs if sign["urgency"] == urgency["key"]]
        items = "".join(f"<li>{escape(_said(sign['sign'], sign['act']))}</li>" for sign in own)
        if own:
            lists.append(
                f'<h2>{escape(urgency["name"])}</h2><p>{escape(urgency["text"])}</p><ul class="text">{items}</ul>'
            )
    body = (
        f"{lines}<p>{escape(found.texts.everyone.text)}</p>{''.join(lists)}<p>{escape(found.texts.not_listed.text)}</p>"
    )
    return page(labels.title, body, caution=labels.caution, paper=paper)


def _said(sign: str, act: str) -> str:
    return f"{sign.rstrip('.')}. {act}" if act else sign
