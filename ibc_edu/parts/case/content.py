"""The course's cases as the page needs them: beliefs in words, sources by key, the reasoned path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.errors import KnowledgeError
from ibc_edu.knowledge.cases import FOLDER, Case, Choice, Scene, case_names, read_case

if TYPE_CHECKING:
    from ibc_edu.parts.case import widget
    from ibc_edu.parts.case.widget import CaseContent, ShownCase, ShownChoice, ShownScene


def case_content(course: Course) -> CaseContent:
    """All cases of the course, in the order of the lessons that they go with.

    Raises
    ------
    KnowledgeError
        If the course has none, or a file is not what a case must be.
    """
    cases = {name: read_case(course.folder, name) for name in case_names(course.folder)}
    if not cases:
        raise KnowledgeError("the course has no case.", where=FOLDER, cure="Add one, or take the part out.")
    lessons = course.plan.lesson_names
    order = sorted(cases, key=lambda name: (lessons.index(cases[name].lesson), name))
    builder = _Builder(course)
    return {"cases": [builder.case(name, cases[name]) for name in order], "sources": builder.sources.found}


class _Builder:
    def __init__(self, course: Course) -> None:
        self.course = course
        self.sources = KeyedSources(course)
        self.beliefs = {row["misconception_id"]: row for row in course.rows_if_any("misconceptions")}

    def case(self, name: str, case: Case) -> ShownCase:
        return {
            "key": name,
            "title": case.title,
            "person": case.person,
            "lesson": self.course.plan.lesson(case.lesson).title,
            "start": case.start,
            "ask": list(case.ask),
            "counters": [{"key": key, **counter.model_dump()} for key, counter in case.counters.items()],
            "scenes": {key: self._scene(scene) for key, scene in case.scenes.items()},
            "endings": {
                key: {"title": ending.title, "text": ending.text, "sources": self.sources.of(ending)}
                for key, ending in case.endings.items()
            },
            "reasoned": [number for _, number in case.reasoned_path()],
        }

    def _scene(self, scene: Scene) -> ShownScene:
        return {
            "title": scene.title,
            "seen": scene.seen,
            "heard": scene.heard,
            "asked": scene.asked,
            "choices": [self._choice(choice) for choice in scene.choices],
        }

    def _choice(self, choice: Choice) -> ShownChoice:
        belief = self.beliefs[choice.misconception] if choice.misconception else None
        return {
            "text": choice.text,
            "to": choice.to,
            "consequence": choice.consequence,
            "feedback": choice.feedback,
            "reasoned": choice.reasoned,
            "belief": {"statement": belief["statement"], "correction": belief["correction"]} if belief else None,
            "adds": dict(choice.adds),
            "sources": self._grounds(choice, belief),
        }

    def _grounds(self, choice: Choice, belief: dict[str, Any] | None) -> list[str]:
        """Keys of what the feedback rests on, and of what the correction of the belief does: both are shown."""
        texts = [self.sources.of(choice)]
        if belief:
            texts.append(self.sources.add(belief["evidence"], belief["facts"]))
        return list(dict.fromkeys(key for keys in texts for key in keys))


def make(course: Course) -> widget.Case:
    """The cases of this course."""
    from ibc_edu.parts.case import widget  # its `Case` is what shows the cases

    return widget.Case(case_content(course))
