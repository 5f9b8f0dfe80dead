"""Every recipe is followed to the letter in a copy of the project."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from recipe_book import change, steps

ROOT = Path(__file__).parents[2]
RECIPES = sorted(path for path in (ROOT / "docs" / "recipes").glob("*.md") if path.stem != "index")
TREE = ("data", "docs", "ibc_edu", "notebooks", "tests", "tools", "Makefile", "pyproject.toml", "README.md")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of what git keeps, with nothing built in it."""
    for name in TREE:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "node_modules")
            shutil.copytree(source, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def run(command: str, clone: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of a recipe with the copy's own package, and without setting up another environment.

    Its tests run in one process: others of this run have the other processors, and each process reads them all.
    """
    words = shlex.split(command)
    if words[0] == "make":
        words[1:1] = ["-o", "setup", f"BIN={Path(sys.executable).parent}", "AT_ONCE="]
    environment = {
        **os.environ,
        "PYTHONPATH": str(clone),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "IBC_EDU_RECORD": "memory",
    }
    return subprocess.run(words, cwd=clone, env=environment, capture_output=True, text=True, timeout=280)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_every_block_of_a_recipe_is_a_step(recipe: Path) -> None:
    text = recipe.read_text(encoding="utf-8")
    blocks = sum(2 if step.old else 1 for step in steps(text))
    assert blocks == len(re.findall(r"^(`{3,})\w.*?^\1$", text, re.MULTILINE | re.DOTALL))


@pytest.mark.slow
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_recipe_works_to_the_letter(recipe: Path, clone: Path) -> None:
    todo = steps(recipe.read_text(encoding="utf-8"))
    assert any(step.commands for step in todo)
    for step in todo:
        if step.file:
            change(clone, step)
        for command in step.commands:
            done = run(command, clone)
            assert done.returncode == 0, f"$ {command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
