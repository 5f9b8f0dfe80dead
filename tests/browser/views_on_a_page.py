"""Every view of the package with something in it, to be shown on a page that knows nothing of Jupyter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ibc_edu.classroom.presentation.presenting import present
from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.quiz.sessions.session import Mode, QuizSession
from ibc_edu.views.kit.base import BaseWidget
from ibc_edu.views.quiz.card import QuizCard

CLOCK = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ANSWERED = 6  # so many questions of a lesson, before the learner's own parts are made
# What somebody has chosen, so that more of a part shows.
CHOICES: dict[str, dict[str, Any]] = {
    "case": {"case": "fever-on-day-nine", "path": [0]},
    "eligibility-desk": {"decisions": {"ana/her2": "join", "ana/first": "join"}},
    "side-effect-explorer": {"effect": "Fatigue"},
    "stage-explorer": {"nodes": "N2", "sites": ["bones", "liver"]},
    "therapy-map": {"chosen": "cdk4-6-inhibitors"},
    "treatment-desk": {"picks": {"rosa": ["hormone-therapy", "chemotherapy"]}, "compared": ["rosa"]},
}

# Shows views below each other, in this order; each in a box of its own, as wide as an output of JupyterLab. What Python
# says later, `window.tell(name, values)` says to one of them.
SHOW = """async (views) => {
    document.body.replaceChildren();
    document.head.querySelectorAll('style').forEach(style => style.remove());
    for (const { style: textContent } of views) {
        document.head.append(Object.assign(document.createElement('style'), { textContent }));
    }
    const models = new Map();
    window.tell = (name, values) => {
        const { state, listeners } = models.get(name);
        Object.assign(state, values);
        for (const trait of Object.keys(values)) listeners.get(`change:${trait}`)?.forEach(listener => listener());
    };
    for (const { name, script, state } of views) {
        const listeners = new Map();
        models.set(name, { state, listeners });
        const el = Object.assign(document.createElement('div'), { id: name });
        el.style = 'width: 860px; margin: 0 0 40px';
        document.body.append(el);
        // Every message is dealt with, and nothing changes: a figure stays at the words that it is being drawn.
        const model = {
            get: key => state[key], set() {}, off() {}, save_changes() {}, widget_manager: {},
            on: (events, listener) => events.split(' ').forEach(event => {
                listeners.set(event, [...(listeners.get(event) ?? []), listener]);
            }),
            send: ({ message }) => queueMicrotask(() => {
                window.tell(name, { answered: message, handled: state.handled + 1 });
            }),
        };
        const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
        const host = { getWidget: () => new Promise(() => {}) };
        (await import(url)).default.render({ model, el, host });
    }
    document.querySelectorAll('details').forEach(details => { details.open = true; });
    // Folds fill when they open, lines are drawn once the rows have their places: until nothing comes any more.
    const count = () => document.querySelectorAll('*').length;
    for (let before = -1, calm = 0; calm < 10; before = count()) {
        await new Promise(requestAnimationFrame);
        calm = count() === before ? calm + 1 : 0;
    }
}"""


class Shown(NamedTuple):
    """One view: what anywidget would send of it."""

    name: str
    script: str
    style: str
    state: dict[str, Any]


def shown_views() -> list[Shown]:
    """One view of each class and mode, of one course and one learner who has answered a little."""
    return [shown(name, widget) for name, widget in _widgets()]


def _widgets() -> Iterator[tuple[str, BaseWidget]]:
    course = Course(parts=PARTS, record="memory", clock=lambda: CLOCK)
    lesson = course.lesson("staging")
    yield "present", present(lesson)
    questions = tuple(lesson.questions())
    practice = QuizCard(QuizSession("practice", "Practice", questions[:4]), on_attempts=course.keep, clock=course.clock)
    answer(practice)
    yield "quiz", practice
    singles = tuple(question for question in questions if question.kind == "single")
    yield "hands", QuizCard(QuizSession("hands", "A show of hands", singles[:1], mode=Mode.PRESENT))
    yield "sources", lesson.show("sources")
    for name in PARTS:
        widget = course.make(name)
        for trait, value in CHOICES.get(name, {}).items():
            setattr(widget, trait, value)
        yield name, widget


def answer(card: QuizCard) -> None:
    """Give the first answer to every question with choices, and have the others shown."""
    for item in card.view["items"]:
        first = item["choices"][0]["key"] if item.get("choices") else None
        response = [first] if item["kind"] == "multiple" else first
        message = (
            {"type": "answer", "response": response, "sureness": 3, "seconds": 1.0}
            if first
            else {"type": "show_answer"}
        )
        card.receive({"item": item["id"], **message})


def shown(name: str, widget: BaseWidget) -> Shown:
    """What the page gets of a widget."""
    state = {trait: getattr(widget, trait) for trait in widget.keys if not trait.startswith("_")}
    del state["layout"]
    return Shown(name, str(widget._esm), str(widget._css), state)
