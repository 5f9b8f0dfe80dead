"""Deep linking: an educator at a learning platform chooses the lesson that a new link opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ibc_edu.app.lti import CLAIM, Platform, registration_of
from ibc_edu.app.pages import TEMPLATE
from ibc_edu.course.plan import CoursePlan

CHOICE_ASKED = "LtiDeepLinkingRequest"
SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"


@dataclass(frozen=True)
class LessonLink:
    """A lesson that a link can open; `asks` says whether it has questions, and so a grade."""

    name: str
    title: str
    asks: bool


def lesson_links(plan: CoursePlan) -> list[LessonLink]:
    """Return the lessons of a course, in order."""
    return [LessonLink(lesson.name, lesson.title, bool(lesson.checks)) for lesson in plan.lessons]


def choice_page(
    platform: Platform, launch: Mapping[str, Any], lessons: Iterable[LessonLink], address: str, course: str
) -> str:
    """Return a page with a button for each lesson, which sends the platform a signed link to it.

    Parameters
    ----------
    platform : Platform
    launch : mapping
        The platform's request, checked.
    lessons : iterable of LessonLink
    address : str
        Where the lessons are, without a slash at the end.
    course : str
        The course's title.
    """
    from pylti1p3.deep_link import DeepLink
    from pylti1p3.deep_link_resource import DeepLinkResource
    from pylti1p3.lineitem import LineItem

    settings = launch[SETTINGS]
    deep_link = DeepLink(registration_of(platform), str(launch[f"{CLAIM}deployment_id"]), settings)
    choices = []
    for lesson in lessons:
        link = DeepLinkResource().set_title(lesson.title).set_url(f"{address}/{lesson.name}")
        link.set_custom_params({"lesson": lesson.name})
        if lesson.asks:
            link.set_lineitem(LineItem().set_score_maximum(1).set_label(lesson.title))
        signed = deep_link.get_response_jwt([link])
        choices.append({"title": lesson.title, "asks": lesson.asks, "signed": signed})
    pages = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, undefined=StrictUndefined)
    back = settings["deep_link_return_url"]
    return pages.get_template("lesson_choice.html.j2").render(back=back, choices=choices, course=course)
