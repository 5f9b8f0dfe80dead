"""Linking: one script and one sheet of a view's modules, and every view of the course links."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import ibc_edu
from ibc_edu.errors import ParameterError
from ibc_edu.views.kit.link import link

PACKAGE = Path(ibc_edu.__file__).parent
SCRIPTS = sorted(PACKAGE.rglob("*.js"))
ENTRIES = [path for path in SCRIPTS if "export default { render };" in path.read_text(encoding="utf-8")]
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node, which runs the scripts, is not installed")


def write(folder: Path, **files: str) -> str:
    """Write modules, `a="..."` as a.js; returns the path of a Python module beside them."""
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return str(folder / "widget.py")


def run(script: str) -> object:
    """What a linked script's `render` returns, by node."""
    code = script.replace("export default { render };", "console.log(JSON.stringify(render()));")
    done = subprocess.run(["node", "--input-type=module"], input=code, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@needs_node
def test_modules_run_once_in_scopes_of_their_own(tmp_path: Path) -> None:
    beside = write(
        tmp_path,
        shared="let calls = 0;\nexport function next() {\n  calls += 1;\n  return calls;\n}\n",
        left='import { next } from "./shared.js";\nconst own = "left";\nexport const left = () => own + next();\n',
        right='import { next as step } from "./shared.js";\nconst own = "right";\n'
        "export const right = () => own + step();\n",
        view='import { left } from "./left.js";\nimport { right } from "./right.js";\n'
        "function render() {\n  return [left(), right()];\n}\n\nexport default { render };\n",
    )
    assert run(link(beside, "view.js").script) == ["left1", "right2"]


@needs_node
def test_constants_are_known_to_every_module(tmp_path: Path) -> None:
    beside = write(tmp_path, view="const render = () => THEME.ink;\n\nexport default { render };\n")
    assert run(link(beside, "view.js", {"THEME": {"ink": "#123"}}).script) == "#123"


@needs_node
def test_a_folder_of_modules_that_register_themselves_is_linked_too(tmp_path: Path) -> None:
    beside = write(
        tmp_path,
        registry="const KNOWN = [];\nexport const register = (name) => KNOWN.push(name);\n"
        "export const known = () => KNOWN;\n",
        view='import { known } from "./registry.js";\nconst render = () => known();\n\nexport default { render };\n',
    )
    (tmp_path / "kinds").mkdir()
    for name in ("b", "a"):
        source = f'import {{ register }} from "../registry.js";\nregister("{name}");\n'
        (tmp_path / "kinds" / f"{name}.js").write_text(source)
    assert run(link(beside, "view.js", also="kinds").script) == ["a", "b"]
    assert run(link(beside, "view.js").script) == []


def test_sheets_come_in_the_order_of_imports_each_once(tmp_path: Path) -> None:
    for name in ("kit", "view"):
        (tmp_path / f"{name}.css").write_text(f".{name} {{ }}\n")
    beside = write(
        tmp_path,
        kit='import "./kit.css";\n\nexport const el = 1;\n',
        other='import { el } from "./kit.js";\nimport "./kit.css";\n\nexport const two = el + 1;\n',
        view='import { el } from "./kit.js";\nimport { two } from "./other.js";\nimport "./view.css";\n'
        "\nexport default { render };\n",
    )
    assert link(beside, "view.js").style.split("\n") == [".kit { }", "", ".view { }", ""]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('import { a } from "./none.js";\n', r"view\.js: there is no file '\./none\.js'"),
        ('import other from "./other.js";\n', r"view\.js: this line cannot be linked: import other"),
        ("export { a };\n", r"view\.js: this line cannot be linked: export"),
        ('import { b } from "./circle.js";\nexport const a = b;\n', r"view\.js -> circle\.js -> view\.js"),
    ],
)
def test_what_cannot_be_linked_is_named(tmp_path: Path, source: str, message: str) -> None:
    beside = write(
        tmp_path,
        view=source,
        other="export const a = 1;\n",
        circle='import { a } from "./view.js";\nexport const b = a;\n',
    )
    with pytest.raises(ParameterError, match=message):
        link(beside, "view.js")


def test_a_missing_entry_is_named_with_the_files_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"veiw\.js: there is no such file of a view\. Files there: view\.js"):
        link(write(tmp_path, view=""), "veiw.js")


@needs_node
@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_view_links_to_a_script_that_parses(path: Path) -> None:
    script, style = link(str(path), path.name)
    command = ["node", "--check", "--input-type=module"]
    checked = subprocess.run(command, input=script, capture_output=True, text=True, timeout=60)
    assert checked.returncode == 0, checked.stderr
    assert ".ibc-root" in style


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_scripts_set_text_as_text_and_name_no_other_machine(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "http:", "https:"):
        allowed = script.count("http://www.w3.org/2000/svg") if forbidden == "http:" else 0
        assert script.count(forbidden) == allowed, forbidden
