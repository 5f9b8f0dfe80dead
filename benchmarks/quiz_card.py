"""A quiz of 20 questions beside the same 20 in jupyterquiz, in real JupyterLab and Chromium, in one run.

Run: python benchmarks/quiz_card.py [ROUNDS] [--answers], 5 rounds unless said, some 80 s on a quiet computer; with
--answers only the last of the three, in some 30 s. What it is at is written to the error stream. Both get the first 20
single choices of a lesson: the same stems, answers and feedback, and both import ipywidgets. It prints

* the time from running a cell until the quiz can be used, median of the rounds: as the first cell of a fresh kernel,
  imports and reading of the questions included, and again in a second cell when all that is there. jupyterquiz builds
  20 questions below each other, ours builds the one in front and the others when they are gone to; so there is a
  second time for ours, until each of the 20 has been gone to;
* the bytes that the output adds to the notebook, saved by JupyterLab and by nbclient with widget states;
* the time from a click on "Check answer" until the frame with the feedback. Ours asks the kernel, which sends the
  feedback and writes the answer to the record on the disk; jupyterquiz has the key in the page and keeps nothing: a
  floor, not a rival. Nearer floors are a bare widget whose kernel sends back what it was sent, and one whose kernel
  writes it to the disk before, as safely as the record does: what any answer of a kernel, and any that is kept, costs
  here. Before each click the page rests a moment, as with a learner, so that the frame of the choice is not counted,
  and ends its rest anywhere within a frame: else every click would wait for its frame equally long.
  Beside it stands how long the page's main thread computes for an answer and its frames, with the way to the next
  question: that depends less on what else the computer does.

Ours looks up sources, hints and explanations besides, and keeps the key in the kernel. Targets: usable no later than
jupyterquiz, in a fresh kernel at most 2.5 times as late; less than 10 kB saved; feedback within 30 ms at p95.
"""

from __future__ import annotations

import argparse
import copy
import json
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from playwright.sync_api import Browser, CDPSession, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from lab_page import CHROMIUM_FLAGS, LabPage, LabServer, find_chromium

from ibc_edu import this_course
from ibc_edu.quiz.kinds.single import Single

COUNT = 20
AGAIN_TARGET = 1.0  # times jupyterquiz
FIRST_TARGET = 2.5  # times jupyterquiz, in a fresh kernel
SAVED_TARGET = 10  # kB
FEEDBACK_TARGET = 30  # ms, p95
REPEATS = 5  # quizzes of 20 for the latency
REST = "120 + 16.7 * Math.random()"  # ms between a choice and the click
FILE = "twenty.json"
LESSON = "monitoring"  # has enough single choices
OURS_FIRST = f"""from ibc_edu.course.course import Course
from ibc_edu.quiz.kinds.single import Single
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.views.quiz.card import QuizCard
course = Course(record="record.sqlite3")
questions = tuple(question for question in course.questions("{LESSON}") if isinstance(question, Single))[:{COUNT}]
def quiz():
    session = QuizSession("twenty", "Twenty questions", questions, library=course.library)
    return QuizCard(session, on_attempts=course.keep, clock=course.clock)
quiz()"""
OURS_BETWEEN = "course.record.grant()"
THEIRS_FIRST = f"""import ipywidgets
from jupyterquiz import display_quiz
display_quiz("{FILE}")"""

# Ready: whether a quiz that was not there before can be used. All: has every question built.
OURS_READY = f"""() => {{
    const quiz = document.querySelector('.ibc-quiz:not([data-old])');
    return !!quiz?.querySelector('.ibc-item input') && quiz.querySelectorAll('.ibc-strip button').length >= {COUNT};
}}"""
OURS_ALL = """() => document.querySelectorAll('.ibc-quiz:not([data-old]) .ibc-step-button')
    .forEach(step => step.click())"""
THEIRS_READY = f"""() => [...document.querySelectorAll('.Quiz:not([data-old])')]
    .filter(quiz => quiz.querySelector('.MCButton')).length === {COUNT}"""
