"""The site of a course as a SCORM package: one ZIP file that a learning platform takes, shows and gets reports from.

Manifests follow the SCORM 1.2 Content Aggregation Model and that of SCORM 2004, third edition, which platforms for the
fourth take too. One package is one activity, so that Python starts once, whatever lesson is read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

from ibc_edu.app.site.build import MARK, build
from ibc_edu.app.site.page.reports import questions_of
from ibc_edu.app.site.supplies import Supplies
from ibc_edu.course.course import Course
from ibc_edu.errors import CourseError
from ibc_edu.exchange.packing import packed
from ibc_edu.file_errors import write_file

LONGEST_MEMORY = {"1.2": 4096, "2004": 64000}
"""Characters that every platform keeps for the next visit (`cmi.suspend_data`), by version."""
_NAMESPACES = {
    "1.2": {
        "": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    },
    "2004": {
        "": "http://www.imsglobal.org/xsd/imscp_v1p1",
        "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
        "imsss": "http://www.imsglobal.org/xsd/imsss",
    },
}
_SCHEMA_VERSIONS = {"1.2": "1.2", "2004": "2004 3rd Edition"}
_KIND_ATTRIBUTE = {"1.2": "adlcp:scormtype", "2004": "adlcp:scormType"}


@dataclass(frozen=True)
class Package:
    """What a package is to be.

    Parameters
    ----------
    version : {"1.2", "2004"}
    lesson : str, optional
        Where it begins, and whose questions count; all lessons' without it.
    score : bool
        Whether a score is reported beside completion.
    """

    version: str
    lesson: str | None = None
    score: bool = False

    def lessons(self, course: Course) -> tuple[str, ...]:
        """Names of the lessons whose questions count.

        Raises
        ------
        UnknownNameError
            If there is no such lesson.
        """
        return course.plan.lesson_names if self.lesson is None else (course.plan.lesson(self.lesson).name,)


def write_package(
    course: Course,
    path: Path,
    package: Package,
    *,
    supplies: Supplies | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Write a course as a package; the same course gives the same bytes.

    Parameters
    ----------
    course : Course
        With parts; nobody's record is opened.
    path : Path
        An existing file is replaced.
    package : Package
    supplies : Supplies, optional
        By default from the cache, or fetched.
    say : callable
        Told in a sentence what is being done.

    Raises
    ------
    CourseError
        If the package would have more questions than a platform remembers, or cannot be written.
    """
    settings = settings_of(course, package)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "site"
        build(course, folder, supplies=supplies, say=say, platform=settings)
        files = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file() and file.name not in (MARK, ".nojekyll")
        }
    title = course.plan.title if package.lesson is None else course.plan.lesson(package.lesson).title
    digest = sha256(b"".join(name.encode() + sha256(data).digest() for name, data in files.items())).hexdigest()[:12]
    whole = manifest(package.version, f"{course.plan.name}-{digest}", title, str(settings["start"]), files)
    write_file(path, packed({"imsmanifest.xml": whole, **files}), CourseError)


def settings_of(course: Course, package: Package) -> dict[str, object]:
    """What the page's scripts know of a package.

    Raises
    ------
    CourseError
        If a platform could not remember where the reader stands with each question, or the lesson is for notebooks.
    """
    lessons = package.lessons(course)
    ids = [question.id for question in questions_of(course, lessons)]
    name = sha256("\n".join(ids).encode()).hexdigest()[:8]
    most = LONGEST_MEMORY[package.version] - len(name) - 1
    if len(ids) > most:
        cure = "Make a package for each lesson (--lesson), or one of SCORM 2004."
        raise CourseError(f"SCORM {package.version} remembers no more than {most:,} questions.", cure=cure)
    start = "index.html" if package.lesson is None else f"lessons/{package.lesson}.html"
    return {
        "version": package.version,
        "score": package.score,
        "lessons": list(lessons),
        "questions": name,
        "start": start,
    }


def manifest(version: str, identifier: str, title: str, start: str, files: Iterable[str]) -> bytes:
    """The manifest of a package with one activity.

    Parameters
    ----------
    version : {"1.2", "2004"}
    identifier : str
        Of letters, digits, hyphens, dots and underscores, another one for other content.
    title : str
    start : str
        The file that the platform opens.
    files : iterable of str
        All files by their names in the package.
    """
    names = {f"xmlns:{prefix}" if prefix else "xmlns": name for prefix, name in _NAMESPACES[version].items()}
    root = ElementTree.Element("manifest", {"identifier": f"ibc-edu-{identifier}", "version": "1.0", **names})
    metadata = ElementTree.SubElement(root, "metadata")
    ElementTree.SubElement(metadata, "schema").text = "ADL SCORM"
    ElementTree.SubElement(metadata, "schemaversion").text = _SCHEMA_VERSIONS[version]
    organizations = ElementTree.SubElement(root, "organizations", default="course")
    organization = ElementTree.SubElement(organizations, "organization", identifier="course")
    ElementTree.SubElement(organization, "title").text = title
    item = ElementTree.SubElement(organization, "item", identifier="lessons", identifierref="site")
    ElementTree.SubElement(item, "title").text = title
    if version == "2004":
        sequencing = ElementTree.SubElement(item, "imsss:sequencing")
        # The page itself says when it is complete; without this a platform takes a closed page for a completed one.
        by_content = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
        ElementTree.SubElement(sequencing, "imsss:deliveryControls", by_content)
    resources = ElementTree.SubElement(root, "resources")
    described = {"identifier": "site", "type": "webcontent", _KIND_ATTRIBUTE[version]: "sco", "href": start}
    resource = ElementTree.SubElement(resources, "resource", described)
    for name in files:
        ElementTree.SubElement(resource, "file", href=name)
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
