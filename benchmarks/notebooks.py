"""Time and memory of the lessons in their kernels, beside kernels that only import the same libraries.

Run: python benchmarks/notebooks.py. For each lesson: seconds to start a kernel and run all cells, seconds to start a
kernel and import the libraries that the lesson had loaded, and the memory (RSS) of both kernels at the end; in the
lesson's kernel every question was answered once before it was weighed. Then the time of strict nbval over all lessons
in one run, against the same run over notebooks of as many cells that only import (target: at most 1.5) and against the
sum of the import-only kernels, which know neither pytest nor the end of a kernel; and the memory ratios (target: below
1.2).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
TIME_TARGET = 1.5
MEMORY_TARGET = 1.2
ENVIRONMENT = {**os.environ, "IBC_EDU_RECORD": "memory"}

ANSWER_ALL = """
import ibc_edu
for _lesson in {lessons!r}:
    for _part in ibc_edu.lesson(_lesson).plan.checks:
        _card = ibc_edu.lesson(_lesson).show(_part)
        for _question in _card.session.questions:
            _card.receive({{"type": "answer", "item": _question.id, "response": _question.key()}})
"""
LOADED = """
import json, sys
print(json.dumps(sorted(name for name in sys.modules if not name.startswith(("ibc_edu", "__main__", "_")))))
"""
IMPORT = """
import importlib, warnings
warnings.simplefilter("ignore")
for _name in {names!r}:
    try:
        importlib.import_module(_name)
    except Exception:
        pass
"""
WEIGH = "import gc, psutil; gc.collect(); print(psutil.Process().memory_info().rss)"


@dataclass
class Run:
    """What one kernel took: seconds from its start to the end of its work, and bytes of memory then."""

    seconds: float
    bytes: int


class Kernel:
    """A fresh kernel in the lessons' folder; `run` returns what the code printed."""

    def __enter__(self) -> Kernel:
        self._start = time.perf_counter()
        self._client = NotebookClient(nbformat.v4.new_notebook(), timeout=600)
        self._client.resources = {"metadata": {"path": str(NOTEBOOKS)}}
        self._context = self._client.setup_kernel(env=ENVIRONMENT)
        self._context.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._context.__exit__(None, None, None)

    def run(self, source: str) -> str:
        self._client.nb.cells.append(nbformat.v4.new_code_cell(source))
        done = self._client.execute_cell(self._client.nb.cells[-1], len(self._client.nb.cells) - 1)
        return "".join(output.get("text", "") for output in done.outputs if output.get("name") == "stdout")

    def seconds(self) -> float:
        return time.perf_counter() - self._start


def lesson_run(path: Path) -> tuple[Run, list[str]]:
    """Run a lesson's cells, answer its questions, and list the modules that were loaded."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    from ibc_edu import this_course

    lessons = [plan.name for plan in this_course().plan.lessons if plan.notebook == path.name]
    with Kernel() as kernel:
        for cell in cells:
            kernel.run(cell)
        seconds = kernel.seconds()
        kernel.run(ANSWER_ALL.format(lessons=lessons))
        names = json.loads(kernel.run(LOADED))
        return Run(seconds, int(kernel.run(WEIGH))), names


def import_run(names: list[str]) -> Run:
    """Start a kernel that imports the same modules and does nothing else."""
    with Kernel() as kernel:
        kernel.run(IMPORT.format(names=names))
        seconds = kernel.seconds()
        return Run(seconds, int(kernel.run(WEIGH)))


def write_importing(folder: Path, lesson: Path, names: list[str]) -> None:
    """Write a notebook beside a lesson's: it imports the same modules, and its other cells do nothing."""
    count = sum(cell.cell_type == "code" for cell in nbformat.read(lesson, as_version=4).cells)
    sources = [IMPORT.format(names=names), *["None"] * (count - 1)]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / lesson.name)


def nbval_seconds(folder: Path, processes: int) -> float:
    """Wall time of strict nbval over all notebooks of a folder; `make notebooks` has a process for each processor."""
    command = [sys.executable, "-m", "pytest", "-q", str(folder), "-n", str(processes), "--dist", "loadfile"]
    command += ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", str(ROOT / "tests/notebooks/sanitize.cfg")]
    command += [
        "-p",
        "no:hypothesispytest",
        "-p",
        "no:cacheprovider",
        f"--rootdir={ROOT}",
        f"-c={ROOT / 'pyproject.toml'}",
    ]
    start = time.perf_counter()
    subprocess.run(command, check=True, env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def report_nbval(importing: Path, imports: float) -> None:
    """Print how long strict nbval takes, beside notebooks that only import and beside kernels that do."""
    for processes in (0, 2):
        ours, floor = nbval_seconds(NOTEBOOKS, processes), nbval_seconds(importing, processes)
        how = "one process" if processes == 0 else f"{processes} processes"
        beside = f"{ours / floor:.2f} times notebooks that only import ({floor:.1f} s)"
        print(f"strict nbval, {how}: {ours:.1f} s, {beside}, {ours / imports:.2f} times the import-only kernels")


def main() -> None:
    """Measure and print."""
    print(f"{'lesson':<40}{'run s':>8}{'import s':>10}{'run MB':>9}{'import MB':>11}{'memory ratio':>14}")
    imports, ratios = 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            lesson, names = lesson_run(path)
            write_importing(Path(folder), path, names)
            floor = import_run(names)
            imports += floor.seconds
            ratios.append(lesson.bytes / floor.bytes)
            print(
                f"{path.stem:<40}{lesson.seconds:>8.2f}{floor.seconds:>10.2f}"
                f"{lesson.bytes / 1e6:>9.0f}{floor.bytes / 1e6:>11.0f}{ratios[-1]:>14.3f}"
            )
        report_nbval(Path(folder), imports)
    print(f"targets: time at most {TIME_TARGET}, memory below {MEMORY_TARGET} (highest here {max(ratios):.3f})")


if __name__ == "__main__":
    main()
