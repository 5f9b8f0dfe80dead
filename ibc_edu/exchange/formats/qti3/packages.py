"""The package of QTI 3.0, both ways: a manifest that knows each item's tags, a test of all items, and the items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from ibc_edu.exchange.incoming import without_namespaces, xml_root
from ibc_edu.exchange.packing import packed, unpacked

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

QTI = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
ITEM = "qti-assessment-item"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPENING = re.compile(rb"<([\w-]+:)?qti-assessment-item[\s>]")
_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_METADATA = "http://ltsc.ieee.org/xsd/LOM"
_MANIFEST, _TEST = "imsmanifest.xml", "test.xml"


def package(title: str, items: Mapping[str, str], tags: Mapping[str, Sequence[str]]) -> bytes:
    """Return a package of items.

    Parameters
    ----------
    title : str
    items : mapping of name to document
    tags : mapping of name to tags
    """
    members = {_MANIFEST: _manifest(tags), _TEST: _test(title, tags)}
    members |= {_path(name): text for name, text in items.items()}
    return packed({name: _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text).encode() for name, text in members.items()})


def items_of(data: bytes) -> Iterator[tuple[Element, list[str]]]:
    """Yield the items of a package, or of one file, each with its tags.

    Raises
    ------
    QuestionError
        If it is neither.
    """
    if data[:2] != b"PK":
        yield without_namespaces(xml_root(data, ITEM)), []
        return
    members = unpacked(data)
    tags = _tags(members.get(_MANIFEST, b""))
    for name, member in members.items():
        if name.endswith(".xml") and _OPENING.search(member):
            yield without_namespaces(xml_root(member, ITEM)), tags.get(name, [])


def _tags(manifest: bytes) -> dict[str, list[str]]:
    """Return the keywords of each resource by the name of its file."""
    if not manifest:
        return {}
    root = without_namespaces(xml_root(manifest, "manifest"))
    return {
        str(resource.get("href")): [each.text or "" for each in resource.findall(".//keyword/string")]
        for resource in root.iter("resource")
    }


def _manifest(tags: Mapping[str, Sequence[str]]) -> str:
    items = "\n".join(_resource(name, own) for name, own in tags.items())
    needed = "".join(f'<dependency identifierref="{_identifier(name)}"/>' for name in tags)
    return (
        f'{HEAD}<manifest xmlns="{_PACKAGE}" identifier="ibc-edu-questions">\n'
        "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n<organizations/>\n"
        f'<resources>\n<resource identifier="test" type="imsqti_test_xmlv3p0" href="{_TEST}"><file href="{_TEST}"/>'
        f"{needed}</resource>\n{items}\n</resources>\n</manifest>\n"
    )


def _resource(name: str, tags: Sequence[str]) -> str:
    keywords = "".join(f'<keyword><string language="en">{escape(tag)}</string></keyword>' for tag in tags)
    href = quoteattr(_path(name))
    return (
        f'<resource identifier="{_identifier(name)}" type="imsqti_item_xmlv3p0" href={href}><metadata>'
        f'<lom xmlns="{_METADATA}"><general>{keywords}</general></lom></metadata><file href={href}/></resource>'
    )


def _test(title: str, names: Mapping[str, Sequence[str]]) -> str:
    references = "\n".join(
        f'<qti-assessment-item-ref identifier="{_identifier(name)}" href={quoteattr(_path(name))}/>' for name in names
    )
    return (
        f'{HEAD}<qti-assessment-test xmlns="{QTI}" identifier="questions" title={quoteattr(title)}>\n'
        '<qti-test-part identifier="part" navigation-mode="nonlinear" submission-mode="individual">\n'
        f'<qti-assessment-section identifier="section" title={quoteattr(title)} visible="true">\n{references}\n'
        "</qti-assessment-section>\n</qti-test-part>\n</qti-assessment-test>\n"
    )


def _path(name: str) -> str:
    return f"items/{name}.xml"


def _identifier(name: str) -> str:
    return f"item-{name}"