RUN_AND_WAIT = """([index, ready, all]) => new Promise(resolve => {
    document.querySelectorAll('.ibc-quiz, .Quiz').forEach(quiz => { quiz.dataset.old = ''; });
    const isReady = eval(ready);
    const start = performance.now();
    const look = () => {
        if (!isReady()) return requestAnimationFrame(look);
        const usable = performance.now() - start;
        eval(all)();
        requestAnimationFrame(() => resolve([usable, performance.now() - start]));
    };
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = index;
    window.jupyterapp.commands.execute('notebook:run-cell');
    look();
})"""
RUN = """index => {
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = index;
    return window.jupyterapp.commands.execute('notebook:run-cell');
}"""
# Answers every question of the newest quiz once; milliseconds until the frame that shows the feedback.
OURS_ANSWERS = f"""async () => {{
    const quiz = document.querySelector('.ibc-quiz:not([data-old])');
    const frame = () => new Promise(requestAnimationFrame);
    const rest = () => new Promise(resolve => setTimeout(resolve, {REST}));
    const taken = [];
    for (const step of quiz.querySelectorAll('.ibc-step-button')) {{
        step.click();
        const item = quiz.querySelector('.ibc-item:not([hidden])');
        item.querySelector('input').click();
        await rest();
        const start = performance.now();
        [...item.querySelectorAll('button')].find(button => button.textContent === 'Check answer').click();
        while (!item.querySelector('.ibc-line')) await frame();
        taken.push(performance.now() - start);
    }}
    return taken;
}}"""
THEIRS_ANSWERS = f"""async () => {{
    const taken = [];
    for (const quiz of document.querySelectorAll('.Quiz:not([data-old])')) {{
        await new Promise(resolve => setTimeout(resolve, {REST}));
        const start = performance.now();
        quiz.querySelector('.MCButton').click();
        while (!quiz.querySelector('.Feedback.correct, .Feedback.incorrect')) await new Promise(requestAnimationFrame);
        taken.push(performance.now() - start);
    }}
    return taken;
}}"""
ECHO = '''import anywidget
class Echo(anywidget.AnyWidget):
    _esm = """export default { render({ model, el }) {
        const shown = document.createElement("output");
        shown.className = "echo";
        shown.onclick = () => model.send({ number: Number(shown.dataset.number) });
        model.on("msg:custom", ({ number }) => { shown.textContent = String(number); });
        el.append(shown);
    }}"""
    def __init__(self):
        super().__init__()
        self.on_msg(self.answer)
    def answer(self, widget, content, buffers):
        keep(content)
        self.send(content)
Echo()'''
# What an echo does with an answer before it sends it back.
KEEPING = {
    "a kernel that only sends back": "def keep(answer): pass\n",
    "a kernel that keeps and sends back": """import sqlite3
disk = sqlite3.connect("kept.sqlite3", isolation_level=None, check_same_thread=False)  # Lab has a thread for widgets
for line in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE answers (answer TEXT)"):
    disk.execute(line)
def keep(answer): disk.execute("INSERT INTO answers VALUES (?)", [str(answer)])
""",
}
ECHO_ANSWERS = f"""async () => {{
    const shown = document.querySelector('.echo');
    const frame = () => new Promise(requestAnimationFrame);
    const taken = [];
    for (let number = 0; number < {COUNT * REPEATS}; number++) {{
        shown.dataset.number = String(number);
        await new Promise(resolve => setTimeout(resolve, {REST}));
        const start = performance.now();
        shown.click();
        while (shown.textContent !== String(number)) await frame();
        taken.push(performance.now() - start);
    }}
    return taken;
}}"""
SAVE = "() => window.jupyterapp.commands.execute('docmanager:save')"


@dataclass
class Kind:
    """One of the two quizzes, and what was measured of it: milliseconds and bytes."""

    name: str
    cells: tuple[str, str, str]
    ready: str
    all: str
    answers: str
    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    again_all: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    computing: list[float] = field(default_factory=list)
    saved: int = 0
    with_state: int = 0


