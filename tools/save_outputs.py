"""Runs the lessons, saves their outputs (of a widget the text form only, no state or timing), and protects their cells.

Usage: python tools/save_outputs.py [NOTEBOOK ...]    (all that the project holds if none is named)
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

ROOT = Path(__file__).parents[1]
FOLDERS = ("notebooks", "ibc_edu/app/course_template/notebooks", "tests/course/fixtures/tides/notebooks")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook at `path`, executed in its own folder."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as sockets:
        config = Config()
        if os.name == "posix":  # files that only this user can open, not ports, of which each kernel warns
            config.KernelManager.transport, config.KernelManager.ip = "ipc", f"{sockets}/kernel"
        resources = {"metadata": {"path": str(path.parent)}}
        client = NotebookClient(notebook, timeout=300, resources=resources, store_widget_state=False, config=config)
        client.execute()
    return notebook


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """`notebook` without what differs from run to run or cannot be shown without a kernel, its cells protected."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        protect(cell)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
    return notebook


def protect(cell: nbformat.NotebookNode) -> None:
    """Keep a slip of the hand from deleting or changing a cell; only an exercise is there to be changed."""
    cell.metadata["deletable"] = False
    if "exercise" not in cell.metadata.get("tags", []):
        cell.metadata["editable"] = False


def main(names: list[str]) -> None:
    """Run and save the notebooks named, or all of them."""
    os.environ["IBC_EDU_RECORD"] = "memory"
    held = [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.ipynb"))]
    for path in [Path(name) for name in names] or held:
        nbformat.write(tidy(run(path)), path)
        print(path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
