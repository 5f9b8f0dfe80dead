"""What the pages name exists, links inside them hold, and what is built loads nothing from elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
FOLDERS = ("benchmarks", "data", "docs", "ibc_edu", "notebooks", "tests", "tools")
ROOMS = {path.name for path in (ROOT / "ibc_edu").iterdir() if (path / "__init__.py").is_file()}
MADE_BY_SPHINX = ("genindex.html", "py-modindex.html", "search.html")
WITHOUT_API = {"cli", "parts"}  # commands have a page of their own; a part is for its lesson only


def made_by_recipe(page: Path) -> set[str]:
    """Files that a recipe tells its reader to write."""
    return set(re.findall(r"\bWrite\s+`([^`]+)`:$", page.read_text(encoding="utf-8"), re.M))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_paths_that_a_page_names_exist(page: Path) -> None:
    named = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[^`\s]*)`", page.read_text(encoding="utf-8"))
    new = made_by_recipe(page)
    known = [path for path in named if not any(made.startswith(path) for made in new)]
    assert [path for path in known if not list(ROOT.glob(re.sub(r"<[^>]+>", "*", path)))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_make_targets_that_a_page_names_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = re.findall(r"(?:`|^\$ |^    )make ([a-z]+)", page.read_text(encoding="utf-8"), re.M)
    assert set(named) - targets == set()


def test_every_decision_has_its_five_lines() -> None:
    pages = [path for path in (ROOT / "docs" / "decisions").glob("*.md") if path.stem != "index"]
    assert pages
    for page in pages:
        labels = re.findall(r"^- \*\*(.+?):\*\*", page.read_text(encoding="utf-8"), re.M)
        assert labels == ["Question", "Chosen", "Measured", "Costs", "Look again"], page.name


@pytest.mark.parametrize("page", ["docs/rooms.svg", "docs/architecture.md", "README.md", "CONTRIBUTING.md"])
def test_maps_name_every_room(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    label = r">{}<" if page.endswith(".svg") else r"`(?:ibc_edu/)?{}[`/]"
    assert {room for room in ROOMS if not re.search(label.format(room), text)} == set()


def test_every_public_room_has_its_api() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "api").glob("*.md"))
    documented = set(re.findall(r"^\.\. room:: ibc_edu\.(\w+)$", pages, re.M))
    assert documented == ROOMS - WITHOUT_API


class Page(HTMLParser):
    """Of a built page: ids, links, and addresses of what a browser would load by itself."""

    LOADING = (("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("object", "data"))

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.ids.update(known[name] for name in ("id", "name") if name in known)
        if tag == "a" and "href" in known:
            self.links.append(known["href"])
        if tag == "link" and not {"canonical", "index", "search", "next", "prev"} & set(known.get("rel", "").split()):
            self.loaded.append(known.get("href", ""))
        self.loaded += [known[name] for each, name in self.LOADING if each == tag and name in known]


@pytest.fixture(scope="module")
def built() -> Path:
    """The pages as HTML where `make docs` builds them: only what changed since is built again."""
    folder = ROOT / "build" / "docs"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "docs", str(folder)]
    with FileLock(ROOT / "build" / "docs.lock", timeout=280):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280)
        if done.returncode:
            shutil.rmtree(folder, ignore_errors=True)  # the next build would say nothing of what this one warned of
    assert done.returncode == 0, done.stderr
    for path in folder.rglob("*.html"):
        source = ROOT / "docs" / path.relative_to(folder).with_suffix(".md")
        if path.name not in MADE_BY_SPHINX and not source.is_file():
            path.unlink()  # of a page that has gone; a link to it must not seem to hold
    return folder


@pytest.mark.slow
def test_nothing_is_loaded_from_another_host(built: Path) -> None:
    pages = [Page(path) for path in built.rglob("*.html")]
    assert len(pages) > 30
    outside = {(page.path.name, url) for page in pages for url in page.loaded if urlsplit(url).netloc}
    assert outside == set()
    sheets = {path.name: path.read_text(encoding="utf-8") for path in built.rglob("*.css")}
    assert {
        name for name, text in sheets.items() if re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", text)
    } == set()


@pytest.mark.slow
def test_links_inside_the_pages_lead_somewhere(built: Path) -> None:
    pages = {path.resolve(): Page(path) for path in built.rglob("*.html")}
    broken = set()
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link == "#":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (
                parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids
            ):
                broken.add((path.name, link))
    assert broken == set()