def kinds() -> tuple[Kind, Kind]:
    """Ours and theirs, nothing measured yet."""
    return (
        Kind("ibc_edu", (OURS_FIRST, OURS_BETWEEN, "quiz()"), OURS_READY, OURS_ALL, OURS_ANSWERS),
        Kind("jupyterquiz", (THEIRS_FIRST, "", f'display_quiz("{FILE}")'), THEIRS_READY, "() => {}", THEIRS_ANSWERS),
    )


def write_questions(path: Path) -> None:
    """The same 20 questions in the form that jupyterquiz reads."""
    singles = [question for question in this_course().questions(LESSON) if isinstance(question, Single)][:COUNT]
    theirs = [
        {
            "question": question.stem,
            "type": "multiple_choice",
            "answers": [
                {"answer": answer.text, "correct": answer.correct, "feedback": answer.feedback}
                for answer in question.answers
            ],
        }
        for question in singles
    ]
    path.write_text(json.dumps(theirs), encoding="utf-8")


def measure(server: LabServer, browser: Browser, kind: Kind) -> LabPage:
    """Run both cells on a page and in a kernel of their own, and note how long each took."""
    lab = LabPage(server, browser)
    lab.page.set_viewport_size({"width": 1300, "height": 2400})
    name = f"{kind.name}.ipynb"
    lab.write_notebook(name, *kind.cells)
    lab.open_notebook(name)
    usable, _ = lab.page.evaluate(RUN_AND_WAIT, [0, kind.ready, "() => {}"])
    kind.first.append(usable)
    lab.wait_for_kernel()
    lab.page.evaluate(RUN, 1)
    lab.wait_for_kernel()
    usable, everything = lab.page.evaluate(RUN_AND_WAIT, [2, kind.ready, kind.all])
    kind.again.append(usable)
    kind.again_all.append(everything)
    lab.wait_for_kernel()
    return lab


def answer(lab: LabPage, kind: Kind) -> None:
    """Answer quizzes that were just shown, and note how long each feedback took, and the page computed."""
    session = lab.page.context.new_cdp_session(lab.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for _ in range(REPEATS):
        lab.page.evaluate(RUN_AND_WAIT, [2, kind.ready, "() => {}"])
        lab.wait_for_kernel()
        before = computing(session)
        kind.waits += lab.page.evaluate(kind.answers)
        kind.computing.append((computing(session) - before) / COUNT)


def computing(session: CDPSession) -> float:
    """Milliseconds for which the page's main thread has computed so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")


def echo(server: LabServer, browser: Browser, keeping: str) -> list[float]:
    """Milliseconds from a click until the frame that shows what a kernel sent back unchanged."""
    lab = LabPage(server, browser)
    lab.write_notebook("echo.ipynb", keeping + ECHO)
    lab.open_notebook("echo.ipynb")
    lab.page.evaluate(RUN, 0)
    lab.page.wait_for_selector(".echo", state="attached")
    lab.wait_for_kernel()
    taken: list[float] = lab.page.evaluate(ECHO_ANSWERS)
    lab.close()
    return taken


def weigh(server: LabServer, lab: LabPage, kind: Kind) -> None:
    """Note the bytes that one quiz adds to a notebook, as JupyterLab and as nbclient save it."""
    path = server.root / f"{kind.name}.ipynb"
    lab.page.evaluate(SAVE)
    saved = nbformat.read(path, as_version=4)
    kind.saved = size(saved, 2)
    del saved.cells[1:]
    saved.metadata.pop("widgets", None)
    NotebookClient(saved, timeout=120, resources={"metadata": {"path": str(server.root)}}).execute()
    kind.with_state = size(saved, 0)


def size(notebook: nbformat.NotebookNode, index: int) -> int:
    """Bytes of the file that go back to the output of one cell and to widget states."""
    without = copy.deepcopy(notebook)
    without.cells[index].outputs = []
    without.metadata.pop("widgets", None)
    return len(nbformat.writes(notebook).encode()) - len(nbformat.writes(without).encode())


def report_showing(ours: Kind, theirs: Kind, rounds: int) -> None:
    """Print when the quizzes could be used and what they add to a notebook, beside the targets."""
    print(f"{COUNT} questions, median of {rounds} rounds (least to most)     {ours.name:>22} {theirs.name:>22}")
    lines = {
        "usable, first cell of a kernel": (ours.first, theirs.first),
        "usable, second cell": (ours.again, theirs.again),
        "... and every question built": (ours.again_all, theirs.again_all),
    }
    for name, both in lines.items():
        cells = [f"{statistics.median(taken):.0f} ms ({min(taken):.0f} to {max(taken):.0f})" for taken in both]
        print(f"{name:50} {cells[0]:>26} {cells[1]:>26}")
    for name, mine, other in (
        ("saved by JupyterLab", ours.saved, theirs.saved),
        ("saved by nbclient, with widget states", ours.with_state, theirs.with_state),
    ):
        print(f"{name:50} {f'{mine / 1000:.1f} kB':>26} {f'{other / 1000:.1f} kB':>26}")
    for name, target, how in (("again", AGAIN_TARGET, "Again shown"), ("first", FIRST_TARGET, "In a fresh kernel")):
        mine, other = getattr(ours, name), getattr(theirs, name)
        ratio, least = statistics.median(mine) / statistics.median(other), min(mine) / min(other)
        print(f"{how} it takes {ratio:.2f} times as long ({least:.2f} by the least); the target is at most {target}.")
    print(f"Saved: {ours.saved / 1000:.1f} kB; the target is less than {SAVED_TARGET}.")


def report_answers(ours: Kind, theirs: Kind, floors: dict[str, list[float]]) -> None:
    """Print how soon feedback came, beside the target."""
    named = {ours.name: ours.waits, theirs.name: theirs.waits, **floors}
    for name, waits in named.items():
        cuts = statistics.quantiles(waits, n=20)
        print(f"answer to feedback, {name:35} p50 {cuts[9]:4.0f} ms, p95 {cuts[18]:4.0f} ms ({len(waits)} answers)")
    both = [f"{kind.name} {min(kind.computing):.0f} ms" for kind in (ours, theirs)]
    print(f"The page computes for an answer and its frames, least of {REPEATS} quizzes: {', '.join(both)}.")
    p95 = statistics.quantiles(ours.waits, n=20)[18]
    print(f"Feedback: p95 {p95:.0f} ms; the target is at most {FEEDBACK_TARGET}.")


def main(rounds: int, *, only_answers: bool = False) -> None:
    """Measure the two in turn, so that a busy moment of the machine falls on both."""
    ours, theirs = kinds()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (root := Path(folder, "root")).mkdir()
        (scratch := Path(folder, "scratch")).mkdir()
        write_questions(root / FILE)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        with LabServer(root, scratch) as server:
            if not only_answers:
                for kind in kinds():
                    measure(server, browser, kind).close()  # server and disk are warm for both
            for number in range(1, rounds + 1):
                for kind in (ours, theirs):
                    tell(f"round {number} of {rounds}, {kind.name}")
                    lab = measure(server, browser, kind)
                    if number == rounds:
                        if not only_answers:
                            weigh(server, lab, kind)
                        answer(lab, kind)
                    lab.close()
            floors = {}
            for name, keeping in KEEPING.items():
                tell(name)
                floors[name] = echo(server, browser, keeping)
        browser.close()
    if not only_answers:
        report_showing(ours, theirs, rounds)
    report_answers(ours, theirs, floors)


def tell(what: str) -> None:
    """Say what is measured now, and when."""
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", nargs="?", type=int, default=5)
    parser.add_argument("--answers", action="store_true", help="only how soon feedback comes")
    chosen = parser.parse_args()
    main(1 if chosen.answers else chosen.rounds, only_answers=chosen.answers)
